import "antd/dist/antd.css";
import "./days/days.css";
import "./manager.css";
import { mount } from "../shared/mount.tsx";
import { ManagerPage } from "./ManagerPage.tsx";
import { ManagerTheme } from "./ManagerTheme.tsx";

mount(
  <ManagerTheme>
    <ManagerPage />
  </ManagerTheme>,
);
