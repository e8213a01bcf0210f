import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = join(import.meta.dirname, "..", "..");

/** A hall's garbage is young and small: a smaller nursery saves 40 MiB and costs nothing that can be measured. */
const SMALL_HEAP = ["--max-semi-space-size=2"];
/**
 * Where the daemon keeps what it has compiled: told by the environment, it need not load the compiler even for its first
 * file, which saves 15 MiB from its second start on.
 */
const COMPILED = { NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "halld") };
/** One arena of glibc for each of the daemon's threads would hold 15 MiB that nobody uses. */
const FEW_ARENAS = { MALLOC_ARENA_MAX: "2" };

export interface DaemonOptions {
  config: string;
  dataDir: string;
  /** 0 takes a free one. */
  port: number;
  /** Hall time, where it is not the clock on the wall: what it was at `originMs`, and how fast it runs. */
  clock?: { startAtMs: number; originMs: number; speed: number };
  /** pino's level, default `warn`. */
  logLevel?: string;
  /** Where its log goes; default this process's standard error. */
  onLog?: (line: string) => void;
}

/** A running halld, as a simulator sees it: an address and a process that can die. */
export interface Daemon {
  url: string;
  process: ChildProcess;
  /** Ends it with SIGTERM. @returns its exit code; null when a signal ended it */
  stop(): Promise<number | null>;
  /** SIGKILL, as when the power goes. */
  kill(): Promise<void>;
  /** Resolves when it is gone, whoever ended it. */
  gone: Promise<number | null>;
}

/** A halld that begins to run: a process that can be ended before citizens can take tickets. */
export interface BeginningDaemon extends Omit<Daemon, "url"> {
  /** The daemon's address, once citizens can take tickets. Rejects with its last words when it ends before. */
  ready: Promise<string>;
}

/** Starts halld and waits until citizens can take tickets. Rejects with its last words when it ends before. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { ready, ...daemon } = beginDaemon(options);
  return { ...daemon, url: await ready };
}

export function beginDaemon(options: DaemonOptions): BeginningDaemon {
  const { config, dataDir, port, clock, logLevel = "warn", onLog } = options;
  const args = ["serve", "--config", config, "--data", dataDir, "--port", String(port)];
  if (clock)
    args.push(
      ...["--speed", String(clock.speed)],
      ...["--start-at", new Date(clock.startAtMs).toISOString()],
      ...["--origin", new Date(clock.originMs).toISOString()],
    );
  const child = spawn(process.execPath, [...SMALL_HEAP, join(root, "src", "main.ts"), ...args], {
    // Through the channel it learns when its supervisor is gone, however that went.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, ...FEW_ARENAS, ...COMPILED, HALLD_LOG: logLevel },
  });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error("the daemon was started without pipes");
  const gone = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  const lastWords: string[] = [];
  createInterface({ input: stderr }).on("line", (line) => {
    lastWords.push(line);
    if (lastWords.length > 20) lastWords.shift();
    if (onLog) onLog(line);
    else process.stderr.write(`${line}\n`);
  });
  const ready = new Promise<string>((ready, failed) => {
    createInterface({ input: stdout }).on("line", (line) => {
      const said = /^halld ready (\S+)$/.exec(line);
      if (said?.[1]) ready(said[1]);
    });
    void gone.then((code) => failed(new Error(`halld ended (${code}): ${lastWords.join("\n")}`)));
  });
  return {
    ready,
    process: child,
    gone,
    stop() {
      child.kill("SIGTERM");
      return gone;
    },
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
