import { LEAD, LONGEST_DATA_BYTES, START, TEXT } from "./frame.ts";

/** @param data characters with their colours, cut off after 254 bytes. */
export function writeA090(address: number, data: readonly number[]): Uint8Array {
  const cut = data.slice(0, LONGEST_DATA_BYTES);
  const body = [address, TEXT, 0, cut.length, ...cut];
  const xor = body.reduce((sum, byte) => sum ^ byte, 0);
  return Uint8Array.from([LEAD, START, ...body, xor]);
}
