import { readAloud } from "../../i18n/call-words.ts";
import { isLanguage } from "../../i18n/text.ts";
import type { LiveMessage } from "../shared/live.ts";
import type { Announcement } from "./announcer.ts";

/** What an announcement's message says, and how it is spoken; null for other messages. */
export function announcementOf(message: LiveMessage): Announcement | null {
  const { event, text, words, number, window, recalled, at } = message;
  if (event !== "announcement" || typeof number !== "string" || typeof window !== "string") return null;
  const captions: Announcement["captions"] = {};
  const texts: Announcement["texts"] = {};
  for (const [language, caption] of Object.entries(text ?? {})) {
    if (!isLanguage(language) || typeof caption !== "string") continue;
    captions[language] = caption;
    texts[language] = readAloud(caption, number, language);
  }
  const joined: Announcement["words"] = {};
  for (const [language, each] of Object.entries(words ?? {}))
    if (isLanguage(language) && Array.isArray(each)) joined[language] = each.map(String);
  return {
    number,
    window,
    recalled: recalled === true,
    at: typeof at === "string" ? at : null,
    captions,
    texts,
    words: joined,
  };
}
