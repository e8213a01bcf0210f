import { useEffect, useRef } from "react";
import { type Language, refusalText, textIn } from "../../i18n/text.ts";
import { useLanguage } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { LevelMeter } from "./LevelMeter.tsx";
import { canRecord } from "./recorder.ts";
import type { Word } from "./script.ts";
import { isBusyAt, type Recording } from "./use-recording.ts";

interface WordCardProps {
  word: Word;
  spoken: Language;
  recording: Recording;
  onMove(steps: number): void;
}

/** The word whose turn it is, large, with all that can be done with it. */
export function WordCard({ word, spoken, recording, onMove }: WordCardProps) {
  const text = useStaffText();
  const { step, toggle, takeFile, remove, listen } = recording;
  const button = useRef<HTMLButtonElement>(null);
  const isBusy = isBusyAt(step);
  // The space bar records, whichever word it is and whatever was done before: what is disabled loses the focus.
  useEffect(() => {
    if (word.clip !== "" && !isBusy) button.current?.focus();
  }, [word.clip, isBusy]);
  return (
    <section className="word-card" aria-labelledby="word">
      <p className="word-kind">{text(`voice.kind.${word.kind}`)}</p>
      <h2 id="word" lang={spoken} className={word.kind === "sentence" ? "word-sentence" : undefined}>
        {word.words}
      </h2>
      <button
        ref={button}
        type="button"
        className={`button record ${step.at === "recording" ? "record-on" : "button-main"}`}
        disabled={!canRecord() || step.at === "saving" || step.at === "playing"}
        onClick={() => void toggle(spoken, word.clip)}
      >
        {text(
          step.at === "recording" ? "voice.stop" : word.address === null ? "voice.record" : "voice.again",
        )}
      </button>
      {step.at === "recording" && <LevelMeter levelDb={recording.levelDb} />}
      <div className="word-acts">
        <button type="button" className="button" disabled={isBusy} onClick={() => onMove(-1)}>
          {text("voice.before")}
        </button>
        <button
          type="button"
          className="button"
          disabled={isBusy || word.address === null}
          onClick={() => void listen(word.address === null ? [] : [word.address])}
        >
          {text("voice.listen")}
        </button>
        <button
          type="button"
          className="button"
          disabled={isBusy || word.address === null}
          onClick={() => void remove(spoken, word.clip)}
        >
          {text("voice.remove")}
        </button>
        <button type="button" className="button" disabled={isBusy} onClick={() => onMove(1)}>
          {text("voice.next")}
        </button>
      </div>
      <label className="button word-file">
        {text("voice.file")}
        <input
          key={word.clip}
          className="visually-hidden"
          type="file"
          accept="audio/*"
          disabled={isBusy}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file !== undefined) void takeFile(spoken, word.clip, file);
          }}
        />
      </label>
      <Status step={step} />
    </section>
  );
}

function Status({ step }: { step: Recording["step"] }) {
  const text = useStaffText();
  const { language } = useLanguage();
  const failures: Record<string, string> = {
    "no-microphone": text("voice.noMicrophone"),
    "no-sound": text("voice.noSound"),
    "no-play": text("voice.noPlay"),
    "too-long": text("voice.tooLong"),
    "not-signed-in": text("voice.noRight"),
    "not-allowed": text("voice.noRight"),
    malformed: text("voice.silent"),
  };
  const hint = step.at === "ready" ? step.hint : null;
  return (
    <p role="status" className={step.at === "failed" ? "notice notice-bad" : "word-status"}>
      {step.at === "failed" && (failures[step.code] ?? refusalText(language, step.code))}
      {step.at === "recording" && text("voice.recording")}
      {step.at === "saving" && textIn(language)("common.connecting")}
      {step.at === "playing" && text("voice.playing")}
      {hint !== null && text(hint === "tooLoud" ? "voice.tooLoud" : "voice.tooQuiet")}
      {step.at === "ready" &&
        hint === null &&
        (canRecord() ? text("voice.keys") : text("voice.noMicrophone"))}
    </p>
  );
}
