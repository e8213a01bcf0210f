import { resolve } from "node:path";
import type { Change } from "../config/changes.ts";
import { findAddress } from "../hall/address-file.ts";
import { hallSecret } from "../hall/secret.ts";
import { operatorToken } from "../http/hall-tokens.ts";
import { readConfig } from "./check.ts";
import { type Command, noMore, options, required } from "./command.ts";

const ANSWER_WITHIN_MS = 10_000;

export const reload: Command = {
  usage: "reload --data DIR [--dry-run] FILE",
  help: `
Checks the config FILE, shows what differs from the config that the hall of DIR runs with, and has it
adopted: all of it or nothing, in the journal. Wires and devices that differ are opened at the next
start; until then the old ones stay. Exit 0 when it is adopted, 1 when the hall refused or does not
run, 2 when FILE has faults.

  --data DIR   the running hall's data folder
  --dry-run    shows what differs, and changes nothing`,
  async run(args) {
    const { values, positionals } = options(args, {
      data: { type: "string" },
      "dry-run": { type: "boolean", default: false },
    });
    const dataDir = resolve(required(values.data, "--data DIR"));
    const file = required(positionals[0], "FILE");
    noMore(positionals, 1);
    const loaded = readConfig(file);
    if (!loaded.ok) return 2;
    const url = findAddress(dataDir);
    if (url === undefined) throw new Error(`no hall runs on ${dataDir}`);
    const ask = (dryRun: boolean) => post(url, hallSecret(dataDir), { config: loaded.text, dryRun });

    const would = await ask(true);
    if (would.kind === "no") return tellRefusal(file, would);
    const { changes, atNextStart } = would.answer;
    process.stdout.write(changes.map((change) => `${lineOf(change)}\n`).join("") || "nothing differs\n");
    if (values["dry-run"] || changes.length === 0) return 0;
    const adopted = await ask(false);
    if (adopted.kind === "no") return tellRefusal(file, adopted);
    process.stdout.write(`adopted by ${url}\n`);
    if (atNextStart.length > 0)
      process.stdout.write(`at the next start, with their wires: ${atNextStart.join(", ")}\n`);
    return 0;
  },
};

/** As `POST /api/v1/config` answers. */
interface Adopted {
  changes: Change[];
  atNextStart: string[];
}

interface Refused {
  kind: "no";
  code: string;
  detail: string;
  facts: { faults?: { line: number; column: number; message: string }[]; missing?: string[] };
}

async function post(
  url: string,
  secret: Buffer,
  body: { config: string; dryRun: boolean },
): Promise<{ kind: "yes"; answer: Adopted } | Refused> {
  const response = await fetch(`${url}/api/v1/config`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${operatorToken(secret)}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch(() => {
    throw new Error(`no hall answers at ${url}`);
  });
  const answer: unknown = await response.json();
  if (response.ok) return { kind: "yes", answer: answer as Adopted };
  const { code, detail, facts = {} } = answer as Omit<Refused, "facts"> & Partial<Refused>;
  return { kind: "no", code, detail, facts };
}

/** @returns the exit code */
function tellRefusal(file: string, { code, detail, facts }: Refused): number {
  if (facts.faults) {
    for (const { line, column, message } of facts.faults)
      process.stderr.write(`${file}:${line}:${column}: ${message}\n`);
    return 2;
  }
  const missing = facts.missing ? ` In use: ${facts.missing.join(", ")}.` : "";
  process.stderr.write(`halld: not adopted: ${code}. ${detail}${missing}\n`);
  return 1;
}

function lineOf({ path, change, before, after }: Change): string {
  if (change === "added") return `+ ${path}${written(after)}`;
  if (change === "removed") return `- ${path}${written(before)}`;
  const values = before === undefined && after === undefined ? "" : `${written(before)} →${written(after)}`;
  return `~ ${path}${values}`;
}

function written(value: unknown): string {
  return value === undefined ? "" : ` ${JSON.stringify(value)}`;
}
