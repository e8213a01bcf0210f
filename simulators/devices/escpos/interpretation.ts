import { defaultStyle, LineBuffer, type TextStyle } from "./line-buffer.ts";
import type { PaperItem } from "./paper.ts";
import type { PrinterProfile } from "./profiles.ts";
import { PrinterText } from "./text-decoder.ts";

/** What the interpreted bytes make the printer's mechanics and its line do. */
export interface Mechanics {
  /** Puts something on paper; takes the time that its height needs. */
  print(item: PaperItem): void;
  /** One more row of dots of an image under way. */
  printRow(row: Uint8Array, align: TextStyle["align"]): void;
  cut(): void;
  answer(bytes: Uint8Array): void;
  setAutomaticStatus(mask: number): void;
  paperStatus(): "ok" | "near-end" | "out";
}

export interface Interpretation {
  readonly mechanics: Mechanics;
  readonly profile: PrinterProfile;
  readonly paperWidthMm: 58 | 80;
  readonly line: LineBuffer;
  readonly text: PrinterText;
  style: TextStyle;
  readonly qr: QrSettings;
}

export interface QrSettings {
  moduleDots: number;
  level: "L" | "M" | "Q" | "H";
  data: Buffer;
}

/** Asks for the next byte by yielding; a command's parameters may come at any later time. */
export type Bytes<Result> = Generator<undefined, Result, number>;

export function newInterpretation(
  mechanics: Mechanics,
  profile: PrinterProfile,
  paperWidthMm: 58 | 80,
): Interpretation {
  return {
    mechanics,
    profile,
    paperWidthMm,
    line: new LineBuffer(),
    text: new PrinterText(profile.chineseAtStart, profile.fourByteCharacters),
    style: defaultStyle(paperWidthMm),
    qr: { moduleDots: 3, level: "L", data: Buffer.alloc(0) },
  };
}

export function putText(state: Interpretation, byte: number): void {
  for (const character of state.text.push(byte)) {
    if (state.line.put(character, state.style)) continue;
    printLine(state);
    state.line.put(character, state.style);
  }
}

export function printLine(state: Interpretation): void {
  state.mechanics.print(state.line.take(state.style));
}

export function* take(count: number): Bytes<Buffer> {
  const bytes = Buffer.alloc(count);
  for (let index = 0; index < count; index += 1) bytes[index] = yield;
  return bytes;
}
