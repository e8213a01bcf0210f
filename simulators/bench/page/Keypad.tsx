import type { DeviceView } from "../messages.ts";
import { useHands } from "./hands.ts";
import { SevenSegment } from "./SevenSegment.tsx";
import type { Answer } from "./store.ts";
import "./keypad.css";

interface KeyCap {
  key: string;
  cap: string;
  word?: string;
  kind: "digit" | "function" | "main";
}

const digit = (key: string): KeyCap => ({ key, cap: key, kind: "digit" });

/** Rows of the call pad as its clerk sees them. */
const callPadKeys: readonly KeyCap[] = [
  digit("1"),
  digit("2"),
  digit("3"),
  { key: "call", cap: "呼叫", word: "call", kind: "main" },
  digit("4"),
  digit("5"),
  digit("6"),
  { key: "recall", cap: "重呼", word: "recall", kind: "function" },
  digit("7"),
  digit("8"),
  digit("9"),
  { key: "evaluate", cap: "评价", word: "rate", kind: "function" },
  { key: "cancel", cap: "过号", word: "no-show", kind: "function" },
  digit("0"),
  { key: "function", cap: "功能", word: "fn", kind: "function" },
  { key: "start", cap: "开始", word: "start", kind: "function" },
  { key: "pause", cap: "暂停", word: "pause", kind: "function" },
  { key: "transfer", cap: "转移", word: "transfer", kind: "function" },
];

const ticketButtonKeys: readonly KeyCap[] = [
  ...["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(digit),
  { key: "cancel", cap: "取消", word: "cancel", kind: "function" },
  digit("0"),
  { key: "start", cap: "取号", word: "take", kind: "main" },
];

export interface KeypadProps {
  id: string;
  use: "call-pad" | "ticket-buttons";
  view: DeviceView | undefined;
  answer: Answer | undefined;
}

/** A keypad with its small display, its buzzer and a lamp that tells whether the last key was echoed. */
export function Keypad({ id, use, view, answer }: KeypadProps) {
  const act = useHands();
  const keys = use === "call-pad" ? callPadKeys : ticketButtonKeys;
  const tones = view?.kind === "keypad" ? view.tones : 0;
  return (
    <div className={`keypad ${use}`} data-alive={view?.alive ?? false} data-device={id}>
      <div className="keypad-top">
        <div className="keypad-display">
          <SevenSegment digits={view?.kind === "keypad" ? view.digits : "      "} colour="green" />
        </div>
        <span className="keypad-buzzer" role="img" aria-label={`${tones} tones`}>
          {tones > 0 && <i key={tones} />}
        </span>
        <span
          className="keypad-lamp"
          data-echo={answer === undefined ? "none" : answer.answered ? "echoed" : "dumb"}
          key={answer?.count}
        />
      </div>
      <div className="keypad-keys">
        {keys.map(({ key, cap, word, kind }) => (
          <button
            key={key}
            type="button"
            className={`key ${kind}`}
            onClick={() => act({ act: "press", device: id, keys: key })}
          >
            {cap}
            {word && <small>{word}</small>}
          </button>
        ))}
        {use === "call-pad" && (
          <span className="keypad-brand" aria-hidden="true">
            FF68
          </span>
        )}
      </div>
      <p className="keypad-answer" aria-live="polite">
        {answer === undefined
          ? "　"
          : answer.answered
            ? `echoed${answer.repeats > 0 ? ` after ${answer.repeats} repeats` : ""}`
            : `no echo, given up after ${answer.repeats} repeats`}
      </p>
    </div>
  );
}
