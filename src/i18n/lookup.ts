import { createInstance, type i18n } from "i18next";
import type { Texts } from "./dictionary.ts";

/** Dictionaries by language, opened when the first text is asked for. Chinese stands in for what a language lacks. */
export class Lookup {
  readonly #resources: () => Record<string, Texts>;
  #dictionaries: i18n | undefined;

  constructor(resources: () => Record<string, Texts>) {
    this.#resources = resources;
  }

  in(language: string): (key: string, values?: object) => string {
    this.#dictionaries ??= this.#open();
    const translate = this.#dictionaries.getFixedT(language);
    return (key, values) => translate(key, { ...values });
  }

  #open(): i18n {
    const resources = Object.entries(this.#resources()).map(([language, translation]) => [
      language,
      { translation },
    ]);
    const instance = createInstance({
      resources: Object.fromEntries(resources),
      lng: "zh-CN",
      fallbackLng: "zh-CN",
      initAsync: false,
      interpolation: { escapeValue: false },
    });
    void instance.init();
    return instance;
  }
}
