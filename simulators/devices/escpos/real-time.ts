/** A command that a printer obeys the moment it is received, whatever is in its buffer or going on. */
export type RealTimeCommand =
  | { readonly kind: "status"; readonly which: number }
  | { readonly kind: "recover"; readonly how: number }
  | { readonly kind: "clear-buffers" };

const DLE = 0x10;
const EOT = 0x04;
const ENQ = 0x05;
const CLEAR = Buffer.from([DLE, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08]);

/** Watches what is received for real-time commands; they are recognised inside image data too. */
export class RealTimeWatch {
  readonly #last = Buffer.alloc(CLEAR.length);

  push(byte: number): RealTimeCommand | null {
    this.#last.copyWithin(0, 1);
    this.#last[CLEAR.length - 1] = byte;
    if (this.#last.equals(CLEAR)) return { kind: "clear-buffers" };
    if (this.#last.at(-3) !== DLE) return null;
    if (this.#last.at(-2) === EOT && byte >= 1 && byte <= 4) return { kind: "status", which: byte };
    if (this.#last.at(-2) === ENQ && (byte === 1 || byte === 2)) return { kind: "recover", how: byte };
    return null;
  }
}
