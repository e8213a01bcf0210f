import "./kiosk.css";
import { mount } from "../shared/mount.tsx";
import { KioskPage } from "./KioskPage.tsx";

mount(<KioskPage />);
