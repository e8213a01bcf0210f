import { useId, useState } from "react";
import { useText } from "./language.tsx";

const longest = 500;

/** A place for words of one's own, which is not there until it is asked for. */
export function OwnWords({ words, onWords }: { words: string; onWords: (words: string) => void }) {
  const text = useText();
  const id = useId();
  const [open, setOpen] = useState(false);
  if (!open && words === "")
    return (
      <button type="button" className="button own-words-open" onClick={() => setOpen(true)}>
        {text("rating.wordsOpen")}
      </button>
    );
  return (
    <div className="own-words">
      <label htmlFor={id}>{text("rating.words")}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={longest}
        value={words}
        onChange={({ target }) => onWords(target.value)}
      />
      <p className="soft">{text("rating.wordsLead")}</p>
    </div>
  );
}
