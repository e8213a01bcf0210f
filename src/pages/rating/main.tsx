import "./rating.css";
import { mount } from "../shared/mount.tsx";
import { pathId } from "../shared/path-id.ts";
import { RatingPage } from "./RatingPage.tsx";

mount(<RatingPage window={pathId(location.pathname) ?? ""} />);
