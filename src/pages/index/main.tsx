import "./index.css";
import { mount } from "../shared/mount.tsx";
import { IndexPage } from "./IndexPage.tsx";

mount(<IndexPage />);
