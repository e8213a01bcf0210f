import "./screen.css";
import { mount } from "../shared/mount.tsx";
import { ScreenPage } from "./ScreenPage.tsx";

mount(<ScreenPage />);
