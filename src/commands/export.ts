import { once } from "node:events";
import { resolve } from "node:path";
import { localTime } from "../core/calendar.ts";
import type { HallRules } from "../core/rules.ts";
import { isoTime } from "../core/time-zone.ts";
import { type ExportLine, exportEvents } from "../journal/export.ts";
import { type Command, noMore, options, required, UsageError } from "./command.ts";

export const exportJournal: Command = {
  usage: "export --data DIR [--from DATE] [--to DATE]",
  help: `
Writes the journal in DIR to standard output, one event a line, also while its hall runs:

  {"seq", "at", "type", "v", "data", "hash", "previousHash", "stored"}

\`hash\` is the SHA-256 of \`previousHash\` (as 32 bytes) followed by \`stored\` (in UTF-8), so anybody can
check the chain. Personal parts stay sealed inside \`stored\`.

  --data DIR    the hall's data folder
  --from DATE   first day, YYYY-MM-DD in the hall's time zone
  --to DATE     last day, included`,
  async run(args) {
    const { values, positionals } = options(args, {
      data: { type: "string" },
      from: { type: "string" },
      to: { type: "string" },
    });
    noMore(positionals);
    const dir = resolve(required(values.data, "--data DIR"));
    const from = dayOf(values.from, "--from") ?? "0000-00-00";
    const to = dayOf(values.to, "--to") ?? "9999-99-99";
    let timeZone = "UTC";
    for (const line of exportEvents(dir)) {
      if (line.type === "config-adopted") timeZone = (line.data.rules as HallRules).hall.timeZone;
      const { day } = localTime(line.at, timeZone);
      if (day < from || day > to) continue;
      if (!process.stdout.write(`${textOf(line, timeZone)}\n`)) await once(process.stdout, "drain");
    }
    return 0;
  },
};

function textOf({ at, ...line }: ExportLine, timeZone: string): string {
  const { seq, ...rest } = line;
  return JSON.stringify({ seq, at: isoTime(at, timeZone), ...rest });
}

function dayOf(text: string | undefined, name: string): string | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new UsageError(`${name}: "${text}" is no day like 2026-03-02`);
  return text;
}
