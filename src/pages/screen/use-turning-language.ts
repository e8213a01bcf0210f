import { useEffect, useState } from "react";
import { isLanguage, type Language, languages } from "../../i18n/text.ts";

const turnMs = 10_000;

/**
 * The language of the names on the wall: nobody can choose there, so they take turns. An address with `?lang=`
 * holds one.
 */
export function useTurningLanguage(search: string): Language {
  const asked = new URLSearchParams(search).get("lang");
  const fixed = isLanguage(asked) ? asked : null;
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (fixed !== null) return;
    const timer = setInterval(() => setTurn((now) => now + 1), turnMs);
    return () => clearInterval(timer);
  }, [fixed]);
  return fixed ?? languages[turn % languages.length] ?? "zh-CN";
}
