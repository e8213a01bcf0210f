import { useCallback, useEffect, useState } from "react";
import { isLanguage, type Language } from "../../i18n/text.ts";
import type { LiveMessage } from "../shared/live.ts";

/** What was said last, by language; kept until the next or until it has been readable for long enough. */
export interface Caption {
  id: number;
  texts: Partial<Record<Language, string>>;
}

const shownMs = 20_000;

function textsOf(message: LiveMessage): Caption["texts"] | null {
  const { event, text } = message;
  if (event !== "announcement" || typeof text !== "object" || text === null) return null;
  const entries = Object.entries(text).filter(
    ([language, words]) => isLanguage(language) && typeof words === "string",
  );
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** The caption of the latest announcement, and what to hand live messages to. */
export function useCaptions(): [Caption | null, (message: LiveMessage) => void] {
  const [caption, setCaption] = useState<Caption | null>(null);
  const hear = useCallback((message: LiveMessage) => {
    const texts = textsOf(message);
    if (texts !== null) setCaption({ id: message.seq, texts });
  }, []);
  useEffect(() => {
    if (caption === null) return;
    const timer = setTimeout(() => setCaption(null), shownMs);
    return () => clearTimeout(timer);
  }, [caption]);
  return [caption, hear];
}
