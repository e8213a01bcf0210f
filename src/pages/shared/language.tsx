import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { inLanguage, isLanguage, type Language, languages, type Text, textIn } from "../../i18n/text.ts";
import type { Named } from "./contract.ts";

interface LanguageChoice {
  language: Language;
  setLanguage(language: Language): void;
}

const Choice = createContext<LanguageChoice>({ language: "zh-CN", setLanguage: () => {} });
const storageKey = "halld.language";

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  if (isLanguage(asked)) return asked;
  const kept = localStorage.getItem(storageKey);
  if (isLanguage(kept)) return kept;
  return "zh-CN";
}

/** Gives the page its language: the address's `?lang=`, else what was chosen here before, else Chinese. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      setLanguage(next: Language) {
        localStorage.setItem(storageKey, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Choice value={choice}>{children}</Choice>;
}

export function useLanguage(): LanguageChoice {
  return useContext(Choice);
}

/** The citizens' texts in the page's language. */
export function useText(): Text {
  const { language } = useLanguage();
  return useMemo(() => textIn(language), [language]);
}

/** Names of queues, services and windows in the page's language. */
export function useName(): (thing: Named | undefined) => string {
  const { language } = useLanguage();
  return (thing) => inLanguage(thing?.names ?? thing?.name, language);
}

/** One button for each language, each in its own words. */
export function LanguageButtons({ offered = languages }: { offered?: readonly Language[] | undefined }) {
  const { language, setLanguage } = useLanguage();
  const text = useText();
  return (
    <fieldset className="languages">
      <legend className="visually-hidden">{text("common.chooseLanguage")}</legend>
      {offered.map((each) => (
        <button
          key={each}
          type="button"
          className="button"
          lang={each}
          aria-pressed={each === language}
          onClick={() => setLanguage(each)}
        >
          {textIn(each)("language.name")}
        </button>
      ))}
    </fieldset>
  );
}
