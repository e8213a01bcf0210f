import { evdevKeys } from "../../../devices/drivers/evdev-keys.ts";
import { reader } from "../../../devices/drivers/reader.ts";
import type { DriverVectors } from "../conformance.ts";

export const readerVectors: DriverVectors = {
  driver: reader,
  encodes: [{ command: { kind: "beep" }, frames: [] }],
  decodes: [
    { frame: "41 30 30 31 0D", event: { kind: "text", text: "A001" }, acknowledged: null },
    { frame: "0A 34 32 0D", event: { kind: "text", text: "42" }, acknowledged: null },
    { frame: "E7 AA 97 0D", event: { kind: "text", text: "窗" }, acknowledged: null },
  ],
  foreign: [{ frame: "20 20 0D" }],
  answers: [],
  notAnswers: [],
  isChecked: false,
  noise: "00 01 1F 7F",
};

/** Low byte first: 1,700,000,000 s, 5 µs, then type, code and value. */
const record = (type: string, code: string, value: string) =>
  `00 F1 53 65 00 00 00 00 05 00 00 00 00 00 00 00 ${type} 00 ${code} 00 ${value} 00 00 00`;
const press = (code: string) => record("01", code, "01");

export const evdevKeysVectors: DriverVectors = {
  driver: evdevKeys,
  encodes: [],
  decodes: [
    { frame: press("4F"), event: { kind: "digit", digit: 1 }, acknowledged: null },
    { frame: press("52"), event: { kind: "digit", digit: 0 }, acknowledged: null },
    { frame: press("0B"), event: { kind: "digit", digit: 0 }, acknowledged: null },
    { frame: press("60"), event: { kind: "act", act: "call" }, acknowledged: null },
    { frame: press("4E"), event: { kind: "act", act: "recall" }, acknowledged: null },
    {
      profile: "ticket-buttons",
      frame: press("1C"),
      event: { kind: "act", act: "start" },
      acknowledged: null,
    },
    {
      profile: "reader",
      frame: press("1E"),
      event: { kind: "character", plain: "a", shifted: "A" },
      acknowledged: null,
    },
    {
      profile: "reader",
      frame: press("35"),
      event: { kind: "character", plain: "/", shifted: "?" },
      acknowledged: null,
    },
    {
      profile: "reader",
      frame: record("01", "2A", "01"),
      event: { kind: "shift", isHeld: true },
      acknowledged: null,
    },
    {
      profile: "reader",
      frame: record("01", "2A", "00"),
      event: { kind: "shift", isHeld: false },
      acknowledged: null,
    },
    { profile: "reader", frame: press("1C"), event: { kind: "end-of-text" }, acknowledged: null },
  ],
  foreign: [
    { frame: record("01", "4F", "00") },
    { frame: record("01", "4F", "02") },
    { frame: record("00", "00", "00") },
    { frame: press("1E") },
  ],
  answers: [],
  notAnswers: [],
  isChecked: false,
  noise: "FF FF FF",
};
