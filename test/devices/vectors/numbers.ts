import { counterBoard } from "../../../devices/drivers/counter-board.ts";
import { lineDisplay } from "../../../devices/drivers/line-display.ts";
import { modbusLed } from "../../../devices/drivers/modbus-led.ts";
import type { DriverVectors } from "../conformance.ts";

/** Twenty columns of ASCII, as a line display wants them. */
const line = (text: string) =>
  Array.from(text.padEnd(20), (each) => each.charCodeAt(0).toString(16)).join(" ");

const P2_3 = "01 10 00 70 00 06 0C 50 32 2E 33 00*8 3B 25";
const TWENTY_THREE = "01 06 00 88 00 17 49 EE";

export const modbusLedVectors: DriverVectors = {
  driver: modbusLed,
  encodes: [
    { command: { kind: "show", number: "P2.3" }, frames: [P2_3] },
    { command: { kind: "show", number: null }, frames: ["01 10 00 70 00 06 0C 00*12 2F 33"] },
    { profile: "armfly-integer", command: { kind: "show", number: "A023" }, frames: [TWENTY_THREE] },
    {
      profile: "armfly-integer",
      command: { kind: "show", number: null },
      frames: ["01 06 00 88 00 00 09 E0"],
    },
    {
      profile: "armfly-integer",
      command: { kind: "show", number: "66001" },
      frames: ["01 06 00 88 00 00 09 E0"],
    },
    { command: { kind: "show", number: "ABC1234567890" }, frames: ["01 10 00 70 00 06 0C 00*12 2F 33"] },
    {
      profile: "number-at-0",
      command: { kind: "show", number: "A023" },
      frames: ["01 06 00 00 00 17 C9 C4"],
    },
    { command: { kind: "beep" }, frames: [] },
  ],
  decodes: [],
  foreign: [],
  answers: [
    { request: P2_3, answer: "01 10 00 70 00 06 41 D0" },
    { profile: "armfly-integer", request: TWENTY_THREE, answer: TWENTY_THREE },
    { profile: "number-at-0", request: "01 06 00 00 00 17 C9 C4", answer: "01 06 00 00 00 17 C9 C4" },
    { request: "01 03 00 23 00 01 75 C0", answer: "01 03 02 00 01 79 84" },
  ],
  notAnswers: [
    { request: P2_3, frame: "02 10 00 70 00 06 41 E3" },
    { request: P2_3, frame: "01 10 00 71 00 06 10 10" },
    { request: P2_3, frame: "01 90 02 CD C1" },
    { request: P2_3, frame: "01 06 00 88 00 17 49 EE" },
  ],
  isChecked: true,
};

export const counterBoardVectors: DriverVectors = {
  driver: counterBoard,
  encodes: [
    { address: 5, command: { kind: "show", number: "999" }, frames: ["05 03 E7 EF"] },
    { command: { kind: "show", number: "A023" }, frames: ["01 00 17 18"] },
    { command: { kind: "show", number: null }, frames: ["01 00 00 01"] },
    { command: { kind: "show", number: "65535" }, frames: ["01 FF FF FF"] },
    { command: { kind: "show", number: "65536" }, frames: ["01 00 00 01"] },
    { command: { kind: "show", number: "A99999999" }, frames: ["01 00 00 01"] },
    { profile: "xunpeng", command: { kind: "show", number: "999" }, frames: ["3A 01 E7 03 01 26 0A"] },
    {
      profile: "xunpeng-sum-from-column",
      command: { kind: "show", number: "999" },
      frames: ["3A 01 E7 03 01 EC 0A"],
    },
  ],
  decodes: [],
  foreign: [],
  answers: [],
  notAnswers: [],
  isChecked: false,
};

export const lineDisplayVectors: DriverVectors = {
  driver: lineDisplay,
  encodes: [
    {
      command: {
        ...{ kind: "show", number: "A001", texts: ["请 A001 号", "Number A001, please go to Window 3."] },
        places: ["3号窗口", "Window 3"],
      },
      frames: [`1F 24 01 01 ${line("A001")} 1F 24 01 02 ${line("Window 3")}`],
    },
    {
      command: { kind: "show", number: null, texts: ["暂停服务", "paused"] },
      frames: [`1F 24 01 01 ${line("")} 1F 24 01 02 ${line("paused")}`],
    },
    {
      profile: "cd5220",
      command: { kind: "show", number: "A001", texts: ["longer than twenty columns"] },
      frames: [`1B 51 41 ${line("A001")} 0D 1B 51 42 ${line("")} 0D`],
    },
  ],
  decodes: [],
  foreign: [],
  answers: [],
  notAnswers: [],
  isChecked: false,
};
