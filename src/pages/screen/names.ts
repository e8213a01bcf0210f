import { inLanguage, type Language, languages } from "../../i18n/text.ts";
import type { Hall, Named } from "../shared/contract.ts";

/** What is written on the hall's wall. */
export function languagesOf(hall: Hall | null): readonly Language[] {
  return hall?.languages ?? languages;
}

/** The name of a thing in the language that has its turn. */
export function nameIn(language: Language, thing: Named | undefined): string {
  return inLanguage(thing?.names ?? thing?.name, language);
}

export function windowName(hall: Hall, id: string, language: Language): string {
  return nameIn(
    language,
    hall.windows.find((window) => window.id === id),
  );
}

export function queueName(hall: Hall, id: string, language: Language): string {
  return nameIn(
    language,
    hall.queues.find((queue) => queue.id === id),
  );
}
