/**
 * The ticket's number as a person finds it on the paper: the digits that stand alone on a line. Null for a paper that
 * has none, e.g. a day slip.
 */
export function numberOnPaper(text: string): string | null {
  for (const line of text.split("\n")) {
    const alone = /^\s*(\d{4,5})\s*$/.exec(line);
    if (alone?.[1] !== undefined) return alone[1];
  }
  return null;
}

/** Whether the paper says of itself that it may be a second one: 补打 and its translations on the hall's papers. */
export function isMarkedCopy(text: string): boolean {
  return /补打|printed again|བསྐྱར་པར/i.test(text);
}
