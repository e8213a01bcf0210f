import { resolve } from "node:path";
import type { HallEvent } from "../core/events.ts";
import { evolve } from "../core/evolve.ts";
import { breaches } from "../core/invariants.ts";
import { emptyHall, type HallState } from "../core/state.ts";
import { upcast } from "../core/upcast.ts";
import { verifyChain } from "../journal/verify.ts";
import { type Command, noMore, options, required, UsageError } from "./command.ts";

const PROGRESS_EVERY_EVENTS = 100_000;

export const verify: Command = {
  usage: "verify --data DIR [--anchor HASH]",
  help: `
Replays the journal in DIR from its first event, also while its hall runs: every hash of the chain is
computed again, and the rules of the hall must hold after every step.

  --data DIR       the hall's data folder
  --anchor HASH    a hash printed on a day slip or report, or its first 16 digits: some event must
                   have it. The chain alone could be computed again by a forger; paper could not.

Exit 0 when all is well, 1 with the first broken event when it is not.`,
  async run(args) {
    const { values, positionals } = options(args, { data: { type: "string" }, anchor: { type: "string" } });
    noMore(positionals);
    const dir = resolve(required(values.data, "--data DIR"));
    if (values.anchor !== undefined && !/^[0-9a-f]{16,64}$/i.test(values.anchor))
      throw new UsageError("--anchor has 16 to 64 hexadecimal digits");
    const replay = new Replay();
    const report = verifyChain(dir, {
      ...(values.anchor === undefined ? {} : { anchor: values.anchor }),
      each: (stored) => replay.step(stored.seq, stored.at, () => upcast(stored)),
    });
    replay.end();
    const wrong = replay.wrong ?? (report.ok ? undefined : { seq: report.seq, why: report.why });
    if (wrong) {
      const where = wrong.seq === undefined ? "" : `event ${wrong.seq}: `;
      process.stdout.write(`broken: ${where}${wrong.why}\n`);
      return 1;
    }
    if (!report.ok) return 1;
    const anchored = report.anchorSeq === undefined ? "" : `, anchor at event ${report.anchorSeq}`;
    process.stdout.write(`whole: ${report.events} events, last hash ${report.lastHash}${anchored}\n`);
    return 0;
  },
};

/** The hall as the journal tells it, looked at whenever time has gone on: between whole intents. */
class Replay {
  wrong: { seq: number; why: string } | undefined;
  #state: HallState = emptyHall();

  step(seq: number, at: number, read: () => HallEvent): void {
    if (this.wrong) return;
    if (at !== this.#state.at) this.#look(seq - 1);
    if (at < this.#state.at) this.wrong = { seq, why: "it is earlier than the event before it" };
    try {
      evolve(this.#state, read(), at);
    } catch (error) {
      this.wrong ??= { seq, why: error instanceof Error ? error.message : String(error) };
    }
    if (seq % PROGRESS_EVERY_EVENTS === 0) process.stderr.write(`${seq} events …\n`);
  }

  end(): void {
    if (!this.wrong) this.#look(this.#state.seq);
  }

  #look(seq: number): void {
    const [breach] = breaches(this.#state);
    if (breach !== undefined) this.wrong ??= { seq, why: breach };
  }
}
