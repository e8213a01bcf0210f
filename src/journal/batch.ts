import { envelopeText } from "./envelope.ts";
import type { Entry } from "./journal.ts";
import type { HandedAnswer, HandedEntry } from "./store.ts";

/*
 * A batch of entries as one text, which crosses threads at a tenth of the cost of objects. JSON text has no
 * line breaks, so lines separate: `SEQ AT EVENTS`; for each event its envelope, then its personal part or
 * nothing; then the answer to remember or nothing.
 */

export function encodeEntry(entry: Entry): string {
  const { seq, at, events, remembered } = entry;
  let text = `${seq} ${at} ${events.length}\n`;
  let next = seq;
  for (const event of events) {
    text += `${envelopeText(next, at, event)}\n${event.personal ? JSON.stringify(event.personal) : ""}\n`;
    next += 1;
  }
  return `${text}${remembered ? JSON.stringify(remembered) : ""}\n`;
}

/** @param batch one or more texts of `encodeEntry`, joined */
export function decodeBatch(batch: string): HandedEntry[] {
  const lines = batch.split("\n");
  const entries: HandedEntry[] = [];
  let line = 0;
  const next = (): string => lines[line++] ?? "";
  while (line < lines.length - 1) {
    const [seq, at, events] = next().split(" ").map(Number);
    if (seq === undefined || at === undefined || events === undefined)
      throw new Error(`line ${line} of a batch`);
    const entry: HandedEntry = { seq, at, texts: [], personals: [], remembered: undefined };
    for (let event = 0; event < events; event += 1) {
      entry.texts.push(next());
      entry.personals.push(next() || undefined);
    }
    const remembered = next();
    if (remembered) entry.remembered = JSON.parse(remembered) as HandedAnswer;
    entries.push(entry);
  }
  return entries;
}
