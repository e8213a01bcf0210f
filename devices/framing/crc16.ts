/**
 * The CRC-16 of Modbus and its kin: polynomial A001 (reflected 8005), low byte sent first.
 * @param init FFFF for Modbus, 0 for Onbon.
 */
export function crc16(bytes: Uint8Array, init: number): number {
  let crc = init;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}
