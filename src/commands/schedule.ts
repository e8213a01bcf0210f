import { QUICK, THOROUGH } from "../scheduler/session.ts";
import { type Command, noMore, options, UsageError } from "./command.ts";
import { runScheduleStdio } from "./schedule-stdio.ts";

export const schedule: Command = {
  usage: "schedule --stdio [--quick]",
  help: `
Runs the hall's scheduler as a process that a simulator drives: one JSON message a line on standard input,
one line on standard output for each \`hello\` and each \`ask\`. The decisions are those of the daemon.

  --stdio    speak on standard input and output
  --quick    decide by formulas alone, without simulating what might come: several times as fast, and with
             signs of one queue a little worse

Lines that make no sense are reported on standard error and passed over. Ends, with exit 0, when the input ends.`,
  async run(args) {
    const { values, positionals } = options(args, {
      stdio: { type: "boolean" },
      quick: { type: "boolean" },
    });
    noMore(positionals);
    if (values.stdio !== true) throw new UsageError("--stdio is missing");
    await runScheduleStdio(process.stdin, process.stdout, values.quick ? QUICK : THOROUGH);
    return 0;
  },
};
