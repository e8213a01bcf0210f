import iconv from "iconv-lite";

/**
 * Turns the text bytes of one printer into characters, one byte at a time: ASCII, and GB18030 while Chinese
 * characters are on. What its fonts do not have comes out as "?".
 */
export class PrinterText {
  chinese: boolean;
  readonly #fourByte: boolean;
  #pending: number[] = [];

  constructor(chinese: boolean, fourByte: boolean) {
    this.chinese = chinese;
    this.#fourByte = fourByte;
  }

  /** The character that this byte completes, or "" if more bytes are needed. */
  push(byte: number): string {
    if (this.#pending.length === 0) {
      if (byte < 0x80) return String.fromCharCode(byte);
      if (!this.chinese || byte === 0x80 || byte === 0xff) return "?";
    }
    this.#pending.push(byte);
    const wanted = this.#wanted();
    if (this.#pending.length < wanted) return "";
    return this.#take(wanted);
  }

  /** What was begun and never completed is forgotten: a control character came in between. */
  reset(): void {
    this.#pending = [];
  }

  #wanted(): number {
    const second = this.#pending[1];
    const isFourByte = this.#fourByte && second !== undefined && second >= 0x30 && second <= 0x39;
    return isFourByte ? 4 : 2;
  }

  #take(length: number): string {
    const bytes = Buffer.from(this.#pending);
    this.#pending = [];
    const second = bytes[1] ?? 0;
    if (length === 2 && second < 0x40) return `?${second >= 0x20 ? String.fromCharCode(second) : ""}`;
    const text = iconv.decode(bytes, "gb18030");
    return text.includes("\ufffd") || text === "" ? "?" : text;
  }
}
