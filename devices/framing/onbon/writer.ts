import { crc16 } from "../crc16.ts";
import { BEGIN, END, ESCAPES, LEADING_MARKS } from "./frame.ts";

/** The address of who asks, as in every published example. */
const DAEMON = 0x8000;
const ANY_DEVICE_TYPE = 0xfe;
const PROTOCOL_VERSION = 0x02;

/** The two bytes of a number, low byte first. */
export function lowFirst(value: number): [number, number] {
  return [value & 0xff, (value >> 8) & 0xff];
}

/** @param destination 1 to FFFD one controller; FFFE any, answered; FFFF all, silent. */
export function writeOnbon(destination: number, data: readonly number[]): Uint8Array {
  const header = [
    ...lowFirst(destination),
    ...lowFirst(DAEMON),
    ...[0, 0, 0, 0, 0, 0],
    ANY_DEVICE_TYPE,
    PROTOCOL_VERSION,
    ...lowFirst(data.length),
  ];
  const plain = Uint8Array.from([...header, ...data]);
  const inside = [...plain, ...lowFirst(crc16(plain, 0))].flatMap(escaped);
  return Uint8Array.from([...Array<number>(LEADING_MARKS).fill(BEGIN), ...inside, END]);
}

function escaped(byte: number): readonly number[] {
  return ESCAPES.find(([plain]) => plain === byte)?.[1] ?? [byte];
}
