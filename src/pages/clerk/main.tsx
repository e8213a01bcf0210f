import "./clerk.css";
import { mount } from "../shared/mount.tsx";
import { pathId } from "../shared/path-id.ts";
import { ChooseWindow } from "./ChooseWindow.tsx";
import { ClerkPage } from "./ClerkPage.tsx";

const window = pathId(location.pathname);
mount(window === null ? <ChooseWindow /> : <ClerkPage window={window} />);
