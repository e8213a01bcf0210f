import { type FormEvent, useEffect, useRef, useState } from "react";
import type { HallQueue, Service } from "../shared/contract.ts";
import { useName, useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { waitingWords } from "../shared/wait-words.ts";
import { type Choice, callReasons, pauseReasons } from "./acts.ts";
import { useKeys } from "./use-keys.ts";

export interface Chosen {
  verb: string;
  body: Record<string, unknown>;
}

interface ChoicePanelProps {
  choice: Choice;
  queues: readonly HallQueue[];
  services: readonly Service[];
  parked: readonly { number: string }[];
  keysOn: boolean;
  onChosen: (chosen: Chosen) => void;
  onCancel: () => void;
}

interface Option {
  label: string;
  chosen: Chosen;
}

/** Keys for the options: digits first, then the letters that a long list needs. */
const optionKeys = [..."123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const codeOfKey = (key: string): string => (/\d/.test(key) ? `Digit${key}` : `Key${key}`);

function useOptions({ choice, queues, services, parked }: ChoicePanelProps, keepPlace: boolean): Option[] {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  switch (choice) {
    case "pause":
      return pauseReasons.map((reason) => ({
        label: staffText(`clerk.pauseReason.${reason}`),
        chosen: { verb: "pause", body: { reason } },
      }));
    case "transfer":
      return queues.map((queue) => ({
        label: `${nameOf(queue)} · ${waitingWords(text, queue.waiting)}`,
        chosen: { verb: "transfer", body: { queue: queue.id, keepPlace } },
      }));
    case "walk-in":
    case "correct-service":
    case "add-case":
      return services.map((service) => ({
        label: nameOf(service),
        chosen: { verb: choice, body: { service: service.id } },
      }));
    case "close":
      return [{ label: staffText("clerk.close"), chosen: { verb: "close", body: {} } }];
    case "sign-out":
      return [{ label: staffText("clerk.signOut"), chosen: { verb: "sign-out", body: {} } }];
    case "unpark":
      return parked.map(({ number }) => ({
        label: number,
        chosen: { verb: "unpark", body: { ticket: number } },
      }));
    case "call":
      return [];
  }
}

/** Asks for one waiting ticket by its number, and why it is called out of turn. */
function CallOneForm({ onChosen }: Pick<ChoicePanelProps, "onChosen">) {
  const staffText = useStaffText();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const ticket = String(fields.get("number")).trim().toUpperCase();
    onChosen({ verb: "call", body: { ticket, reason: String(fields.get("reason")) } });
  }
  return (
    <form onSubmit={submit}>
      <label>
        {staffText("clerk.chooseTicket")}
        <input ref={field} name="number" className="number" autoComplete="off" required />
      </label>
      <label>
        {staffText("clerk.callReason")}
        <select name="reason">
          {callReasons.map((reason) => (
            <option key={reason} value={reason}>
              {staffText(`clerk.callReasonText.${reason}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button button-main">
        {staffText("clerk.callOne")} <kbd>↵</kbd>
      </button>
    </form>
  );
}

const titles = {
  pause: "clerk.choosePause",
  transfer: "clerk.chooseTransfer",
  "walk-in": "clerk.chooseService",
  "correct-service": "clerk.correct",
  "add-case": "clerk.addCase",
  "sign-out": "clerk.signOut",
  close: "clerk.closeAsk",
  call: "clerk.callOne",
  unpark: "clerk.chooseParked",
} as const;

/** The second half of an act that needs one: a list with a key for each line. */
export function ChoicePanel(props: ChoicePanelProps) {
  const { choice, keysOn, onChosen, onCancel } = props;
  const text = useText();
  const staffText = useStaffText();
  const [keepPlace, setKeepPlace] = useState(false);
  const options = useOptions(props, keepPlace);
  useKeys(true, (code) => {
    if (code === "Escape") {
      onCancel();
      return true;
    }
    if (!keysOn) return false;
    if (choice === "transfer" && code === "Digit0") {
      setKeepPlace(!keepPlace);
      return true;
    }
    const index = optionKeys.findIndex((key) => codeOfKey(key) === code.replace("Numpad", "Digit"));
    const option = options[index];
    if (option !== undefined) onChosen(option.chosen);
    return true;
  });
  return (
    <section className="card choice" aria-labelledby="choice">
      <h2 id="choice">{staffText(titles[choice])}</h2>
      {choice === "transfer" && (
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
      {choice === "unpark" && options.length === 0 && <p>{staffText("clerk.parkedNone")}</p>}
      <ul>
        {options.map((option, index) => (
          <li key={option.label}>
            <button type="button" className="button" onClick={() => onChosen(option.chosen)}>
              <kbd>{optionKeys[index]}</kbd> {option.label}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={onCancel}>
        <kbd>Esc</kbd> {text("common.cancel")}
      </button>
    </section>
  );
}
