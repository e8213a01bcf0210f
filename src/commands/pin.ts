import { createInterface } from "node:readline/promises";
import { hashPin } from "../runtime/pins.ts";
import { type Command, noMore, options, UsageError } from "./command.ts";

export const pin: Command = {
  usage: "pin",
  help: `
Asks for a PIN, 4 to 12 digits, on standard input and prints the text that belongs after \`pin:\` of a
clerk in the config. The PIN itself is stored nowhere.`,
  async run(args) {
    noMore(options(args, {}).positionals);
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    const text = (await lines.question("PIN: ")).trim();
    lines.close();
    if (!/^\d{4,12}$/.test(text)) throw new UsageError("a PIN has 4 to 12 digits");
    process.stdout.write(`${await hashPin(text)}\n`);
    return 0;
  },
};
