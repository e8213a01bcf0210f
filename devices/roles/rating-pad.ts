import type { Station } from "../bus/station.ts";
import type { WireClock } from "../clock.ts";
import type { Level } from "../drivers/driver.ts";
import { type Press, Presses } from "./presses.ts";

/** A citizen's rating, 1 to 5, 5 the best. */
export interface RatingPress extends Press {
  device: string;
  level: Level;
}

export interface RatingPad {
  /** The one handler of this pad's ratings; without one, they are refused. */
  onRating(handler: (rating: RatingPress) => void): void;
}

export function createRatingPad(station: Station, clock: WireClock): RatingPad {
  const presses = new Presses(station, clock);
  let handle = (rating: RatingPress) => rating.refuse();
  station.onEvent = (event, frame) => {
    const press = presses.take(frame, event.kind);
    if (press === null) return;
    if (event.kind === "rating") handle({ ...press, device: station.spec.id, level: event.level });
    else press.refuse();
  };
  return {
    onRating(handler) {
      handle = handler;
    },
  };
}
