import "./guide.css";
import { mount } from "../shared/mount.tsx";
import { GuidePage } from "./GuidePage.tsx";

mount(<GuidePage />);
