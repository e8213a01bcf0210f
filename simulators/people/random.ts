import { type Random, seeded } from "../hall-des/random.ts";
import { seedFor } from "../world/random.ts";

/**
 * A stream of draws for one purpose. Each citizen and clerk has its own, named by `purpose`, so that a further draw
 * for one of them leaves everybody else as they were.
 */
export function randomFor(seed: number, purpose: string): Random {
  const random = seeded(seedFor(seed, purpose));
  // Names that differ in one digit give seeds that differ in few bits: their first draws would be alike.
  for (let warmUp = 0; warmUp < 4; warmUp++) random();
  return random;
}

/** Uniform in [low, high). */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** An index drawn in proportion to its weight. */
export function weighted(random: Random, weights: readonly number[]): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return index < 0 ? weights.length - 1 : index;
}
