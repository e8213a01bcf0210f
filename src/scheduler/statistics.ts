/** The mean of some values and its standard error; error 0 for fewer than two. */
export function meanAndError(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  if (values.length < 2) return { mean, error: 0 };
  const square = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  return { mean, error: Math.sqrt(square / (values.length - 1) / values.length) };
}

/** The values with the smallest and the largest drawn in to their neighbours (Winsor), for heavy tails. */
export function winsorised(values: readonly number[]): number[] {
  if (values.length < 4) return [...values];
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[1] as number;
  const high = sorted[sorted.length - 2] as number;
  return values.map((v) => Math.min(high, Math.max(low, v)));
}
