import iconv from "iconv-lite";
import { describeAnswer } from "./decode-escpos-answers.ts";
import type { DecodedFrame, WireDecoder } from "./decoded.ts";
import { COMMANDS, type CommandTable, DLE, PREFIX_NAMES, type Shape } from "./escpos-commands.ts";

/** A command found in the stream: its bytes but for an image's dots, and what it says. */
interface Token {
  readonly bytes: readonly number[];
  readonly text: string;
  readonly understood: boolean;
}

/**
 * Reads what a host sends to an ESC/POS printer as commands and text, and what the printer answers. Text counts as
 * GB18030 wherever it is not ASCII.
 */
export function escPosDecoder(): WireDecoder {
  const tokens: Token[] = [];
  const questions: number[] = [];
  const reader = new TokenReader((token) => {
    if (token.bytes[0] === DLE && token.bytes[1] === 0x04) questions.push(token.bytes[2] ?? 0);
    tokens.push(token);
  });
  return {
    push({ direction, bytes, atMs }) {
      const described: readonly Token[] =
        direction === "to-device" ? reader.read(bytes, tokens) : describeAnswer(bytes, questions);
      return described.map(
        ({ bytes: own, text, understood }): DecodedFrame => ({
          direction,
          bytes: Uint8Array.from(own),
          text,
          understood,
          atMs,
        }),
      );
    },
  };
}

/** Of an image so many bytes are shown. */
const SHOWN_BYTES = 16;
const FIRST_FEEDING_CUT = 0x41;

class TokenReader {
  readonly #emit: (token: Token) => void;
  readonly #grammar: Generator<undefined, never, number>;
  #text: number[] = [];

  constructor(emit: (token: Token) => void) {
    this.#emit = emit;
    this.#grammar = this.#read();
    this.#grammar.next(0);
  }

  /** All tokens that these bytes complete; text is told at the end of each piece, whole characters only. */
  read(bytes: Uint8Array, tokens: Token[]): Token[] {
    for (const byte of bytes) this.#grammar.next(byte);
    this.#tellText(false);
    return tokens.splice(0);
  }

  *#read(): Generator<undefined, never, number> {
    for (;;) {
      const byte = yield;
      const table = COMMANDS.get(byte);
      if (table === undefined && (byte >= 0x20 || byte === 0x0a || byte === 0x0d)) {
        this.#text.push(byte);
        if (byte === 0x0a) this.#tellText(true);
        continue;
      }
      this.#tellText(true);
      if (table === undefined) this.#emit({ bytes: [byte], text: "noise", understood: false });
      else yield* this.#command(byte, table);
    }
  }

  *#command(prefix: number, table: CommandTable): Generator<undefined, void, number> {
    const letter = yield;
    const shape = table.get(letter);
    if (shape === undefined) {
      this.#emit({ bytes: [prefix, letter], text: `${PREFIX_NAMES.get(prefix)} unknown`, understood: false });
      return;
    }
    const [name, parameters] = shape;
    const bytes = [prefix, letter];
    if (parameters === "to-nul") for (let byte = yield; byte !== 0; byte = yield) bytes.push(byte);
    else if (parameters === "dots") yield* this.#dots(bytes);
    else if (parameters === "columns") yield* this.#columns(bytes);
    else if (parameters === "body") yield* this.#body(bytes);
    else if (parameters === "cut") yield* this.#cut(bytes);
    else for (let left = parameters; left > 0; left -= 1) bytes.push(yield);
    if (prefix === DLE && letter === 0x14 && bytes[2] === 0x08)
      for (let left = 7; left > 0; left -= 1) bytes.push(yield);
    const isNumbered = parameters === "cut" || (typeof parameters === "number" && parameters > 0);
    const details = isNumbered ? ` ${bytes.slice(2).join(" ")}` : bodyDetails(bytes, parameters);
    this.#emit({ bytes, text: `${name}${details}`, understood: true });
  }

  *#dots(bytes: number[]): Generator<undefined, void, number> {
    for (let left = 6; left > 0; left -= 1) bytes.push(yield);
    const [, , , , xL = 0, xH = 0, yL = 0, yH = 0] = bytes;
    yield* this.#passOver(bytes, (xL + 256 * xH) * (yL + 256 * yH));
  }

  *#columns(bytes: number[]): Generator<undefined, void, number> {
    for (let left = 3; left > 0; left -= 1) bytes.push(yield);
    const [, , mode = 0, nL = 0, nH = 0] = bytes;
    yield* this.#passOver(bytes, (nL + 256 * nH) * (mode >= 32 ? 3 : 1));
  }

  *#body(bytes: number[]): Generator<undefined, void, number> {
    for (let left = 3; left > 0; left -= 1) bytes.push(yield);
    const [, , , pL = 0, pH = 0] = bytes;
    for (let left = pL + 256 * pH; left > 0; left -= 1) bytes.push(yield);
  }

  /** `GS V m`, or `GS V m n` where the paper is fed by n first: m is a letter then (functions B to D). */
  *#cut(bytes: number[]): Generator<undefined, void, number> {
    const mode = yield;
    bytes.push(mode);
    if (mode >= FIRST_FEEDING_CUT) bytes.push(yield);
  }

  *#passOver(bytes: number[], count: number): Generator<undefined, void, number> {
    for (let index = 0; index < count; index += 1) {
      const byte = yield;
      if (index < SHOWN_BYTES) bytes.push(byte);
    }
  }

  #tellText(ended: boolean): void {
    const whole = ended ? this.#text.length : wholeCharacters(this.#text);
    if (whole === 0) return;
    const bytes = this.#text.splice(0, whole);
    const text = iconv.decode(Buffer.from(bytes), "gb18030").replaceAll("\r", "").replaceAll("\n", "⏎");
    this.#emit({ bytes, text: `“${text}”`, understood: true });
  }
}

/** How many bytes can be told before a character begins of which bytes are missing. */
function wholeCharacters(bytes: readonly number[]): number {
  let at = 0;
  while (at < bytes.length) {
    const second = bytes[at + 1];
    if ((bytes[at] ?? 0) < 0x80) at += 1;
    else if (second === undefined) return at;
    else {
      const length = second >= 0x30 && second <= 0x39 ? 4 : 2;
      if (at + length > bytes.length) return at;
      at += length;
    }
  }
  return at;
}

function bodyDetails(bytes: readonly number[], parameters: Shape[1]): string {
  const [, , letter = 0, , xL = 0, xH = 0, yL = 0, yH = 0] = bytes;
  if (parameters === "dots") return ` ${(xL + 256 * xH) * 8}×${yL + 256 * yH}`;
  if (parameters !== "body") return "";
  const body = Buffer.from(bytes.slice(5));
  if (letter === 0x48) return `: say when printed, “${body.subarray(2).toString("latin1")}”`;
  if (letter !== 0x6b) return ` ${String.fromCharCode(letter)}`;
  if (body[1] === 0x50) return `: QR of “${body.subarray(3).toString("utf8")}”`;
  return QR_FUNCTIONS.get(body[1] ?? 0) ?? "";
}

const QR_FUNCTIONS: ReadonlyMap<number, string> = new Map([
  [0x41, ": QR model"],
  [0x43, ": QR size"],
  [0x45, ": QR correction"],
  [0x51, ": print the QR"],
]);
