import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { copyJournal, FileExistsError } from "../journal/backup.ts";
import { Clips, clipsFolder } from "../voice/clips.ts";
import { type Command, noMore, options, required } from "./command.ts";

export const backup: Command = {
  usage: "backup --data DIR --to FILE",
  help: `
Copies the journal of DIR to FILE, consistently, also while its hall runs, and the clips that the hall
recorded to the folder FILE.voice, if there are any. Neither may exist; FILE appears when all is whole
and on the disk. Keys are not copied: keep them apart, so that personal parts can expire in backups too.

  --data DIR   the hall's data folder
  --to FILE    the copy. To use it: put it into an empty data folder as journal.db, and FILE.voice
               beside it as voice`,
  async run(args) {
    const { values, positionals } = options(args, { data: { type: "string" }, to: { type: "string" } });
    noMore(positionals);
    const dir = resolve(required(values.data, "--data DIR"));
    const to = resolve(required(values.to, "--to FILE"));
    const clips = await copyHall(dir, to);
    const beside = clips > 0 ? `, and ${clips} clips to ${to}.voice` : "";
    process.stdout.write(`copied to ${to}${beside}\n`);
    return 0;
  },
};

/**
 * Copies a hall's journal to `to` and its clips to a folder beside it. The journal last: where it is, all is.
 * @returns how many clips there are
 * @throws FileExistsError, JournalFault
 */
export async function copyHall(dir: string, to: string): Promise<number> {
  const voice = `${to}.voice`;
  for (const path of [to, voice]) if (existsSync(path)) throw new FileExistsError(path);
  try {
    const clips = await new Clips(clipsFolder(dir)).copyTo(new Clips(voice));
    await copyJournal(dir, to);
    return clips;
  } catch (error) {
    await rm(voice, { recursive: true, force: true });
    throw error;
  }
}
