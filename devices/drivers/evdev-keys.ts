import { evdevFraming, readInputEvent } from "../framing/evdev/parser.ts";
import { type DeviceEvent, type Driver, type DriverProfile, type PadAct, PLAIN } from "./driver.ts";

/** Event type and values of linux/input-event-codes.h. A key held down repeats with another value: not a press. */
const EV_KEY = 1;
const RELEASED = 0;
const PRESSED = 1;

const ENTER = 28;
const BACKSPACE = 14;
const KEYPAD = { asterisk: 55, minus: 74, plus: 78, dot: 83, enter: 96, slash: 98 };

/** Codes of 0 to 9, in the row above the letters and on the number pad. */
const ROW = [11, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const PAD = [82, 79, 80, 81, 75, 76, 77, 71, 72, 73];
const DIGITS = [ROW, PAD].flatMap((codes) =>
  codes.map((code, digit): [number, DeviceEvent] => [code, { kind: "digit", digit }]),
);

/** The US layout, which scanners that act as keyboards use: code of the first, then plain and shifted. */
const LAYOUT: readonly (readonly [firstCode: number, plain: string, shifted: string])[] = [
  [2, "1234567890-=", "!@#$%^&*()_+"],
  [16, "qwertyuiop[]", "QWERTYUIOP{}"],
  [30, "asdfghjkl;'`", 'ASDFGHJKL:"~'],
  [43, "\\zxcvbnm,./", "|ZXCVBNM<>?"],
  [57, " ", " "],
];
const CHARACTERS = LAYOUT.flatMap(([firstCode, plain, shifted]) =>
  Array.from(plain, (character, at): [number, DeviceEvent] => [
    firstCode + at,
    { kind: "character", plain: character, shifted: shifted.charAt(at) },
  ]),
);
const SHIFTS = [42, 54];
const shifts = (isHeld: boolean) =>
  SHIFTS.map((code): [number, DeviceEvent] => [code, { kind: "shift", isHeld }]);

/** What a key's code says, by the event's value. */
type Keys = Readonly<Record<number, ReadonlyMap<number, DeviceEvent>>>;

function profile(keys: Keys): DriverProfile {
  return {
    ...PLAIN,
    decode(_address, frame) {
      const { type, code, value } = readInputEvent(frame);
      return type === EV_KEY ? (keys[value]?.get(code) ?? null) : null;
    },
  };
}

function pad(acts: Readonly<Record<number, PadAct>>): DriverProfile {
  const actKeys = Object.entries(acts).map(([code, act]): [number, DeviceEvent] => [
    Number(code),
    { kind: "act", act },
  ]);
  return profile({ [PRESSED]: new Map([...DIGITS, ...actKeys]) });
}

/** USB number pads and keyboard scanners, each read from its own event device, whoever has the keyboard's focus. */
export const evdevKeys: Driver = {
  name: "evdev-keys",
  source: "Linux input subsystem, linux/input.h and linux/input-event-codes.h",
  roles: ["call-pad", "ticket-buttons", "reader"],
  framing: evdevFraming,
  profiles: {
    "call-pad": pad({
      [ENTER]: "call",
      [KEYPAD.enter]: "call",
      [KEYPAD.plus]: "recall",
      [KEYPAD.minus]: "no-show",
      [KEYPAD.asterisk]: "pause",
      [KEYPAD.slash]: "transfer",
      [KEYPAD.dot]: "finish-and-rate",
      [BACKSPACE]: "cancel",
    }),
    "ticket-buttons": pad({ [ENTER]: "start", [KEYPAD.enter]: "start", [BACKSPACE]: "cancel" }),
    reader: profile({
      [PRESSED]: new Map([
        ...CHARACTERS,
        ...shifts(true),
        [ENTER, { kind: "end-of-text" }],
        [KEYPAD.enter, { kind: "end-of-text" }],
      ]),
      [RELEASED]: new Map(shifts(false)),
    }),
  },
  addresses: null,
};
