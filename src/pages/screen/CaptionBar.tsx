import { type Language, textIn } from "../../i18n/text.ts";
import type { Hall } from "../shared/contract.ts";
import type { Announcement } from "./announcer.ts";
import type { Call } from "./calls.ts";
import { languagesOf, windowName } from "./names.ts";

type Captions = Announcement["captions"];

/** Between announcements: the same words, from the newest call. */
function captionsOf(call: Call, hall: Hall): Captions {
  const words = (language: Language) =>
    textIn(language)(call.times > 1 ? "voice.recall" : "voice.call", {
      number: call.number,
      window: windowName(hall, call.window, language),
    });
  return { "zh-CN": words("zh-CN"), bo: words("bo"), en: words("en") };
}

interface CaptionBarProps {
  said: Announcement | null;
  newest: Call | undefined;
  hall: Hall;
}

/** Everything that is spoken, in writing, in every language of the hall. */
export function CaptionBar({ said, newest, hall }: CaptionBarProps) {
  const captions = said?.captions ?? (newest === undefined ? {} : captionsOf(newest, hall));
  return (
    <section className="caption" aria-live="polite">
      {languagesOf(hall).map((language) => {
        const words = captions[language];
        return words === undefined ? null : (
          <p key={language} lang={language}>
            {words}
          </p>
        );
      })}
    </section>
  );
}
