import { LEVEL_MS, levelsOf, speechBounds, speechLevel } from "./speech-bounds.ts";
import type { Sound } from "./wav.ts";

/** Kept before and after, so that no consonant is cut. */
const MARGIN_MS = 40;
/** A cut through a room's hum clicks at every word unless it is faded. */
const FADE_MS = 10;
/** Every clip's loudness (root mean square) while it is spoken: −16 dB, which leaves its peaks room. */
const LOUDNESS = 0.16;
/** What is this much quieter than speech is no part of its loudness: pauses, and the ends of words. */
const SPOKEN = 0.2;
/** Peaks above the knee are bent, so that one loud consonant does not make its word quieter than the others. */
const [KNEE, PEAK_MOST] = [0.75, 0.95];
/** A recording in which nothing is louder is one of nothing. */
const NOTHING = 0.003;

/**
 * A recorded word ready to stand beside others: without the silence and the clicks of keys at its ends, as loud as
 * the others, beginning and ending at zero.
 * @returns nothing when nothing is to be heard
 */
export function tidied({ sampleRate, samples }: Sound): Sound | undefined {
  const centred = withoutOffset(samples);
  const levels = levelsOf(centred, sampleRate);
  const bounds = speechBounds(levels);
  if (!bounds || speechLevel(levels) < NOTHING) return undefined;
  const perLevel = Math.round((sampleRate * LEVEL_MS) / 1000);
  const margin = Math.round((sampleRate * MARGIN_MS) / 1000);
  const from = Math.max(0, bounds.from * perLevel - margin);
  const to = Math.min(samples.length, bounds.to * perLevel + margin);
  const gain = LOUDNESS / loudnessOf(levels.slice(bounds.from, bounds.to));
  const word = centred.slice(from, to).map((sample) => bent(sample * gain));
  fadeEnds(word, Math.round((sampleRate * FADE_MS) / 1000));
  return { sampleRate, samples: word };
}

/** Cheap microphones add a constant: it would be heard as a knock where a word begins and ends. */
function withoutOffset(samples: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const offset = samples.reduce((sum, sample) => sum + sample, 0) / Math.max(1, samples.length);
  return samples.map((sample) => sample - offset);
}

function loudnessOf(levels: readonly number[]): number {
  const loud = speechLevel(levels);
  const spoken = levels.filter((level) => level >= loud * SPOKEN);
  return Math.sqrt(spoken.reduce((sum, level) => sum + level * level, 0) / spoken.length);
}

function bent(sample: number): number {
  const over = Math.abs(sample) - KNEE;
  if (over <= 0) return sample;
  const room = PEAK_MOST - KNEE;
  return Math.sign(sample) * (KNEE + room * Math.tanh(over / room));
}

function fadeEnds(samples: Float32Array, length: number): void {
  const fade = Math.min(length, Math.floor(samples.length / 2));
  for (let i = 0; i < fade; i += 1) {
    const last = samples.length - 1 - i;
    samples[i] = (samples[i] ?? 0) * (i / fade);
    samples[last] = (samples[last] ?? 0) * (i / fade);
  }
}
