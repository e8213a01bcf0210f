import type { Language } from "../../i18n/text.ts";

/** What a voice says that it speaks (BCP 47, on Android with an underscore). Cantonese is no Chinese for this hall. */
const speaks: Record<Language, RegExp> = {
  "zh-CN": /^(zh|cmn)(?!-(hk|mo|yue))/,
  bo: /^bo/,
  en: /^en/,
};

/** What a browser tells of a voice. */
interface VoiceFacts {
  lang: string;
  /** It speaks without a network. */
  localService: boolean;
}

/**
 * The voice of a machine that suits a language best: one that needs no network, which a hall may not have, before one
 * that does, and the very language before its relatives; undefined where none does.
 */
export function bestVoice<Voice extends VoiceFacts>(
  voices: readonly Voice[],
  language: Language,
): Voice | undefined {
  const tagOf = ({ lang }: Voice) => lang.replace("_", "-").toLowerCase();
  const rank = (voice: Voice) =>
    (voice.localService ? 0 : 2) + (tagOf(voice) === language.toLowerCase() ? 0 : 1);
  return voices.filter((voice) => speaks[language].test(tagOf(voice))).sort((a, b) => rank(a) - rank(b))[0];
}
