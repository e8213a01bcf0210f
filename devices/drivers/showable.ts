/**
 * The first of the texts that a device can show whole: half a sentence, or one with gaps, misleads more than a
 * number alone.
 * @param texts the same said in several languages, the one that the hall wants most first
 */
export function firstShowable(
  texts: readonly string[] | undefined,
  canShow: (text: string) => boolean,
): string | undefined {
  return texts?.find(canShow);
}
