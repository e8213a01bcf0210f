import { END, LEAD, LONGEST_BODY_BYTES, START, sumOf } from "./frame.ts";

/**
 * @param address 0–255; @param func 0–255; @param data bytes, at most 30.
 * @throws RangeError for longer data.
 */
export function writeFf68(address: number, func: number, data: readonly number[]): Uint8Array {
  const bodyBytes = data.length + 2;
  if (bodyBytes > LONGEST_BODY_BYTES) throw new RangeError(`an FF68 frame cannot hold ${data.length} bytes`);
  const body = Uint8Array.from([address, func, ...data]);
  return Uint8Array.from([
    LEAD,
    START,
    bodyBytes,
    bodyBytes,
    START,
    ...body,
    sumOf(body, 0, body.length),
    END,
  ]);
}
