import type { DeviceView } from "../messages.ts";
import { SevenSegment } from "./SevenSegment.tsx";
import "./display.css";

/** What hangs over a window, behind a smoked pane: six red digits, or a screen with letters. */
export function Display(props: { view: DeviceView | undefined; label: string }) {
  const { view, label } = props;
  return (
    <div className="display" data-alive={view?.alive ?? false}>
      <div className="display-pane">
        {view?.kind === "screen" ? (
          <p className="display-text" role="img" aria-label={view.text || "dark"}>
            {view.text}
          </p>
        ) : (
          <SevenSegment digits={view?.kind === "display" ? view.digits : "      "} colour="red" />
        )}
      </div>
      <span className="display-label">{label}</span>
    </div>
  );
}
