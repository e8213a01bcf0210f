/** What a recording's loudness asks of who speaks. */
export type LevelHint = "tooQuiet" | "tooLoud";

/** What a microphone cannot tell apart any more. */
const clippedAt = 0.985;
/** One sample may touch the end by chance. */
const clippedMost = 3;
/** −30 dB: made as loud as the others, the room would be heard with it. */
const quietBelow = 0.03;
/** The end of the meter. */
export const silenceDb = -50;

function peakOf(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

/** Null where the loudness is well. */
export function levelHint(samples: Float32Array): LevelHint | null {
  if (samples.filter((sample) => Math.abs(sample) >= clippedAt).length > clippedMost) return "tooLoud";
  return peakOf(samples) < quietBelow ? "tooQuiet" : null;
}

/** The loudest of some samples in decibels below full scale, no less than `silenceDb`. */
export function peakDb(samples: Float32Array): number {
  return Math.max(silenceDb, 20 * Math.log10(peakOf(samples)));
}
