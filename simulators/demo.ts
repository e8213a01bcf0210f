import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readRecordedOffice } from "./days/recorded.ts";
import { claimFolder } from "./demo/claim.ts";
import { type BeginningDaemon, beginDaemon } from "./demo/daemon.ts";
import { freePort } from "./demo/free-port.ts";
import { nextHallDay } from "./demo/hall-day.ts";
import type { FromWorld, ToWorld, WorldOrder } from "./demo/messages.ts";
import { demoConfigYaml } from "./demo-hall/config.ts";
import { demoHall } from "./demo-hall/hall.ts";

const HELP = `Runs the demo hall: the daemon, simulated devices on real wires, simulated citizens and clerks.

  npm start                      a recorded day, 20 times as fast
  npm start -- --speed N         N times as fast
  npm start -- --scheduler M     how signs follow the queues: off, advise or automatic, the default with people
  npm start -- --no-people       the devices without people, in real time, always open

  PORT          port of the hall, default 8080; the bench is served on the next one
  HALLD_DATA    folder for journals, default data; each mode has its own subfolder
`;

/** The doors open at 8; who reads the pages has a moment before. */
const BEFORE_OPENING_MS = 5 * 60_000;
const OPENS_MS = 8 * 3_600_000;

interface DemoOptions {
  speed: number;
  people: boolean;
  seed: number;
  port: number;
  folder: string;
  /** Undefined leaves it off. */
  scheduler: "advise" | "automatic" | undefined;
}

function readOptions(): DemoOptions {
  const { values } = parseArgs({
    options: {
      speed: { type: "string", default: "20" },
      seed: { type: "string", default: "1" },
      scheduler: { type: "string" },
      "no-people": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const people = !values["no-people"];
  const speed = people ? Number(values.speed) : 1;
  const port = Number(process.env.PORT ?? 8080);
  const seed = Number(values.seed);
  if (!(speed > 0 && speed <= 200)) throw new Error("--speed must be a number above 0, at most 200");
  if (!Number.isInteger(port) || port < 0 || port > 65534) throw new Error("PORT must be a port's number");
  if (!Number.isInteger(seed)) throw new Error("--seed must be a whole number");
  // Who tries the devices by hand calls what a window shows, and nothing else.
  const mode = values.scheduler ?? (people ? "automatic" : "off");
  if (mode !== "off" && mode !== "advise" && mode !== "automatic")
    throw new Error("--scheduler must be off, advise or automatic");
  const scheduler = mode === "off" ? undefined : mode;
  const folder = join(resolve(process.env.HALLD_DATA ?? "data"), people ? "day" : "no-people");
  return { speed, people, seed, port, folder, scheduler };
}

/** One morning to evening: the world first, so that its wires are there when the daemon opens them. */
class Demo {
  readonly #options: DemoOptions;
  #world: { process: ChildProcess; gone: Promise<number | null> } | undefined;
  #daemon: BeginningDaemon | undefined;
  #stopping = false;
  #days = 0;

  constructor(options: DemoOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { folder, people, port, scheduler } = this.#options;
    mkdirSync(folder, { recursive: true });
    claimFolder(folder);
    const wiresFolder = join(folder, "wires");
    const hall = demoHall(readRecordedOffice("warsaw-ochota"), { wiresFolder });
    const config = join(folder, "hall.yaml");
    const publicAddress = `http://127.0.0.1:${port}`;
    writeFileSync(
      config,
      demoConfigYaml(hall, { alwaysOpen: !people, publicAddress, ...(scheduler ? { scheduler } : {}) }),
    );
    do await this.#day(config, wiresFolder);
    while (people && !this.#stopping);
  }

  async #day(config: string, wiresFolder: string): Promise<void> {
    const { folder, people, port, seed, speed } = this.#options;
    const office = readRecordedOffice("warsaw-ochota");
    const recorded = office.days[this.#days % office.days.length];
    this.#days += 1;
    const order: WorldOrder = {
      wiresFolder,
      seed: seed + this.#days - 1,
      recordedDate: people ? (recorded?.date ?? null) : null,
      hallPort: port,
      benchPort: await freePort(port + 1),
    };
    const world = await this.#startWorld(order);
    if (this.#stopping) return;
    const originMs = Date.now();
    const day = people ? nextHallDay(folder, originMs) : null;
    const startAtMs = day ? day.midnightMs + OPENS_MS - BEFORE_OPENING_MS : originMs;
    const clock = { startAtMs, originMs, speed };
    const daemon = beginDaemon({
      config,
      dataDir: join(folder, "journal"),
      port,
      ...(people ? { clock } : {}),
    });
    this.#daemon = daemon;
    const url = await daemon.ready;
    if (this.#days === 1) {
      process.stdout.write(`halld ready ${url}\n`);
      process.stderr.write(`The workbench with the hall's devices: ${world.benchUrl}\n`);
    }
    if (day) this.#tell({ order: "people", people: { midnightMs: day.midnightMs, ...clock } });
    const dayOver = new Promise<"day-over">((over) => {
      world.process.on("message", (message: FromWorld) => {
        if (message.said === "day-over") over("day-over");
      });
    });
    const ended = await Promise.race([dayOver, daemon.gone, world.gone]);
    if (ended !== "day-over" && !this.#stopping) process.exitCode = 1;
    if (ended !== "day-over") this.#stopping = true;
    await this.#end();
  }

  async #startWorld(order: WorldOrder) {
    const child = fork(join(import.meta.dirname, "demo", "world-process.ts"), [JSON.stringify(order)]);
    const gone = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
    this.#world = { process: child, gone };
    const benchUrl = await new Promise<string>((ready, failed) => {
      child.on("message", (message: FromWorld) => {
        if (message.said === "ready") ready(message.benchUrl);
      });
      void gone.then((code) => failed(new Error(`the world ended (${code})`)));
    });
    return { process: child, gone, benchUrl };
  }

  #tell(message: ToWorld): void {
    if (this.#world?.process.connected) this.#world.process.send(message);
  }

  async #end(): Promise<void> {
    await this.#daemon?.stop();
    this.#tell({ order: "stop" });
    await this.#world?.gone;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#end();
    process.exit(0);
  }
}

let demo: Demo | undefined;
try {
  const options = readOptions();
  // Papers and pages name the port before the daemon listens.
  demo = new Demo({ ...options, port: options.port === 0 ? await freePort(0) : options.port });
  const stop = demo.stop.bind(demo);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
  await demo.run();
} catch (error) {
  // Who is asked to stop while it starts has nothing to complain of.
  if (demo?.stopping) await demo.stop();
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(demo ? 1 : 2);
}
