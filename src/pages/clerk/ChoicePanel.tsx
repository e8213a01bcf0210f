import { useEffect, useRef, useState } from "react";
import { useName, useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { type Choice, codeOfKey } from "./acts.ts";
import { CallOneForm } from "./CallOneForm.tsx";
import { type Chosen, type Offer, optionsOf } from "./choices.ts";
import { PromiseForm } from "./PromiseForm.tsx";
import { useKeys } from "./use-keys.ts";

interface ChoicePanelProps {
  choice: Exclude<Choice, "hand-over">;
  offer: Offer;
  keysOn: boolean;
  onChosen: (chosen: Chosen) => void;
  onCancel: () => void;
}

/** Keys for the options: digits first, then the letters that a long list needs. */
const optionKeys = [..."123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

const titles = {
  pause: "clerk.choosePause",
  transfer: "clerk.chooseTransfer",
  "transfer-window": "clerk.chooseWindow",
  "walk-in": "clerk.chooseService",
  "correct-service": "clerk.correct",
  "correct-outcome": "clerk.correctOutcome",
  "add-case": "clerk.addCase",
  promise: "clerk.promise",
  "case-slip": "clerk.caseSlip",
  "sign-out": "clerk.signOut",
  close: "clerk.closeAsk",
  call: "clerk.callOne",
  unpark: "clerk.chooseParked",
} as const;

/** The second half of an act that needs one: a list with a key for each line, or a short form. */
export function ChoicePanel({ choice, offer, keysOn, onChosen, onCancel }: ChoicePanelProps) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const [keepPlace, setKeepPlace] = useState(false);
  const [page, setPage] = useState(0);
  const all = optionsOf(choice, offer, keepPlace, { text, staffText, nameOf });
  const pages = Math.ceil(all.length / optionKeys.length);
  const options = all.slice(page * optionKeys.length, (page + 1) * optionKeys.length);
  const panel = useRef<HTMLElement>(null);
  // In a low or narrow window the lines with their keys go before what stands above them.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: "start" });
    return () => {
      scrollTo(0, 0);
    };
  }, []);
  const isForm = choice === "call" || choice === "promise";
  const isTransfer = choice === "transfer" || choice === "transfer-window";
  useKeys(true, (code) => {
    if (code === "Escape") {
      onCancel();
      return true;
    }
    if (!keysOn || isForm) return false;
    if (pages > 1 && code === "Space") {
      setPage((page + 1) % pages);
      return true;
    }
    if (isTransfer && code.replace("Numpad", "Digit") === "Digit0") {
      setKeepPlace(!keepPlace);
      return true;
    }
    const index = optionKeys.findIndex((key) => codeOfKey(key) === code.replace("Numpad", "Digit"));
    const option = options[index];
    if (option !== undefined) onChosen(option.chosen);
    return option !== undefined;
  });
  return (
    <section ref={panel} className="card choice" aria-labelledby="choice">
      <h2 id="choice">
        {staffText(titles[choice])}
        {choice === "correct-outcome" && ` · ${offer.lastNumber}`}
      </h2>
      {isTransfer && (
        <button
          type="button"
          className="button"
          aria-pressed={keepPlace}
          onClick={() => setKeepPlace(!keepPlace)}
        >
          <kbd>0</kbd> {staffText(keepPlace ? "clerk.keepPlace" : "clerk.toTail")}
        </button>
      )}
      {choice === "call" && <CallOneForm onChosen={onChosen} />}
      {choice === "promise" && <PromiseForm dispensers={offer.dispensers} onChosen={onChosen} />}
      {!isForm && options.length === 0 && <p>{staffText("clerk.nothingToChoose")}</p>}
      {options.length > 0 && (
        <ul>
          {options.map((option, index) => (
            <li key={option.label}>
              <button type="button" className="button" onClick={() => onChosen(option.chosen)}>
                <kbd>{optionKeys[index]}</kbd> {option.label}
              </button>
            </li>
          ))}
        </ul>
      )}
      {pages > 1 && (
        <button type="button" className="button" onClick={() => setPage((page + 1) % pages)}>
          <kbd>Space</kbd> {staffText("clerk.morePages", { page: page + 1, pages })}
        </button>
      )}
      <button type="button" className="button" onClick={onCancel}>
        <kbd>Esc</kbd> {text("common.cancel")}
      </button>
    </section>
  );
}
