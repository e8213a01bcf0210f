import { crc16, withCrc16 } from "./crc16.ts";

/**
 * Frames of Onbon BX-5K and 6K cards (the vendor's document): any number of A5, then 14 bytes of header, the
 * data and a CRC-16, escaped, then 5A. Escapes: A5 → A6 02, A6 → A6 01, 5A → 5B 02, 5B → 5B 01.
 */
export interface OnbonFrame {
  readonly destination: number;
  readonly source: number;
  /** The command's group and number, whether an answer is wanted, two bytes, then what the command needs. */
  readonly data: Buffer;
  readonly crcRight: boolean;
}

const START = 0xa5;
const END = 0x5a;
const ESCAPES: ReadonlyMap<number, readonly [number, number]> = new Map([
  [0xa5, [0xa6, 0x02]],
  [0xa6, [0xa6, 0x01]],
  [0x5a, [0x5b, 0x02]],
  [0x5b, [0x5b, 0x01]],
]);
const HEADER = 14;
const CRC = 2;
const MAX_BYTES = 4096;
const CARD_TYPE = 0xfe;
const PROTOCOL = 0x02;

/** Reads frames byte by byte; between an end and the next start nothing counts. */
export class OnbonReader {
  readonly #onFrame: (frame: OnbonFrame, endMs: number) => void;
  #inside = false;
  #escape: number | null = null;
  #body: number[] = [];

  constructor(onFrame: (frame: OnbonFrame, endMs: number) => void) {
    this.#onFrame = onFrame;
  }

  push(byte: number, endMs: number): void {
    if (byte === START) this.#begin();
    else if (!this.#inside) return;
    else if (byte === END) this.#end(endMs);
    else if (this.#escape !== null) this.#unescape(this.#escape, byte);
    else if (byte === 0xa6 || byte === 0x5b) this.#escape = byte;
    else this.#body.push(byte);
    if (this.#body.length > MAX_BYTES) this.#inside = false;
  }

  #begin(): void {
    this.#inside = true;
    this.#escape = null;
    this.#body = [];
  }

  #unescape(lead: number, byte: number): void {
    this.#escape = null;
    for (const [meant, [first, second]] of ESCAPES) {
      if (first === lead && second === byte) this.#body.push(meant);
    }
  }

  #end(endMs: number): void {
    this.#inside = false;
    const body = Buffer.from(this.#body);
    if (body.length < HEADER + CRC) return;
    const data = body.subarray(HEADER, -CRC);
    if (body.readUInt16LE(12) !== data.length) return;
    this.#onFrame(
      {
        destination: body.readUInt16LE(0),
        source: body.readUInt16LE(2),
        data,
        crcRight: crc16(body.subarray(0, -CRC), 0) === body.readUInt16LE(body.length - CRC),
      },
      endMs,
    );
  }
}

export function onbonFrame(destination: number, source: number, data: readonly number[]): Uint8Array {
  const header = [
    destination & 0xff,
    destination >> 8,
    source & 0xff,
    source >> 8,
    ...[0, 0, 0, 0, 0, 0],
    CARD_TYPE,
    PROTOCOL,
    data.length & 0xff,
    data.length >> 8,
  ];
  const escaped = withCrc16([...header, ...data], 0).flatMap((byte) => ESCAPES.get(byte) ?? [byte]);
  return Uint8Array.from([...Array<number>(8).fill(START), ...escaped, END]);
}
