/**
 * The number that a person reads over a window, whatever is lit there: six digits with blanks, or a sentence, whose first
 * digits are the ticket's (请 1001 号，到 3号窗口 办理。). Null while nobody is called: a sign that is dark, or says
 * what the window serves, has no digits.
 */
export function numberOver(text: string): string | null {
  return /\d+/.exec(text)?.[0] ?? null;
}
