/**
 * Frames of Onbon BX-5K and 6K controllers: any number of `A5` from one on, a header of 14 bytes, data, CRC-16
 * (initial value 0) low byte first, `5A`. Inside, four pairs stand for the two marks and the two escapes; length
 * and CRC are those of the bytes before escaping.
 */
export const BEGIN = 0xa5;
export const END = 0x5a;
export const HEADER_BYTES = 14;
export const CRC_BYTES = 2;
/** By custom. */
export const LEADING_MARKS = 8;

/** Byte, then the escape that stands for it. */
export const ESCAPES: readonly (readonly [byte: number, escape: readonly [number, number]])[] = [
  [0xa5, [0xa6, 0x02]],
  [0xa6, [0xa6, 0x01]],
  [0x5a, [0x5b, 0x02]],
  [0x5b, [0x5b, 0x01]],
];
