import type { Station } from "../bus/station.ts";
import type { WireClock } from "../clock.ts";
import type { Command, PadAct } from "../drivers/driver.ts";
import { KeyedDigits } from "./keyed-digits.ts";
import { type Press, Presses } from "./presses.ts";
import { Shown } from "./shown.ts";

export type { PadAct } from "../drivers/driver.ts";

/** A whole act: the key's meaning, and the digits keyed in before it ("" for none). */
export interface PadPress extends Press {
  device: string;
  act: PadAct;
  digits: string;
}

export interface CallPad {
  /** The one handler of this pad's acts; without one, acts are refused. */
  onPress(handler: (press: PadPress) => void): void;
  /** How many wait for this window; desired state, as on a window display. */
  showWaiting(count: number): void;
  beep(): void;
}

type ShowWaiting = Command<"show-waiting">;

/** Digits are acknowledged at once: they change nothing yet. An act is, when its handler says so. */
export function createCallPad(station: Station, clock: WireClock): CallPad & { close(): void } {
  const presses = new Presses(station, clock);
  const digits = new KeyedDigits(clock);
  // A refresh would wipe out the digits that a clerk is keying in.
  const waiting = new Shown<ShowWaiting>(station, clock, () => digits.isEmpty);
  let handle = (press: PadPress) => press.refuse();

  station.onUp = () => waiting.repeat();
  station.onEvent = (event, frame) => {
    const press = presses.take(frame, event.kind);
    if (press === null) return;
    if (event.kind === "digit") {
      digits.add(event.digit);
      press.accept();
    } else if (event.kind !== "act" || event.act === "cancel") {
      digits.take();
      press.accept();
    } else {
      handle({ ...press, device: station.spec.id, ...actOf(event.act, digits.take(), station) });
    }
  };

  return {
    onPress(handler) {
      handle = handler;
    },
    showWaiting: (count) => waiting.want({ kind: "show-waiting", count }),
    beep: () => station.send({ kind: "beep" }, "call"),
    close: () => waiting.close(),
  };
}

/** "6, then function" is one act of its own where the profile knows it. */
function actOf(act: PadAct, digits: string, station: Station): { act: PadAct; digits: string } {
  const meant = act === "function" && digits !== "" ? station.profile.functions[Number(digits)] : undefined;
  return meant === undefined ? { act, digits } : { act: meant, digits: "" };
}
