import type { Language } from "../../i18n/text.ts";
import { useStaffText } from "../shared/staff-text.ts";
import type { Word } from "./script.ts";

interface WordListProps {
  words: readonly Word[];
  spoken: Language;
  chosen: Word;
  isBusy: boolean;
  onChoose(word: Word): void;
}

/** All that is to be recorded: what calls need, and apart from it, so that calls can be done first, the kiosk's. */
export function WordList(props: WordListProps) {
  const text = useStaffText();
  const isOfKiosk = ({ kind }: Word) => kind === "sentence";
  return (
    <div className="word-list">
      <Words {...props} words={props.words.filter((word) => !isOfKiosk(word))} />
      <h2 id="of-kiosk">{text("voice.ofKiosk")}</h2>
      <Words {...props} words={props.words.filter(isOfKiosk)} labelledBy="of-kiosk" />
    </div>
  );
}

function Words({
  words,
  spoken,
  chosen,
  isBusy,
  onChoose,
  labelledBy,
}: WordListProps & { labelledBy?: string }) {
  return (
    <ol aria-labelledby={labelledBy}>
      {words.map((word) => (
        <li key={word.clip}>
          <button
            type="button"
            lang={spoken}
            className={word.address === null ? "word-missing" : "word-recorded"}
            aria-current={word === chosen}
            disabled={isBusy}
            onClick={() => onChoose(word)}
          >
            {word.address === null ? "○" : "●"} {word.words}
          </button>
        </li>
      ))}
    </ol>
  );
}
