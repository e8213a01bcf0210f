import { enableCompileCache } from "node:module";
import { join } from "node:path";
import type { Command } from "./commands/command.ts";

// Stripping types from every file takes a second and 25 MiB: done once, found again at each later start. Threads
// know of it by the environment only, and without it would hold these 25 MiB for good.
const compiled = join(import.meta.dirname, "..", "node_modules", ".cache", "halld");
enableCompileCache(compiled);
process.env.NODE_COMPILE_CACHE = compiled;

/** The command line: `halld COMMAND …`. Each command loads what it needs when it is asked for. */
const COMMANDS: Record<string, { summary: string; load(): Promise<Command> }> = {
  serve: { summary: "runs a hall", load: async () => (await import("./commands/serve.ts")).serve },
  check: {
    summary: "validates a hall's config",
    load: async () => (await import("./commands/check.ts")).check,
  },
  verify: {
    summary: "replays a journal and checks its hash chain and all invariants",
    load: async () => (await import("./commands/verify.ts")).verify,
  },
  export: {
    summary: "writes the journal as JSON lines",
    load: async () => (await import("./commands/export.ts")).exportJournal,
  },
  backup: {
    summary: "copies the journal while the hall runs",
    load: async () => (await import("./commands/backup.ts")).backup,
  },
  whatif: {
    summary: "replays recorded days under other windows, rules or policies",
    load: async () => (await import("./commands/whatif.ts")).whatif,
  },
  schedule: {
    summary: "runs the scheduler as a process, for simulators",
    load: async () => (await import("./commands/schedule.ts")).schedule,
  },
  reload: {
    summary: "lets the running hall adopt a changed config",
    load: async () => (await import("./commands/reload.ts")).reload,
  },
  devices: {
    summary: "opens and tests each device of a config",
    load: async () => (await import("./commands/devices.ts")).devices,
  },
  token: {
    summary: "prints the address that a window's rating tablet opens",
    load: async () => (await import("./commands/token.ts")).token,
  },
  voice: {
    summary: "lists, makes and records the clips that calls are spoken with",
    load: async () => (await import("./commands/voice.ts")).voice,
  },
  pin: {
    summary: "turns a clerk's PIN into what the config holds",
    load: async () => (await import("./commands/pin.ts")).pin,
  },
};

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  return [
    "halld runs a public service hall: tickets, windows, displays, printers, rating pads.",
    "",
    "Usage: halld COMMAND [options]",
    "",
    ...Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "halld COMMAND --help tells more of each.",
    "",
  ].join("\n");
}

/** Whoever reads the output may have seen enough: `halld export | head`. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

/** Exit codes: 0 well, 1 the thing asked about is not well, 2 bad usage or input. */
async function main([name, ...args]: string[]): Promise<number> {
  if (name === "--help" || name === "help") {
    process.stdout.write(help());
    return 0;
  }
  const known = Object.hasOwn(COMMANDS, name ?? "") ? COMMANDS[name ?? ""] : undefined;
  if (!known) {
    const what = name === undefined ? "a command is missing" : `there is no command "${name}"`;
    process.stderr.write(`halld: ${what}; halld --help lists them\n`);
    return 2;
  }
  const command = await known.load();
  if (args.includes("--help")) {
    process.stdout.write(`Usage: halld ${command.usage}\n\n${command.help.trim()}\n`);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    process.stderr.write(`halld: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof Error && error.name === "UsageError" ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
