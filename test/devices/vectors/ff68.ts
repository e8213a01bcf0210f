import type { DeviceEvent } from "../../../devices/drivers/driver.ts";
import { ff68Display } from "../../../devices/drivers/ff68-display.ts";
import { ff68Keypad } from "../../../devices/drivers/ff68-keypad.ts";
import { ff68Rating } from "../../../devices/drivers/ff68-rating.ts";
import type { DriverVectors } from "../conformance.ts";

const CALL = "FF 68 03 03 68 01 01 0C 0E 16";
const BEEP = "FF 68 02 02 68 01 03 04 16";
const ONE = "FF 68 08 08 68 01 02 0A 0A 0A 00 00 01 22 16";
const BLANK = "FF 68 08 08 68 01 02 0A 0A 0A 0A 0A 0A 3F 16";
const BEST = "FF 68 03 03 68 81 11 03 95 16";
const OWN_BEST = "FF 68 03 03 68 01 11 03 15 16";

/** The last data byte of each key, at address 1, and the sum with it. */
const KEYS: { frame: string; event: DeviceEvent }[] = [
  ...Array.from({ length: 10 }, (_, digit) => ({
    frame: `FF 68 03 03 68 01 01 0${digit} 0${(2 + digit).toString(16)} 16`.toUpperCase(),
    event: { kind: "digit" as const, digit },
  })),
  { frame: "FF 68 03 03 68 01 01 0A 0C 16", event: { kind: "act", act: "start" } },
  { frame: "FF 68 03 03 68 01 01 0B 0D 16", event: { kind: "act", act: "finish-and-rate" } },
  { frame: "FF 68 03 03 68 01 01 0D 0F 16", event: { kind: "act", act: "recall" } },
  { frame: "FF 68 03 03 68 01 01 0E 10 16", event: { kind: "act", act: "no-show" } },
  { frame: "FF 68 03 03 68 01 01 0F 11 16", event: { kind: "act", act: "function" } },
  { frame: "FF 68 03 03 68 01 01 12 14 16", event: { kind: "act", act: "pause" } },
  { frame: "FF 68 03 03 68 01 01 13 15 16", event: { kind: "act", act: "transfer" } },
];

export const ff68KeypadVectors: DriverVectors = {
  driver: ff68Keypad,
  encodes: [
    { command: { kind: "show-waiting", count: 1 }, frames: ["FF 68 08 08 68 01 02 0A 0A 0A 0A 0A 01 36 16"] },
    { command: { kind: "beep" }, frames: [BEEP] },
    { profile: "guard", command: { kind: "beep" }, frames: [BEEP] },
  ],
  decodes: [
    { frame: CALL, event: { kind: "act", act: "call" }, acknowledged: CALL },
    ...KEYS.map(({ frame, event }) => ({ frame, event, acknowledged: frame })),
    {
      profile: "cancel-clears",
      frame: "FF 68 03 03 68 01 01 0E 10 16",
      event: { kind: "act", act: "cancel" },
      acknowledged: "FF 68 03 03 68 01 01 0E 10 16",
    },
  ],
  foreign: [
    { address: 2, frame: CALL },
    { frame: BEST },
    { frame: "FF 68 03 03 68 01 01 11 13 16" },
    { frame: ONE },
  ],
  answers: [],
  notAnswers: [],
  isChecked: true,
};

export const ff68DisplayVectors: DriverVectors = {
  driver: ff68Display,
  encodes: [
    { command: { kind: "show", number: "A001" }, frames: [ONE] },
    { command: { kind: "show", number: "A001", texts: ["has no place"] }, frames: [ONE] },
    { command: { kind: "show", number: null }, frames: [BLANK] },
    { command: { kind: "show", number: "A1234567" }, frames: [BLANK] },
    { command: { kind: "beep" }, frames: [BEEP] },
    {
      address: 3,
      command: { kind: "show", number: "B12" },
      frames: ["FF 68 08 08 68 03 02 0A 0A 0A 0A 01 02 30 16"],
    },
  ],
  decodes: [],
  foreign: [{ frame: CALL }],
  answers: [],
  notAnswers: [],
  isChecked: true,
};

export const ff68RatingVectors: DriverVectors = {
  driver: ff68Rating,
  encodes: [],
  decodes: [
    {
      profile: "high-value",
      frame: BEST,
      event: { kind: "rating", level: 5 },
      acknowledged: "FF 68 03 03 68 81 01 03 85 16",
    },
    {
      profile: "high-value",
      frame: "FF 68 03 03 68 81 11 00 92 16",
      event: { kind: "rating", level: 1 },
      acknowledged: "FF 68 03 03 68 81 01 00 82 16",
    },
    {
      profile: "high-value",
      frame: "FF 68 03 03 68 81 11 02 94 16",
      event: { kind: "rating", level: 4 },
      acknowledged: "FF 68 03 03 68 81 01 02 84 16",
    },
    {
      profile: "high-value",
      frame: "FF 68 03 03 68 81 11 01 93 16",
      event: { kind: "rating", level: 2 },
      acknowledged: "FF 68 03 03 68 81 01 01 83 16",
    },
    {
      profile: "high-short",
      frame: BEST,
      event: { kind: "rating", level: 5 },
      acknowledged: "68 02 02 68 81 01 82 16",
    },
    { profile: "high-echo", frame: BEST, event: { kind: "rating", level: 5 }, acknowledged: BEST },
    {
      profile: "own-value",
      frame: OWN_BEST,
      event: { kind: "rating", level: 5 },
      acknowledged: "FF 68 03 03 68 01 01 03 05 16",
    },
    {
      profile: "own-short",
      frame: OWN_BEST,
      event: { kind: "rating", level: 5 },
      acknowledged: "68 02 02 68 01 01 02 16",
    },
    { profile: "own-echo", frame: OWN_BEST, event: { kind: "rating", level: 5 }, acknowledged: OWN_BEST },
  ],
  foreign: [
    { frame: OWN_BEST },
    { frame: CALL },
    { frame: "FF 68 03 03 68 81 11 04 96 16" },
    { profile: "own-echo", frame: BEST },
  ],
  answers: [],
  notAnswers: [],
  isChecked: true,
};
