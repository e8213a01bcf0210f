import { Lit, type SignOptions } from "./lit.ts";

/** Two rows of twenty characters: Epson's DM-D commands, or those of CD5220. */
export const LINE_DISPLAY_PROFILES = ["epson", "cd5220"] as const;
export type LineDisplayProfile = (typeof LINE_DISPLAY_PROFILES)[number];

const COLUMNS = 20;
const ROWS = 2;
const ESC = 0x1b;
const US = 0x1f;
const CLEAR = 0x0c;
const CANCEL = 0x18;
const HOME = 0x0b;
const CR = 0x0d;
const MOVE = { epson: [US, 0x24], cd5220: [ESC, 0x6c] } as const;
const BRIGHTNESS = { epson: [US, 0x58], cd5220: [ESC, 0x2a] } as const;

/** A customer display: `text` is its rows, blanks at their ends left out. */
export function lineDisplay(options: SignOptions<LineDisplayProfile>): Lit {
  const lit = new Lit(options);
  const { outlet } = options;
  const rows = new Rows();
  const reader = read(rows, options.profile, () => {
    lit.misunderstood += 1;
  });
  reader.next(0);
  outlet.onByte((byte, endMs) => {
    reader.next(byte);
    lit.show(rows.text(), endMs);
  });
  return lit;
}

class Rows {
  #cells: string[] = Array<string>(COLUMNS * ROWS).fill(" ");
  #cursor = 0;

  clear(): void {
    this.#cells.fill(" ");
    this.#cursor = 0;
  }

  /** From 1 on. */
  moveTo(column: number, row: number): void {
    this.#cursor = (row - 1) * COLUMNS + (column - 1);
  }

  put(byte: number): void {
    this.#cells[this.#cursor] = String.fromCharCode(byte);
    this.#cursor = (this.#cursor + 1) % this.#cells.length;
  }

  putRow(row: number, bytes: readonly number[]): void {
    for (let column = 0; column < COLUMNS; column += 1) {
      this.#cells[row * COLUMNS + column] = String.fromCharCode(bytes[column] ?? 0x20);
    }
  }

  text(): string {
    const all = this.#cells.join("");
    return [all.slice(0, COLUMNS), all.slice(COLUMNS)]
      .map((row) => row.trimEnd())
      .join("\n")
      .trimEnd();
  }
}

/** After a whole line a CD5220 obeys whole lines only, until it is cleared. */
function* read(
  rows: Rows,
  profile: LineDisplayProfile,
  misunderstand: () => void,
): Generator<undefined, never, number> {
  let wholeLinesOnly = false;
  for (;;) {
    const byte = yield;
    if (byte === CLEAR || (byte === CANCEL && profile === "cd5220")) {
      rows.clear();
      wholeLinesOnly = false;
    } else if (byte === ESC || byte === US) {
      const letter = yield;
      if (profile === "cd5220" && byte === ESC && letter === 0x51)
        wholeLinesOnly = (yield* wholeLine(rows)) || wholeLinesOnly;
      else if (byte === ESC && letter === 0x40) {
        rows.clear();
        wholeLinesOnly = false;
      } else if (!(yield* placing(rows, profile, byte, letter, wholeLinesOnly))) misunderstand();
    } else if (wholeLinesOnly || byte >= 0x80) misunderstand();
    else if (byte === HOME) rows.moveTo(1, 1);
    else if (byte >= 0x20) rows.put(byte);
  }
}

/** `ESC Q A … CR` and `ESC Q B … CR`. */
function* wholeLine(rows: Rows): Generator<undefined, boolean, number> {
  const row = (yield) - 0x41;
  const bytes: number[] = [];
  for (let byte = yield; byte !== CR; byte = yield) bytes.push(byte);
  if (row !== 0 && row !== 1) return false;
  rows.putRow(row, bytes);
  return true;
}

/** Moves the cursor or sets the brightness; false for a command that it does not know or obey. */
function* placing(
  rows: Rows,
  profile: LineDisplayProfile,
  lead: number,
  letter: number,
  ignored: boolean,
): Generator<undefined, boolean, number> {
  const is = ([first, second]: readonly [number, number]) => first === lead && second === letter;
  if (is(MOVE[profile])) {
    const column = yield;
    const row = yield;
    const exists = column >= 1 && column <= COLUMNS && row >= 1 && row <= ROWS;
    if (exists && !ignored) rows.moveTo(column, row);
    return exists && !ignored;
  }
  if (!is(BRIGHTNESS[profile])) return false;
  const level = yield;
  return level >= 1 && level <= 4;
}
