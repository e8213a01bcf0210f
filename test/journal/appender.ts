import { openJournal } from "../../src/journal/journal.ts";
import { ticketEntry } from "./support.ts";

/*
 * A hall without a core: appends in 8 turns at once until it is killed, and prints each seq when it is durable,
 * or the fault's code when it is not. Usage: appender.ts DIR
 */

const dir = process.argv[2] ?? "";
const journal = await openJournal({ dir });
let seq = journal.lastSeq;

async function appendForever(): Promise<void> {
  for (;;) {
    seq += 1;
    const entry = ticketEntry(seq);
    await journal.append(entry);
    process.stdout.write(`${entry.seq}\n`);
  }
}

try {
  await Promise.all(Array.from({ length: 8 }, appendForever));
} catch (error) {
  const code = error instanceof Error && "code" in error ? error.code : error;
  process.stdout.write(`fault ${code}\n`);
  await journal.close();
}
