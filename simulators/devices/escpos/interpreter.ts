import { interpretGs } from "./gs-commands.ts";
import { type Bytes, type Interpretation, printLine, putText, take } from "./interpretation.ts";
import { defaultStyle, type TextStyle } from "./line-buffer.ts";

const LF = 0x0a;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const DLE = 0x10;
const CAN = 0x18;
const TAB = 0x09;

/**
 * The printer's reading of its receive buffer, from Epson's public ESC/POS command reference. To be started with
 * one `next()`, then given each byte; it never ends.
 */
export function* interpret(state: Interpretation): Bytes<never> {
  for (;;) {
    const byte = yield;
    if (byte >= 0x20) putText(state, byte);
    else {
      state.text.reset();
      yield* interpretControl(state, byte);
    }
  }
}

function* interpretControl(state: Interpretation, byte: number): Bytes<void> {
  if (byte === LF) printLine(state);
  else if (byte === TAB) state.line.tab();
  else if (byte === CAN) state.line.clear();
  else if (byte === ESC) yield* interpretEsc(state);
  else if (byte === FS) yield* interpretFs(state);
  else if (byte === GS) yield* interpretGs(state);
  else if (byte === DLE) yield* skipRealTime();
}

/** Real-time commands were obeyed when they came in; in the buffer they are passed over. */
function* skipRealTime(): Bytes<void> {
  const command = yield;
  if (command !== 0x14) {
    yield;
    return;
  }
  const func = yield;
  yield* take(func === 0x08 ? 7 : 2);
}

type Effect = (state: Interpretation, n: number) => void;

const PLAIN_ESC_COMMANDS: ReadonlyMap<number, Effect> = new Map<number, Effect>([
  [0x32, (state) => setSpacing(state, defaultStyle(state.paperWidthMm).spacingDots)],
  [0x40, reset],
  [0x69, (state) => state.mechanics.cut()],
  [0x6d, (state) => state.mechanics.cut()],
]);

/** With one parameter. */
const ESC_COMMANDS: ReadonlyMap<number, Effect> = new Map<number, Effect>([
  [0x21, (state, n) => setPrintMode(state.style, n)],
  [0x2d, (state, n) => Object.assign(state.style, { underline: (n & 3) !== 0 })],
  [0x33, setSpacing],
  [0x45, setBold],
  [0x47, setBold],
  [0x4a, feed],
  [0x4d, (state, n) => Object.assign(state.style, { fontB: (n & 1) !== 0 })],
  [0x61, (state, n) => Object.assign(state.style, { align: ALIGNS[n & 3] ?? "left" })],
  [0x64, (state, n) => feed(state, n * state.style.spacingDots)],
]);
const ALIGNS = ["left", "center", "right"] as const;

/** Of no consequence for the paper: how many parameters to pass over. Drawer, beep, panel keys, code pages… */
const ESC_PASSED_OVER: ReadonlyMap<number, number> = new Map([
  [0x20, 1],
  [0x3d, 1],
  [0x42, 2],
  [0x52, 1],
  [0x56, 1],
  [0x63, 2],
  [0x70, 3],
  [0x74, 1],
  [0x7b, 1],
]);

function* interpretEsc(state: Interpretation): Bytes<void> {
  const command = yield;
  const plain = PLAIN_ESC_COMMANDS.get(command);
  const effect = ESC_COMMANDS.get(command);
  if (plain !== undefined) plain(state, 0);
  else if (effect !== undefined) effect(state, yield);
  else if (command === 0x24) state.line.moveTo((yield* take(2)).readUInt16LE());
  else if (command === 0x5c) state.line.moveBy((yield* take(2)).readInt16LE());
  else if (command === 0x44) while ((yield) !== 0);
  else if (command === 0x2a) yield* columnImage(state);
  else yield* take(ESC_PASSED_OVER.get(command) ?? 0);
}

function* interpretFs(state: Interpretation): Bytes<void> {
  const command = yield;
  if (command === 0x26) state.text.chinese = true;
  else if (command === 0x2e) state.text.chinese = false;
  else if (command === 0x21) {
    const n = yield;
    state.style.widthTimes = (n & 0x04) !== 0 ? 2 : 1;
    state.style.heightTimes = (n & 0x08) !== 0 ? 2 : 1;
  } else if (command === 0x57) {
    const times = ((yield) & 1) !== 0 ? 2 : 1;
    state.style.widthTimes = times;
    state.style.heightTimes = times;
  } else if (command === 0x2d || command === 0x43) yield;
  else if (command === 0x53) yield* take(2);
}

/** `ESC *`: columns of 8 or 24 dots, from left to right, the top dot in the highest bit. */
function* columnImage(state: Interpretation): Bytes<void> {
  const mode = yield;
  const widthDots = (yield* take(2)).readUInt16LE();
  const bytesPerColumn = mode >= 32 ? 3 : 1;
  const columns = yield* take(widthDots * bytesPerColumn);
  for (let y = 0; y < bytesPerColumn * 8; y += 1) {
    const row = new Uint8Array(Math.ceil(widthDots / 8));
    for (let x = 0; x < widthDots; x += 1) {
      const dot = ((columns[x * bytesPerColumn + (y >> 3)] ?? 0) >> (7 - (y & 7))) & 1;
      row[x >> 3] = (row[x >> 3] ?? 0) | (dot << (7 - (x & 7)));
    }
    state.mechanics.printRow(row, state.style.align);
  }
}

function feed(state: Interpretation, dots: number): void {
  let printedDots = 0;
  if (!state.line.empty) {
    const line = state.line.take({ ...state.style, spacingDots: 0 });
    printedDots = line.heightDots;
    state.mechanics.print(line);
  }
  if (dots > printedDots) state.mechanics.print({ kind: "feed", heightDots: dots - printedDots });
}

function setSpacing(state: Interpretation, dots: number): void {
  state.style.spacingDots = dots;
}

function setBold(state: Interpretation, n: number): void {
  state.style.bold = (n & 1) !== 0;
}

function reset(state: Interpretation): void {
  state.line.clear();
  state.style = defaultStyle(state.paperWidthMm);
  state.text.chinese = state.profile.chineseAtStart;
  // So the manual of the Bixolon SRP-332II; others may go on telling.
  state.mechanics.setAutomaticStatus(0);
}

function setPrintMode(style: TextStyle, n: number): void {
  style.fontB = (n & 0x01) !== 0;
  style.bold = (n & 0x08) !== 0;
  style.heightTimes = (n & 0x10) !== 0 ? 2 : 1;
  style.widthTimes = (n & 0x20) !== 0 ? 2 : 1;
  style.underline = (n & 0x80) !== 0;
}
