import { type TextKey, textIn } from "../../i18n/text.ts";
import type { Hall } from "../shared/contract.ts";
import { languagesOf } from "./names.ts";

/** A heading in every language of the hall at once. */
export function Heading({ id, text, hall }: { id: string; text: TextKey; hall: Hall }) {
  return (
    <h2 id={id}>
      {languagesOf(hall).map((language) => (
        <span key={language} lang={language}>
          {textIn(language)(text)}
        </span>
      ))}
    </h2>
  );
}
