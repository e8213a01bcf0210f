import { languages, type TextKey, textIn } from "../../i18n/text.ts";

/** A heading in every language at once. */
export function Heading({ id, text }: { id: string; text: TextKey }) {
  return (
    <h2 id={id}>
      {languages.map((language) => (
        <span key={language} lang={language}>
          {textIn(language)(text)}
        </span>
      ))}
    </h2>
  );
}
