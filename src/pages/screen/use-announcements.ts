import { useCallback, useEffect, useRef, useState } from "react";
import { spokenNumber } from "../../i18n/spoken-number.ts";
import { isLanguage, type Language } from "../../i18n/text.ts";
import { browserVoice } from "../shared/browser-voice.ts";
import type { LiveMessage } from "../shared/live.ts";
import { type Announcement, Announcer, type Voice } from "./announcer.ts";

/** What is said, by language, as it stands written on the wall. */
export interface Caption {
  texts: Partial<Record<Language, string>>;
}

const shownMs = 20_000;
const defaultRepeat = 2;

const silence: Voice = { speaks: () => false, say: () => Promise.resolve() };

/** What an announcement's message says, and how its number is spoken; null for other messages. */
export function announcementOf({
  event,
  text,
  number,
}: LiveMessage): (Announcement & { caption: Caption }) | null {
  if (event !== "announcement" || typeof text !== "object" || text === null) return null;
  const texts: Caption["texts"] = {};
  const spoken: Announcement["texts"] = {};
  for (const [language, words] of Object.entries(text)) {
    if (!isLanguage(language) || typeof words !== "string") continue;
    texts[language] = words;
    spoken[language] =
      typeof number === "string" ? words.replace(number, spokenNumber(number, language)) : words;
  }
  return { texts: spoken, caption: { texts } };
}

/**
 * The caption of what is being said, and what to hand live messages to. One screen of a zone speaks: the one whose
 * address has `?voice=on`, so many times as `&repeat=` says.
 */
export function useAnnouncements(search: string): [Caption | null, (message: LiveMessage) => void] {
  const [caption, setCaption] = useState<Caption | null>(null);
  const announcer = useRef<Announcer<Announcement & { caption: Caption }> | null>(null);
  if (announcer.current === null) {
    const asked = new URLSearchParams(search);
    const speaks = asked.get("voice") === "on";
    const repeat = Number(asked.get("repeat") ?? defaultRepeat);
    announcer.current = new Announcer(speaks ? browserVoice : silence, speaks ? repeat : 1, (said) =>
      setCaption(said.caption),
    );
  }
  const hear = useCallback((message: LiveMessage) => {
    const announcement = announcementOf(message);
    if (announcement !== null) announcer.current?.announce(announcement);
  }, []);
  useEffect(() => {
    if (caption === null) return;
    const timer = setTimeout(() => setCaption(null), shownMs);
    return () => clearTimeout(timer);
  }, [caption]);
  return [caption, hear];
}
