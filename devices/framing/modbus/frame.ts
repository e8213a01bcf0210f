/** Modbus RTU (Modbus over Serial Line 1.02): address, function, data, CRC-16 low byte first; no marks at all. */
export const READ_HOLDING = 0x03;
export const WRITE_SINGLE = 0x06;
export const WRITE_MULTIPLE = 0x10;
export const EXCEPTION_BIT = 0x80;
export const CRC_BYTES = 2;
export const CRC_INIT = 0xffff;

/** Whole lengths of the answers that the daemon asks for: its reads are of one register. */
export const ANSWER_BYTES: Readonly<Record<number, number>> = {
  [READ_HOLDING]: 7,
  [WRITE_SINGLE]: 8,
  [WRITE_MULTIPLE]: 8,
  [READ_HOLDING | EXCEPTION_BIT]: 5,
  [WRITE_SINGLE | EXCEPTION_BIT]: 5,
  [WRITE_MULTIPLE | EXCEPTION_BIT]: 5,
};
export const LONGEST_ANSWER_BYTES = 8;
