import { type Language, textIn } from "../../i18n/text.ts";
import type { Hall } from "../shared/contract.ts";
import { heatOf } from "../shared/heat.ts";
import { waitWords } from "../shared/wait-words.ts";
import { nameIn } from "./names.ts";

export interface QueueWait {
  queue: string;
  waitLowMinutes: number | null;
  waitHighMinutes: number | null;
}

interface QueuesProps {
  hall: Hall;
  waits: readonly QueueWait[];
  language: Language;
}

/** How many wait for what, and how long who comes now must expect to wait; the longest lines first. */
export function Queues({ hall, waits, language }: QueuesProps) {
  const text = textIn(language);
  const waiting = hall.queues.filter((queue) => queue.waiting > 0).sort((a, b) => b.waiting - a.waiting);
  return (
    <section className="queues" aria-label={text("screen.queues")} lang={language}>
      <ul>
        {waiting.map((queue) => {
          const wait = waits.find((each) => each.queue === queue.id);
          const range = wait === undefined ? null : waitWords(text, wait);
          return (
            <li key={queue.id}>
              {nameIn(language, queue)}{" "}
              <strong className={`heat-${heatOf(queue, hall)}`}>
                {text("common.waiting", { count: queue.waiting })}
              </strong>
              {range !== null && <span className="wait"> {range}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
