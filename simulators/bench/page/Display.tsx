import type { DeviceView } from "../messages.ts";
import { SevenSegment } from "./SevenSegment.tsx";
import "./display.css";

/** A window's display: six red digits behind a smoked pane. */
export function Display(props: { view: DeviceView | undefined; label: string }) {
  const digits = props.view?.kind === "display" ? props.view.digits : "      ";
  return (
    <div className="display" data-alive={props.view?.alive ?? false}>
      <div className="display-pane">
        <SevenSegment digits={digits} colour="red" />
      </div>
      <span className="display-label">{props.label}</span>
    </div>
  );
}
