import { ff68Framing, readFf68 } from "../framing/ff68/parser.ts";
import { type DeviceEvent, type Driver, type DriverProfile, type PadAct, PLAIN } from "./driver.ts";
import { ff68Showing } from "./ff68-display.ts";

const KEY = 0x01;
const HIGHEST_DIGIT = 0x09;

/** The last data byte of a key frame. `0A` begins on a call pad, and ends the digits on a dispenser. */
const ACTS: Readonly<Record<number, PadAct>> = {
  10: "start",
  11: "finish-and-rate",
  12: "call",
  13: "recall",
  14: "no-show",
  15: "function",
  18: "pause",
  19: "transfer",
};

function eventOf(acts: Readonly<Record<number, PadAct>>, key: number): DeviceEvent | null {
  if (key <= HIGHEST_DIGIT) return { kind: "digit", digit: key };
  const act = acts[key];
  return act === undefined ? null : { kind: "act", act };
}

function keypad(
  acts: Readonly<Record<number, PadAct>>,
  functions: Readonly<Record<number, PadAct>>,
): DriverProfile {
  return {
    ...PLAIN,
    encode: ff68Showing,
    decode(address, frame) {
      const { address: from, func, data } = readFf68(frame);
      const key = data.at(-1);
      return from === address && func === KEY && key !== undefined ? eventOf(acts, key) : null;
    },
    // The pad repeats a key until it sees the very frame come back.
    acknowledge: (_address, frame) => frame,
    functions,
  };
}

/**
 * Keypad of FF68 call systems, on a desk as call pad or in a dispenser as ticket buttons, often with a small
 * display of its own. The sources agree on the keys and differ on "number, then function key".
 */
export const ff68Keypad: Driver = {
  name: "ff68-keypad",
  source: "two public hall programs and the data sheet of a 21-key keypad",
  roles: ["call-pad", "ticket-buttons"],
  framing: ff68Framing,
  profiles: {
    default: keypad(ACTS, {
      0: "park",
      2: "resume",
      3: "call-back",
      4: "log-out",
      5: "no-show",
      6: "no-show",
    }),
    /** The other program's reading: 0 pauses, 6 calls the guard. */
    guard: keypad(ACTS, {
      0: "pause",
      2: "resume",
      3: "call-back",
      4: "log-out",
      5: "no-show",
      6: "security",
    }),
    /** For pads whose cancel key is pressed by mistake too often to drop a citizen: it only clears the digits. */
    "cancel-clears": keypad({ ...ACTS, 14: "cancel" }, { 0: "park", 2: "resume", 5: "no-show" }),
  },
  addresses: { lowest: 0, highest: 255 },
};
