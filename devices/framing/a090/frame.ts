/**
 * Frames of A0 90 window screens. To the screen: `A0 90 address A5 lenH lenL data… xor`, xor from the address on.
 * From it: begins `A0 90 address`, ends `A5 AA`, of no published length.
 */
export const LEAD = 0xa0;
export const START = 0x90;
export const TEXT = 0xa5;
export const ANSWER_END = [0xa5, 0xaa] as const;
/** The one published answer has five bytes; this bounds how long a torn one is waited for. */
export const LONGEST_ANSWER_BYTES = 64;
/** The one published program splits the length by 255 instead of 256: up to here both agree. */
export const LONGEST_DATA_BYTES = 254;
