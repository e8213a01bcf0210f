import type { Sound } from "./wav.ts";

/** What is quieter than this part of the loudest sample is silence: −34 dB, above a hall's hum, below a whisper. */
const SILENCE = 0.02;
/** Kept before and after, so that no consonant is cut. */
const MARGIN_MS = 40;
/** The loudest sample of every clip, so that clips of different days are equally loud. */
const PEAK = 0.8;
/** A recording whose loudest sample is below this is one of nothing. */
const NOTHING = 0.005;

/**
 * A recorded word ready to stand beside others: without the silence at its ends, as loud as the others.
 * @returns nothing when nothing is to be heard
 */
export function tidied({ sampleRate, samples }: Sound): Sound | undefined {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  if (loudest < NOTHING) return undefined;
  const heard = (sample: number) => Math.abs(sample) >= loudest * SILENCE;
  const margin = Math.round((sampleRate * MARGIN_MS) / 1000);
  const from = Math.max(0, samples.findIndex(heard) - margin);
  const to = Math.min(samples.length, samples.findLastIndex(heard) + 1 + margin);
  return { sampleRate, samples: samples.slice(from, to).map((sample) => (sample * PEAK) / loudest) };
}
