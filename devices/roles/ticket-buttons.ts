import type { Station } from "../bus/station.ts";
import type { WireClock } from "../clock.ts";
import { KeyedDigits } from "./keyed-digits.ts";
import { type Press, Presses } from "./presses.ts";

/** A service asked for at a dispenser, by the number of its key. */
export interface ButtonPress extends Press {
  device: string;
  key: number;
}

export interface TicketButtons {
  /** The one handler of this dispenser's keys; without one, they are refused. */
  onPress(handler: (press: ButtonPress) => void): void;
}

/** Digits, then start, name a service: two digits up to 99. Digits are acknowledged at once. */
export function createTicketButtons(station: Station, clock: WireClock): TicketButtons {
  const presses = new Presses(station, clock);
  const digits = new KeyedDigits(clock);
  let handle = (press: ButtonPress) => press.refuse();

  station.onEvent = (event, frame) => {
    const press = presses.take(frame, event.kind);
    if (press === null) return;
    if (event.kind === "digit") {
      digits.add(event.digit);
      press.accept();
      return;
    }
    const keyed = digits.take();
    if (event.kind === "act" && event.act === "cancel") press.accept();
    else if (event.kind !== "act" || event.act !== "start" || keyed === "") press.refuse();
    else handle({ ...press, device: station.spec.id, key: Number(keyed) });
  };

  return {
    onPress(handler) {
      handle = handler;
    },
  };
}
