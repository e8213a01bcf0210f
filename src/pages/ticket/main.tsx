import "./ticket.css";
import { mount } from "../shared/mount.tsx";
import { pathId } from "../shared/path-id.ts";
import { TicketPage } from "./TicketPage.tsx";

mount(<TicketPage id={pathId(location.pathname) ?? ""} />);
