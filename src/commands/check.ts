import { type LoadedConfig, loadConfig } from "../config/load.ts";
import { type Command, noMore, options, reading, required } from "./command.ts";

export const check: Command = {
  usage: "check FILE",
  help: `
Reads a hall's config (YAML) and tells every fault as FILE:LINE:COLUMN: message.
Exit 0 when the config is good, 2 when it is not.`,
  async run(args) {
    const { positionals } = options(args, {});
    const file = required(positionals[0], "FILE");
    noMore(positionals, 1);
    const loaded = readConfig(file);
    if (!loaded.ok) return 2;
    const { queues, services, windows, dispensers, wires } = loaded.config;
    process.stdout.write(
      `${file}: good: ${queues.length} queues, ${services.length} services, ${windows.length} windows, ` +
        `${dispensers.length} dispensers, ${wires.length} wires\n`,
    );
    return 0;
  },
};

/** The config in `file`; every fault has been told on standard error where it is not good. */
export function readConfig(file: string): Extract<LoadedConfig, { ok: true }> | { ok: false } {
  const loaded = reading(file, loadConfig);
  if (loaded.ok) return loaded;
  for (const { line, column, message } of loaded.faults)
    process.stderr.write(`${file}:${line}:${column}: ${message}\n`);
  return { ok: false };
}
