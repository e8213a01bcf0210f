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

/** Commands with one parameter, or none, that only change how things look or move. */
const ESC_COMMANDS: Readonly<
  Record<number, readonly [parameters: number, (state: Interpretation, n: number) => void]>
> = {
  32: [1, () => {}],
  33: [1, (state, n) => setPrintMode(state.style, n)],
  45: [
    1,
    (state, n) => {
      state.style.underline = (n & 3) !== 0;
    },
  ],
  50: [
    0,
    (state) => {
      state.style.spacingDots = defaultStyle(state.paperWidthMm).spacingDots;
    },
  ],
  51: [
    1,
    (state, n) => {
      state.style.spacingDots = n;
    },
  ],
  61: [1, () => {}],
  64: [0, reset],
  69: [
    1,
    (state, n) => {
      state.style.bold = (n & 1) !== 0;
    },
  ],
  71: [
    1,
    (state, n) => {
      state.style.bold = (n & 1) !== 0;
    },
  ],
  74: [1, (state, n) => feed(state, n)],
  77: [
    1,
    (state, n) => {
      state.style.fontB = (n & 1) !== 0;
    },
  ],
  82: [1, () => {}],
  86: [1, () => {}],
  97: [
    1,
    (state, n) => {
      state.style.align = (["left", "center", "right"] as const)[n & 3] ?? "left";
    },
  ],
  100: [1, (state, n) => feed(state, n * state.style.spacingDots)],
  105: [0, (state) => state.mechanics.cut()],
  109: [0, (state) => state.mechanics.cut()],
  116: [1, () => {}],
  123: [1, () => {}],
};

function* interpretEsc(state: Interpretation): Bytes<void> {
  const command = yield;
  const known = ESC_COMMANDS[command];
  if (known !== undefined) known[1](state, known[0] === 0 ? 0 : yield);
  else if (command === 0x24) state.line.moveTo((yield* take(2)).readUInt16LE());
  else if (command === 0x5c) state.line.moveBy((yield* take(2)).readInt16LE());
  else if (command === 0x70) yield* take(3);
  else if (command === 0x42 || command === 0x63) yield* take(2);
  else if (command === 0x44) while ((yield) !== 0);
  else if (command === 0x2a) yield* columnImage(state);
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

function reset(state: Interpretation): void {
  state.line.clear();
  state.style = defaultStyle(state.paperWidthMm);
  state.text.chinese = state.profile.chineseAtStart;
}

function setPrintMode(style: TextStyle, n: number): void {
  style.fontB = (n & 0x01) !== 0;
  style.bold = (n & 0x08) !== 0;
  style.heightTimes = (n & 0x10) !== 0 ? 2 : 1;
  style.widthTimes = (n & 0x20) !== 0 ? 2 : 1;
  style.underline = (n & 0x80) !== 0;
}
