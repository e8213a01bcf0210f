import { useCallback, useEffect, useRef, useState } from "react";
import { type Language, refusalText, textIn } from "../../i18n/text.ts";
import { get } from "../shared/api.ts";
import type { Hall } from "../shared/contract.ts";
import { LanguageButtons, useLanguage } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { useTitle } from "../shared/use-title.ts";
import type { Script, Word } from "./script.ts";
import { TrialCall } from "./TrialCall.tsx";
import { isBusyAt, useRecording } from "./use-recording.ts";
import { WordCard } from "./WordCard.tsx";
import { WordList } from "./WordList.tsx";

/** While the hall does not answer. */
const retryMs = 3_000;
const none: Word = { clip: "", words: "", kind: "phrase", address: null };

/** Where a member of the hall's staff records, word by word, what calls are joined from, and after it what kiosks read aloud. */
export function VoicePage() {
  const text = useStaffText();
  const { language } = useLanguage();
  useTitle(text("voice.title"));
  const [script, setScript] = useState<Script>([]);
  const [hall, setHall] = useState<Hall | null>(null);
  const [chosen, setChosen] = useState<Language | null>(null);
  const [place, setPlace] = useState(0);
  const read = useCallback(async () => {
    const next = await get<Script>("/voice/script");
    setScript(next);
    return next;
  }, []);
  const isOffline = useFirstReading(async () => {
    const [{ language, words } = { language: null, words: [] }] = await read();
    setHall(await get<Hall>("/hall"));
    begin(language, words);
  });
  /** With the first word that is missing. */
  function begin(language: Language | null, words: readonly Word[]) {
    setChosen(language);
    setPlace(
      Math.max(
        0,
        words.findIndex(({ address }) => address === null),
      ),
    );
  }
  const recording = useRecording(async (language, clip) => {
    const words = (await read()).find((each) => each.language === language)?.words;
    return words?.find((each) => each.clip === clip)?.address ?? null;
  });

  const spoken = chosen ?? script[0]?.language ?? "zh-CN";
  const words = script.find(({ language }) => language === spoken)?.words ?? [];
  const word = words[Math.min(place, words.length - 1)] ?? none;
  const isBusy = isBusyAt(recording.step);
  const move = (steps: number) => setPlace((now) => Math.max(0, Math.min(words.length - 1, now + steps)));
  useMoveKeys(move, isBusy);

  return (
    <div className="voice">
      <header className="voice-head">
        <h1>{text("voice.title")}</h1>
        <LanguageButtons offered={["zh-CN", "en"]} />
      </header>
      <p>{text("voice.lead")}</p>
      {isOffline && <p className="notice notice-bad">{refusalText(language, "offline")}</p>}
      <nav className="spoken" aria-label={text("voice.spoken")}>
        {script.map(({ language, words }) => (
          <button
            key={language}
            type="button"
            className="button"
            aria-pressed={language === spoken}
            disabled={isBusy}
            onClick={() => begin(language, words)}
          >
            <span lang={language}>{textIn(language)("language.name")}</span>{" "}
            {text("voice.progress", {
              done: words.filter(({ address }) => address !== null).length,
              all: words.length,
            })}
          </button>
        ))}
      </nav>
      <main>
        <WordCard word={word} spoken={spoken} recording={recording} onMove={move} />
        <WordList
          words={words}
          spoken={spoken}
          chosen={word}
          isBusy={isBusy}
          onChoose={(each) => setPlace(words.indexOf(each))}
        />
        {hall !== null && (
          <TrialCall
            hall={hall}
            spoken={spoken}
            words={words}
            isBusy={isBusy}
            listen={(addresses) => void recording.listen(addresses)}
          />
        )}
      </main>
    </div>
  );
}

/** The arrow keys go from word to word. */
function useMoveKeys(move: (steps: number) => void, isBusy: boolean) {
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => {
      if (isBusy) return;
      if (key === "ArrowRight") move(1);
      if (key === "ArrowLeft") move(-1);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}

/** Does what a page begins with, until it succeeds. @returns whether it failed and is tried again */
function useFirstReading(read: () => Promise<void>): boolean {
  const [isOffline, setOffline] = useState(false);
  const latest = useRef(read);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const attempt = () =>
      latest.current().then(
        () => setOffline(false),
        () => {
          setOffline(true);
          timer = setTimeout(attempt, retryMs);
        },
      );
    void attempt();
    return () => clearTimeout(timer);
  }, []);
  return isOffline;
}
