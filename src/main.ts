import { backup } from "./commands/backup.ts";
import { check } from "./commands/check.ts";
import { type Command, UsageError } from "./commands/command.ts";
import { exportJournal } from "./commands/export.ts";
import { pin } from "./commands/pin.ts";
import { serve } from "./commands/serve.ts";
import { verify } from "./commands/verify.ts";

/** The command line: `halld COMMAND …`. */
const COMMANDS: readonly Command[] = [serve, check, verify, exportJournal, backup, pin];

function help(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    "halld runs a public service hall: tickets, windows, displays, printers, rating pads.",
    "",
    "Usage: halld COMMAND [options]",
    "",
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "halld COMMAND --help tells more of each.",
    "",
  ].join("\n");
}

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "help") {
    process.stdout.write(help());
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (!command) throw new UsageError(`there is no command "${name}"; halld --help lists them`);
  if (rest.includes("--help")) {
    process.stdout.write(`Usage: halld ${command.usage}\n\n${command.help.trim()}\n`);
    return 0;
  }
  return command.run(rest);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  process.stderr.write(`halld: ${error instanceof Error ? error.message : String(error)}\n`);
}
