import type { Station } from "../bus/station.ts";
import type { WireClock } from "../clock.ts";
import type { Command, DisplayContent } from "../drivers/driver.ts";
import { Shown } from "./shown.ts";

export type { DisplayContent } from "../drivers/driver.ts";

export interface WindowDisplay {
  /** Desired state: the latest wins, and is sent until it went out whole. */
  show(content: DisplayContent): void;
  /** The last content that went out whole; null before the first. */
  shown(): DisplayContent | null;
}

type Show = Command<"show">;

export function createWindowDisplay(station: Station, clock: WireClock): WindowDisplay & { close(): void } {
  const display = new Shown<Show>(station, clock);
  station.onUp = () => display.repeat();
  return {
    show: (content) => display.want({ kind: "show", ...content }),
    shown() {
      if (display.shown === null) return null;
      const { kind: _, ...content } = display.shown;
      return content;
    },
    close: () => display.close(),
  };
}
