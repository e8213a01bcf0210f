import { resolve } from "node:path";
import { findAddress } from "../hall/address-file.ts";
import { hallSecret } from "../hall/secret.ts";
import { operatorToken } from "../http/hall-tokens.ts";
import { type Command, noMore, options, required } from "./command.ts";

const ANSWER_WITHIN_MS = 10_000;

export const token: Command = {
  usage: "token --data DIR WINDOW",
  help: `
Prints the address that the rating tablet of WINDOW opens once, with the tablet's token behind the #, where no
server log sees it. The token stays the same for as long as the data folder does. It is asked of the hall that runs
on DIR; a tablet on the network needs the machine's own name or address in place of 127.0.0.1. Exit 0, or 1 when no
hall runs there or it has no such window.

  --data DIR   the running hall's data folder`,
  async run(args) {
    const { values, positionals } = options(args, { data: { type: "string" } });
    const dataDir = resolve(required(values.data, "--data DIR"));
    const window = encodeURIComponent(required(positionals[0], "WINDOW"));
    noMore(positionals, 1);
    const url = findAddress(dataDir);
    if (url === undefined) throw new Error(`no hall runs on ${dataDir}`);
    const response = await fetch(`${url}/api/v1/windows/${window}/tablet-token`, {
      headers: { authorization: `Bearer ${operatorToken(hallSecret(dataDir))}` },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }).catch(() => {
      throw new Error(`no hall answers at ${url}`);
    });
    const answer = (await response.json()) as { token: string; detail?: string };
    if (!response.ok) throw new Error(answer.detail ?? `the hall answers ${response.status}`);
    process.stdout.write(`${url}/rating/${window}#token=${answer.token}\n`);
    return 0;
  },
};
