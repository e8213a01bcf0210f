import { resolve } from "node:path";
import { copyJournal } from "../journal/backup.ts";
import { type Command, noMore, options, required } from "./command.ts";

export const backup: Command = {
  usage: "backup --data DIR --to FILE",
  help: `
Copies the journal of DIR to FILE, consistently, also while its hall runs. FILE must not exist; it
appears when it is whole and on the disk. Keys are not copied: keep them apart, so that personal parts
can expire in backups too.

  --data DIR   the hall's data folder
  --to FILE    the copy. To use it: put it into an empty data folder as journal.db`,
  async run(args) {
    const { values, positionals } = options(args, { data: { type: "string" }, to: { type: "string" } });
    noMore(positionals);
    const dir = resolve(required(values.data, "--data DIR"));
    const to = resolve(required(values.to, "--to FILE"));
    await copyJournal(dir, to);
    process.stdout.write(`copied to ${to}\n`);
    return 0;
  },
};
