import { join, resolve } from "node:path";
import pino from "pino";
import { accessFault } from "../hall/running-config.ts";
import { startHall } from "../hall.ts";
import { type HallClock, scaledClock, wallClock } from "../runtime/clock.ts";
import { readConfig } from "./check.ts";
import { type Command, noMore, options, required, UsageError } from "./command.ts";
import { packageVersion } from "./version.ts";

const STOP_WITHIN_MS = 4500;

export const serve: Command = {
  usage: "serve --config FILE --data DIR [--port N] [--host H] [--speed N] [--start-at TIME] [--origin TIME]",
  help: `
Runs the hall of the config FILE with its journal in DIR, until SIGTERM or SIGINT.

  --config FILE     the hall's config (YAML); see \`halld check\`
  --data DIR        journal, keys and snapshots; made when missing, used by one daemon at a time
  --port N          HTTP port, default 8080; 0 takes a free one
  --host H          address to listen on, default 127.0.0.1
  --speed N         hall time runs N times as fast as the clock on the wall (for demonstrations)
  --start-at TIME   hall time at the start, ISO 8601 (for demonstrations)
  --origin TIME     real time at which it was --start-at, default now: with it a hall that is started
                    again goes on in the same time (for demonstrations)

Prints one line, \`halld ready URL\`, when citizens can take tickets. Logs go to standard error.`,
  async run(args) {
    const { file, ...place } = settingsOf(args);
    const loaded = readConfig(file);
    if (!loaded.ok) return 2;
    const fault = accessFault(loaded.config, place.host);
    if (fault) throw new UsageError(`${file}: ${fault}`);

    const asked = untilAsked();
    // What hangs (a cable, a slow page) must not keep the hall from ending.
    void asked.then(() => setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref());
    const log = pino({ level: process.env.HALLD_LOG ?? "info" }, pino.destination(2));
    const hall = await startHall({
      ...place,
      config: loaded.config,
      configHash: loaded.hash,
      pagesDir: join(import.meta.dirname, "..", "..", "dist", "pages"),
      version: packageVersion(),
      log,
    });
    process.stdout.write(`halld ready ${hall.url}\n`);
    await asked;
    await hall.close();
    return 0;
  },
};

/** What the command line says. @throws UsageError */
function settingsOf(args: string[]) {
  const { values, positionals } = options(args, {
    config: { type: "string" },
    data: { type: "string" },
    port: { type: "string", default: "8080" },
    host: { type: "string", default: "127.0.0.1" },
    speed: { type: "string", default: "1" },
    "start-at": { type: "string" },
    origin: { type: "string" },
  });
  noMore(positionals);
  return {
    file: required(values.config, "--config FILE"),
    dataDir: resolve(required(values.data, "--data DIR")),
    port: wholeNumber(values.port, "--port", 0, 65535),
    host: values.host,
    clock: clockOf(values.speed, values["start-at"], values.origin),
  };
}

/** Asked by a signal, or by the end of the supervisor that started the hall with a channel to itself. */
function untilAsked(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => done());
    process.once("disconnect", () => done());
    process.channel?.unref();
  });
}

function wholeNumber(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new UsageError(`${name} must be a whole number from ${least} to ${most}`);
  return value;
}

function clockOf(speedText: string, startAt: string | undefined, origin: string | undefined): HallClock {
  const speed = Number(speedText);
  if (!(speed > 0 && speed <= 10_000))
    throw new UsageError("--speed must be a number above 0, at most 10000");
  if (speed === 1 && startAt === undefined) return wallClock;
  return scaledClock(speed, timeOf(startAt, "--start-at"), timeOf(origin, "--origin"));
}

function timeOf(text: string | undefined, name: string): number {
  if (text === undefined) return Date.now();
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new UsageError(`${name}: "${text}" is no time`);
  return at;
}
