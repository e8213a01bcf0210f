import { useEffect, useState } from "react";
import type { Language } from "../../i18n/text.ts";
import { get } from "./api.ts";
import type { Hall } from "./contract.ts";

/** What the hall speaks, for a page that reads nothing else of it; undefined until it is known. */
export function useHallLanguages(): readonly Language[] | undefined {
  const [languages, setLanguages] = useState<readonly Language[]>();
  useEffect(() => {
    get<Hall>("/hall").then(
      (hall) => setLanguages(hall.languages),
      () => {},
    );
  }, []);
  return languages;
}
