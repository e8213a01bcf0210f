/** A source of uniform numbers in [0, 1). */
export type Random = () => number;

/** One 32-bit seed from several numbers (the finaliser of MurmurHash3, Appleby 2011). */
export function mixSeed(...parts: number[]): number {
  let h = 0x9e3779b9;
  for (const part of parts) {
    h = Math.imul(h ^ part, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}

/** A small seeded generator (mulberry32, Ettinger 2017): same seed, same numbers, on every machine. */
export function seeded(seed: number): Random {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let z = Math.imul(a ^ (a >>> 15), a | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
  };
}

/** A standard normal number (Box and Muller 1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A lognormal number with the given mean and coefficient of variation; exactly the mean for cv 0. */
export function lognormal(random: Random, mean: number, cv: number): number {
  const variance = Math.log(1 + cv * cv);
  return mean * Math.exp(Math.sqrt(variance) * normal(random) - variance / 2);
}

/** An exponential number with the given mean. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}

/** A Poisson count with the given mean, by counting exponential gaps; meant for means below some hundreds. */
export function poisson(random: Random, mean: number): number {
  let count = 0;
  for (let sum = exponential(random, 1); sum <= mean; sum += exponential(random, 1)) count++;
  return count;
}
