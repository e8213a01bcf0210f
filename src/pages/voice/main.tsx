import "./voice.css";
import { mount } from "../shared/mount.tsx";
import { VoicePage } from "./VoicePage.tsx";

mount(<VoicePage />);
