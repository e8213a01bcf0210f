import { inLanguage, type Language, textIn } from "../../i18n/text.ts";
import { useTurn } from "./use-turning-language.ts";

/** Long enough to read one twice, in whichever language has its turn. */
const turnMs = 20_000;

interface NoticesProps {
  notices: readonly Partial<Record<Language, string>>[];
  language: Language;
}

/** What the hall tells everybody; several take turns. */
export function Notices({ notices, language }: NoticesProps) {
  const turn = useTurn(notices.length > 1 ? turnMs : null);
  const notice = notices[turn % notices.length];
  if (notice === undefined) return null;
  return (
    <section className="hall-notice" aria-label={textIn(language)("screen.notice")} lang={language}>
      {inLanguage(notice, language)}
    </section>
  );
}
