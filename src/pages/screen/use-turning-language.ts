import { useEffect, useState } from "react";
import { isLanguage, type Language } from "../../i18n/text.ts";

export const languageTurnMs = 10_000;

/** Counts up every so often, for what takes turns on the wall; stands still at 0 when it is null. */
export function useTurn(everyMs: number | null): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => setTurn((now) => now + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return turn;
}

/**
 * The language of the names on the wall: nobody can choose there, so the hall's take turns. An address with `?lang=`
 * holds one.
 */
export function useTurningLanguage(search: string, languages: readonly Language[]): Language {
  const asked = new URLSearchParams(search).get("lang");
  const fixed = isLanguage(asked) ? asked : null;
  const turn = useTurn(fixed === null && languages.length > 1 ? languageTurnMs : null);
  return fixed ?? languages[turn % languages.length] ?? "zh-CN";
}
