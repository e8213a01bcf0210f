import type { Station } from "../bus/station.ts";

/** What a scanner or card reader read. */
export interface Reading {
  device: string;
  text: string;
}

export interface Reader {
  /** The one handler of this reader's texts; without one, they are dropped. */
  onRead(handler: (reading: Reading) => void): void;
}

/** Longer than any ticket link or card number. */
const LONGEST_TEXT = 512;

/** A text comes whole, as a line, or as keys up to Enter. */
export function createReader(station: Station): Reader {
  let handle = (_reading: Reading) => {};
  let keyed = "";
  let isShifted = false;

  const tell = (text: string) => {
    if (text !== "") handle({ device: station.spec.id, text });
  };
  station.onUp = () => {
    keyed = "";
    isShifted = false;
  };
  station.onEvent = (event) => {
    if (event.kind === "text") tell(event.text);
    else if (event.kind === "shift") isShifted = event.isHeld;
    else if (event.kind === "character")
      keyed = (keyed + (isShifted ? event.shifted : event.plain)).slice(-LONGEST_TEXT);
    else if (event.kind === "end-of-text") {
      const text = keyed;
      keyed = "";
      tell(text);
    }
  };
  return {
    onRead(handler) {
      handle = handler;
    },
  };
}
