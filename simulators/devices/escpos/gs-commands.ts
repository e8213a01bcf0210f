import QRCode from "qrcode";
import { type Bytes, type Interpretation, printLine, putText, take } from "./interpretation.ts";

/** Commands beginning with GS: sizes, images, codes, cuts and answers. */
export function* interpretGs(state: Interpretation): Bytes<void> {
  const command = yield;
  if (command === 0x21) setSize(state, yield);
  else if (command === 0x42) state.style.reverse = ((yield) & 1) !== 0;
  else if (command === 0x4c) state.style.leftMarginDots = (yield* take(2)).readUInt16LE();
  else if (command === 0x57) state.style.areaDots = (yield* take(2)).readUInt16LE();
  else if (command === 0x56) yield* cut(state);
  else if (command === 0x61) state.mechanics.setAutomaticStatus(yield);
  else if (command === 0x72) answerStatus(state, yield);
  else if (command === 0x76) yield* rasterImage(state);
  else if (command === 0x28) yield* withLength(state);
  else if (command === 0x6b) yield* barcode(state);
  else if (command === 0x50 || command === 0x24 || command === 0x5c) yield* take(2);
  else if (BYTE_TO_PASS_OVER.has(command)) yield;
}

/** Barcode height, width, text and its font, smoothing, printer id. */
const BYTE_TO_PASS_OVER: ReadonlySet<number> = new Set([0x48, 0x49, 0x62, 0x66, 0x68, 0x77]);
const BARCODE_DOTS = 162;
const CUT_AFTER_FEED: ReadonlySet<number> = new Set([65, 66, 97, 98, 103, 104]);

function setSize(state: Interpretation, n: number): void {
  state.style.widthTimes = ((n >> 4) & 7) + 1;
  state.style.heightTimes = (n & 7) + 1;
}

function* cut(state: Interpretation): Bytes<void> {
  const mode = yield;
  if (CUT_AFTER_FEED.has(mode)) state.mechanics.print({ kind: "feed", heightDots: yield });
  state.mechanics.cut();
}

/** Asked for paper (1) or drawer (2). */
function answerStatus(state: Interpretation, n: number): void {
  const nearEnd = state.mechanics.paperStatus() !== "ok";
  if (n === 1 || n === 49) state.mechanics.answer(Uint8Array.of(nearEnd ? state.profile.nearEndAnswer : 0));
  else if (n === 2 || n === 50) state.mechanics.answer(Uint8Array.of(0));
}

/** `GS v 0 m xL xH yL yH d…`: rows of dots from top to bottom, whatever m, one dot for each bit. */
function* rasterImage(state: Interpretation): Bytes<void> {
  yield* take(2);
  const size = yield* take(4);
  const bytesPerRow = size.readUInt16LE(0);
  const rows = size.readUInt16LE(2);
  if (!state.line.empty) printLine(state);
  for (let row = 0; row < rows; row += 1) {
    state.mechanics.printRow(yield* take(bytesPerRow), state.style.align);
  }
}

/** `GS ( k`, `GS ( H` and their like: a letter, a length, then so many bytes. */
function* withLength(state: Interpretation): Bytes<void> {
  const letter = yield;
  if (letter === 0x48 && state.profile.processId === "printed") {
    putText(state, 0x28);
    putText(state, letter);
    return;
  }
  const length = (yield* take(2)).readUInt16LE();
  const body = yield* take(length);
  if (letter === 0x6b) qrCode(state, body);
  else if (letter === 0x48 && state.profile.processId === "answered") answerProcessId(state, body);
}

function answerProcessId(state: Interpretation, body: Buffer): void {
  if (body.length !== 6 || body[0] !== 0x30 || body[1] !== 0x30) return;
  const id = body.subarray(2);
  if (id.every((byte) => byte >= 0x20 && byte <= 0x7e)) {
    state.mechanics.answer(Uint8Array.from([0x37, 0x22, ...id, 0x00]));
  }
}

const QR_LEVELS = { 48: "L", 49: "M", 50: "Q", 51: "H" } as const;

function qrCode(state: Interpretation, body: Buffer): void {
  const [symbology, func, first = 0] = body;
  if (symbology !== 0x31) return;
  if (func === 0x43) state.qr.moduleDots = Math.min(16, Math.max(1, first));
  else if (func === 0x45) state.qr.level = QR_LEVELS[first as keyof typeof QR_LEVELS] ?? "L";
  else if (func === 0x50) state.qr.data = Buffer.from(body.subarray(3));
  else if (func === 0x51) printQr(state);
}

function printQr(state: Interpretation): void {
  const { data, level, moduleDots } = state.qr;
  if (data.length === 0) return;
  if (!state.line.empty) printLine(state);
  const { modules } = QRCode.create([{ data, mode: "byte" }], { errorCorrectionLevel: level });
  state.mechanics.print({
    kind: "qr",
    align: state.style.align,
    text: data.toString("utf8"),
    moduleDots,
    modules: modules.size,
    heightDots: modules.size * moduleDots,
    dark: modules.data,
  });
}

/** `GS k`: with a length byte (m from 65), or ended by NUL. */
function* barcode(state: Interpretation): Bytes<void> {
  const mode = yield;
  let text = "";
  if (mode >= 65) text = (yield* take(yield)).toString("latin1");
  else for (let byte = yield; byte !== 0; byte = yield) text += String.fromCharCode(byte);
  if (!state.line.empty) printLine(state);
  state.mechanics.print({ kind: "barcode", align: state.style.align, text, heightDots: BARCODE_DOTS });
}
