import { a090 } from "../../../devices/drivers/a090.ts";
import { onbonBx5k } from "../../../devices/drivers/onbon-bx5k.ts";
import type { DriverVectors } from "../conformance.ts";

/** 请A001号到3号窗口, each character followed by colour 0: 35 bytes. */
const PLEASE =
  "A0 90 01 A5 00 1C C7 EB 00 41 00 30 00 30 00 31 00 BA C5 00 B5 BD 00 33 00 BA C5 00 B4 B0 00 BF DA 00 BE";
const A090_ANSWER = "A0 90 01 A5 AA";

export const a090Vectors: DriverVectors = {
  driver: a090,
  encodes: [
    { command: { kind: "show", number: "A001", texts: ["请A001号到3号窗口"] }, frames: [PLEASE] },
    { command: { kind: "show", number: "A1" }, frames: ["A0 90 01 A5 00 04 41 00 31 00 D0"] },
    { command: { kind: "show", number: null }, frames: ["A0 90 01 A5 00 00 A4"] },
    {
      command: { kind: "show", number: "A001", texts: ["ཨང་A001", "请𠮷先生", "请A001号到3号窗口", "A001"] },
      frames: [PLEASE],
    },
    {
      command: { kind: "show", number: "A1", texts: ["ཨང་A1"] },
      frames: ["A0 90 01 A5 00 04 41 00 31 00 D0"],
    },
    {
      command: { kind: "show", number: "A1", texts: ["请A1到3号窗口".repeat(20)], places: ["ཁང་", "W3"] },
      frames: ["A0 90 01 A5 00 0A 41 00 31 00 20 00 57 00 33 00 9A"],
    },
    { command: { kind: "beep" }, frames: [] },
    { profile: "mono", command: { kind: "show", number: "A1" }, frames: ["A0 90 01 A5 00 02 41 31 D6"] },
  ],
  decodes: [],
  foreign: [],
  answers: [
    { request: PLEASE, answer: A090_ANSWER },
    { request: PLEASE, answer: "A0 90 01 11 22 33 A5 AA" },
    { request: "A0 90 01 A5 00 04 41 00 31 00 D0", answer: A090_ANSWER },
    { request: "A0 90 01 A5 00 00 A4", answer: A090_ANSWER },
  ],
  notAnswers: [{ request: PLEASE, frame: "A0 90 02 A5 AA" }],
  isChecked: false,
};

/** What precedes every frame to controller 1, up to the length of its data. */
const TO_ONE = "A5*8 01 00 00 80 00*6 FE 02";
const PING = `${TO_ONE} 05 00 A2 00 01 00 00 68 F8 5A`;
const DONE = "A5*8 00 80 FE FF 00*6 FE 02 05 00 A0 00 00 00 00 14 AC 5A";
/** Refused, as the controller is busy. */
const BUSY = "A5*8 00 80 00 80 00*6 FE 02 05 00 A0 01 03 00 00 A6 02 10 5A";

/** `A3 06` with one area: x and width in pixels, still, several lines. */
function realTime(
  width: string,
  height: string,
  text: string,
  lengths: [string, string, string],
  crc: string,
) {
  const [data, areas, area] = lengths;
  const place = `00 00 80 00 00 ${width} 80 ${height} 00`;
  const look = "00 00 00 00 00 00 00 00 02 02 01 00 00 00";
  const count = text.split(" ").length.toString(16).padStart(2, "0");
  const head = `${TO_ONE} ${data} 00 A3 06 01 ${areas} 00 00 01 ${area} 00`;
  return `${head} ${place} ${look} ${count} 00 00 00 ${text} ${crc} 5A`;
}
const A001 = (width: string, height: string, crc: string) =>
  realTime(width, height, "41 30 30 31", ["28", "23", "1F"], crc);
const SMALL = A001("40", "10", "41 94");

export const onbonVectors: DriverVectors = {
  driver: onbonBx5k,
  encodes: [
    { command: { kind: "show", number: "A001" }, frames: [SMALL] },
    { profile: "5k-96x16", command: { kind: "show", number: "A001" }, frames: [A001("60", "10", "6A 2B")] },
    { profile: "5k-128x32", command: { kind: "show", number: "A001" }, frames: [A001("80", "20", "EA 28")] },
    { profile: "6k-64x16", command: { kind: "show", number: "A001" }, frames: [SMALL] },
    { profile: "6k-96x16", command: { kind: "show", number: "A001" }, frames: [A001("60", "10", "6A 2B")] },
    { profile: "6k-128x32", command: { kind: "show", number: "A001" }, frames: [A001("80", "20", "EA 28")] },
    {
      command: { kind: "show", number: null },
      frames: [realTime("40", "10", "20", ["25", "20", "1C"], "0A 22")],
    },
    { command: { kind: "show", number: null, texts: ["ཨང་", "A001"] }, frames: [SMALL] },
    { command: { kind: "show-waiting", count: 3 }, frames: [] },
  ],
  decodes: [],
  foreign: [],
  answers: [
    { request: PING, answer: DONE },
    { request: PING, answer: DONE.replace("A5*8", "A5") },
    { request: SMALL, answer: DONE },
  ],
  notAnswers: [{ request: SMALL, frame: BUSY }],
  isChecked: true,
};
