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
  /** Whether an answer is wanted of whoever sits there: a tone at first, and what is shown blinks until it is given. */
  ask(isAsking: boolean): void;
  beep(): void;
}

type ShowOnPad = Command<"show-waiting"> | Command<"show">;

/** Slow enough to be read between, and to leave the bus to calls. */
const BLINK_MS = 1_000;

/** Digits are acknowledged at once: they change nothing yet. An act is, when its handler says so. */
export function createCallPad(station: Station, clock: WireClock): CallPad & { close(): void } {
  const presses = new Presses(station, clock);
  const digits = new KeyedDigits(clock);
  // A refresh would wipe out the digits that a clerk is keying in.
  const waiting = new Shown<ShowOnPad>(station, clock, () => digits.isEmpty);
  let handle = (press: PadPress) => press.refuse();
  let count = 0;
  let blinking: { isDark: boolean; cancel: () => void } | null = null;

  const show = () =>
    waiting.want(blinking?.isDark ? { kind: "show", number: null } : { kind: "show-waiting", count });
  const blink = (isDark: boolean) => {
    blinking = { isDark, cancel: clock.after(BLINK_MS, () => blink(!isDark)) };
    if (digits.isEmpty) show();
  };
  const stopBlinking = () => {
    blinking?.cancel();
    blinking = null;
  };

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
    showWaiting(waitingNow) {
      count = waitingNow;
      show();
    },
    ask(isAsking) {
      if (isAsking === (blinking !== null)) return;
      if (isAsking) {
        station.send({ kind: "beep" }, "call");
        blink(true);
        return;
      }
      stopBlinking();
      show();
    },
    beep: () => station.send({ kind: "beep" }, "call"),
    close() {
      stopBlinking();
      waiting.close();
    },
  };
}

/** "6, then function" is one act of its own where the profile knows it. */
function actOf(act: PadAct, digits: string, station: Station): { act: PadAct; digits: string } {
  const meant = act === "function" && digits !== "" ? station.profile.functions[Number(digits)] : undefined;
  return meant === undefined ? { act, digits } : { act: meant, digits: "" };
}
