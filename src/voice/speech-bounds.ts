/** The length of sound whose loudness is looked at as one: shorter than any consonant. */
export const LEVEL_MS = 10;
/** Shorter than any vowel, longer than the click of a key: so many levels in a row are speech. */
const SUSTAINED = 3;
/** What is quieter than this part of speech is silence: −34 dB, above a room's hum, below a whisper. */
const SILENCE = 0.02;
/** And whatever is not louder than twice the room, as far as −20 dB below speech. */
const [ABOVE_ROOM, ROOM_MOST] = [2, 0.1];
/** A sound as short as a click that comes so soon before or after speech is a part of it: the t of "eight". */
const BURST_WITHIN = 15;

/** The loudness (root mean square) of each `LEVEL_MS` of a sound. */
export function levelsOf(samples: Float32Array, sampleRate: number): number[] {
  const step = Math.max(1, Math.round((sampleRate * LEVEL_MS) / 1000));
  return Array.from({ length: Math.ceil(samples.length / step) }, (_, i) => {
    const part = samples.subarray(i * step, (i + 1) * step);
    return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
  });
}

/** How loud speech gets: a click that is louder does not count. 0 for a sound too short to be any. */
export function speechLevel(levels: readonly number[]): number {
  const sustained = levels.slice(SUSTAINED - 1).map((_, i) => Math.min(...levels.slice(i, i + SUSTAINED)));
  return sustained.reduce((most, level) => Math.max(most, level), 0);
}

interface Bounds {
  /** The first level of it. */
  from: number;
  /** The first one after it. */
  to: number;
}

/** Where in a sound somebody speaks: clicks of keys and the room before and after left out. */
export function speechBounds(levels: readonly number[]): Bounds | undefined {
  const heard = stretches(levels, silenceBelow(levels));
  const isSpeech = ({ from, to }: Bounds) => to - from >= SUSTAINED;
  let first = heard.findIndex(isSpeech);
  let last = heard.findLastIndex(isSpeech);
  if (first < 0) return undefined;
  const gapAfter = (i: number) => (heard[i + 1]?.from ?? Number.POSITIVE_INFINITY) - (heard[i]?.to ?? 0);
  while (first > 0 && gapAfter(first - 1) <= BURST_WITHIN) first -= 1;
  while (gapAfter(last) <= BURST_WITHIN) last += 1;
  return { from: heard[first]?.from ?? 0, to: heard[last]?.to ?? levels.length };
}

function silenceBelow(levels: readonly number[]): number {
  const loud = speechLevel(levels);
  const room = [...levels].sort((a, b) => a - b)[Math.floor(levels.length / 10)] ?? 0;
  return Math.max(loud * SILENCE, Math.min(room * ABOVE_ROOM, loud * ROOM_MOST));
}

/** The parts of a sound that are at least so loud. */
function stretches(levels: readonly number[], least: number): Bounds[] {
  const found: Bounds[] = [];
  levels.forEach((level, at) => {
    const last = found.at(-1);
    if (level < least) return;
    if (last?.to === at) last.to = at + 1;
    else found.push({ from: at, to: at + 1 });
  });
  return found;
}
