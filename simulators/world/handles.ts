/** What a person standing before a simulated device can do with it, and see of it. */

export interface KeyPress {
  /** True if every key of the press came back as the very frame that was sent. */
  readonly echoed: boolean;
  /** Frames sent beyond one per key. */
  readonly repeats: number;
}

export interface SimulatedKeypad {
  readonly id: string;
  readonly address: number;
  readonly label: string;
  /**
   * Presses keys one after another: digits are single keys, functions are words ("12 start", "call",
   * "3 function"). Resolves when the last key is echoed, or when a key was given up unechoed.
   */
  press(keys: string | readonly string[]): Promise<KeyPress>;
  /** Beep frames received so far. */
  readonly tones: number;
  /** The pad's own small display, six characters. */
  readonly digits: string;
  /** A key that hangs: it is sent again and again, echoed or not, until released. */
  holdDown(key: string): void;
  release(): void;
}

export type RatingValue = 0 | 1 | 2 | 3;

export interface SimulatedRatingPad {
  readonly id: string;
  readonly address: number;
  readonly label: string;
  /** Presses one of the four faces, 0 worst, 3 best. */
  rate(value: RatingValue): Promise<{ readonly acknowledged: boolean; readonly repeats: number }>;
}

export type PaperState = "ok" | "near-end" | "out";

export interface SimulatedPaper {
  /** 0 for the first paper that this printer cut. */
  readonly index: number;
  /** Decoded text, one line a printed line; a QR code as `[QR text]`, an image as `[image 384×96]`. */
  readonly text: string;
  /** The texts of the QR codes on it. */
  readonly qr: readonly string[];
  /** When it was cut, wire time, milliseconds of the Unix epoch. */
  readonly atMs: number;
  /** It came off without a cut: its roll ended or the power went in the middle. */
  readonly torn: boolean;
  readonly widthMm: number;
  readonly lengthMm: number;
  /** The paper as a picture (PNG), drawn when asked for, in a thread of its own. */
  png(): Promise<Buffer>;
}

export interface PrinterState {
  readonly paper: PaperState;
  readonly cover: "open" | "closed";
  readonly powered: boolean;
  readonly printing: boolean;
  readonly bufferedBytes: number;
  readonly bufferBytes: number;
  /** Bytes that came while the buffer was full. */
  readonly lostBytes: number;
}

export interface SimulatedPrinter {
  readonly id: string;
  readonly label: string;
  /** Papers that have come out so far, oldest first. */
  readonly papers: readonly SimulatedPaper[];
  readonly state: PrinterState;
  setPaper(paper: PaperState): void;
  setCover(cover: "open" | "closed"): void;
  /** The roll that is in it ends after so much more paper. */
  endRollIn(lengthMm: number): void;
  /** A new roll, the cover closed again. Without a length it does not run out by itself. */
  loadPaper(lengthMm?: number): void;
  /** A jammed cutter stops the printer at the next cut, until it is freed and told to recover (`DLE ENQ`). */
  setCutter(cutter: "ok" | "jammed"): void;
  /** Power off and on again: the buffer, the unfinished paper and all settings are gone. */
  powerCut(): void;
}

/** Whatever shows a text or a number: window screens, counters, line displays, six lit digits. */
export interface SimulatedSign {
  readonly id: string;
  readonly address: number;
  readonly label: string;
  /** What can be read on it now; several lines or areas are separated by line feeds. */
  readonly text: string;
  /** When it first showed that, wire time. */
  readonly sinceMs: number;
  readonly history: readonly { readonly text: string; readonly atMs: number }[];
  /** Frames to it that it refused or could make nothing of. */
  readonly misunderstood: number;
}

/** A window's six lit digits, "   001", a blank digit as a space; each refresh with equal digits leaves them as they are. */
export interface SimulatedDisplay extends SimulatedSign {
  readonly digits: string;
  readonly tones: number;
}

export interface SimulatedReader {
  readonly id: string;
  readonly label: string;
  /** Somebody holds a code or a card before it. */
  scan(text: string): void;
}

export interface SimulatedKeyboard {
  readonly id: string;
  readonly label: string;
  /** Digits, lower-case letters and "\n" for Enter, one after another. Throws for what has no key. */
  type(text: string): void;
}
