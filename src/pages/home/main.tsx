import "./home.css";
import { mount } from "../shared/mount.tsx";
import { HomePage } from "./HomePage.tsx";

mount(<HomePage />);
