/** CRC-16, polynomial A001 (reflected 8005). Modbus begins with FFFF, Onbon's cards with 0. */
export function crc16(bytes: Iterable<number>, init: 0xffff | 0): number {
  let crc: number = init;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) !== 0 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}

/** With the CRC behind it, low byte first. */
export function withCrc16(bytes: readonly number[], init: 0xffff | 0): number[] {
  const crc = crc16(bytes, init);
  return [...bytes, crc & 0xff, crc >>> 8];
}
