import type { Station } from "../bus/station.ts";
import type { WireClock } from "../clock.ts";
import type { Command } from "../drivers/driver.ts";
import { Shown } from "./shown.ts";

/**
 * What stands over a window. A display without letters shows the digits of the number, null as nothing; one with
 * letters shows the first of the texts that it can show whole, or else the number.
 */
export interface DisplayContent {
  number: string | null;
  /** The same in several languages, the one that the hall wants most first. */
  texts?: readonly string[];
}

export interface WindowDisplay {
  /** Desired state: the latest wins, and is sent until it went out whole. */
  show(content: DisplayContent): void;
  /** The last content that went out whole; null before the first. */
  shown(): DisplayContent | null;
}

type Show = Extract<Command, { kind: "show" }>;

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
