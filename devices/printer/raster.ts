/** A picture of one bit a dot, 1 is black, rows from the top, the first dot in the highest bit. */
export interface Raster {
  widthBytes: number;
  heightDots: number;
  bits: Uint8Array;
}

const DLE = 0x10;
const REAL_TIME = new Set([0x04, 0x05, 0x14]);

/** `GS v 0`: prints the raster from the left margin. */
export function rasterCommand(raster: Raster): Buffer {
  const { widthBytes, heightDots } = raster;
  const head = [0x1d, 0x76, 0x30, 0, widthBytes & 0xff, widthBytes >> 8, heightDots & 0xff, heightDots >> 8];
  return Buffer.concat([Buffer.from(head), withoutCommands(raster.bits)]);
}

/**
 * A printer obeys `DLE EOT`, `DLE ENQ` and `DLE DC4` inside image data too, so dots that happen to spell
 * one get one more dot.
 */
function withoutCommands(bits: Uint8Array): Uint8Array {
  return bits.map((byte, at) => (byte === DLE && REAL_TIME.has(bits[at + 1] ?? 0) ? byte | 0x08 : byte));
}
