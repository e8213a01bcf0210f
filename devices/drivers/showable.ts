import type { DisplayContent } from "./driver.ts";

/**
 * The first of the texts that a device can show whole: half a sentence, or one with gaps, misleads more than a
 * number alone.
 * @param texts the same said in several ways, the one that the hall wants most first
 */
export function firstShowable(
  texts: readonly string[],
  canShow: (text: string) => boolean,
): string | undefined {
  return texts.find(canShow);
}

/** What a screen with letters may say, the most telling first: the sentence, number and place, the number alone. */
export function sayings({ number, texts = [], places = [] }: DisplayContent): string[] {
  if (number === null) return [...texts];
  return [...texts, ...places.map((place) => `${number} ${place}`), number];
}
