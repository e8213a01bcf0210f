import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RecordedOffice, readRecordedOffice } from "../days/recorded.ts";
import { type Daemon, type DaemonOptions, startDaemon } from "../demo/daemon.ts";
import { demoConfigYaml } from "../demo-hall/config.ts";
import { type DemoHall, demoHall } from "../demo-hall/hall.ts";
import { demoWorldPlan } from "../demo-hall/world-plan.ts";
import { type JournalLine, parseJournal } from "../people/journal-lines.ts";
import { startWorld, type World } from "../world/world.ts";

const main = join(import.meta.dirname, "..", "..", "src", "main.ts");

export interface HallUnderTestOptions {
  seed: number;
  alwaysOpen: boolean;
  /** Whether signs follow the queues; by default they stay as they are. */
  scheduler?: "automatic";
  /** The recorded office's first windows only; default all. */
  windows?: number;
  /** Hall time, where it is not the clock on the wall. */
  clock?: DaemonOptions["clock"];
}

/** The demo hall in a folder of its own, with simulated devices on real wires, to be run, hurt and checked. */
export class HallUnderTest {
  readonly folder: string;
  readonly hall: DemoHall;
  readonly office: RecordedOffice;
  readonly world: World;
  readonly #clock: DaemonOptions["clock"];
  /** Warnings and errors of the daemon's log. */
  readonly log: string[] = [];
  #daemon: Daemon | undefined;
  #isKept = false;

  static async start(options: HallUnderTestOptions): Promise<HallUnderTest> {
    const folder = mkdtempSync(join(tmpdir(), "halld-soak-"));
    const office = readRecordedOffice("warsaw-ochota");
    const wiresFolder = join(folder, "wires");
    mkdirSync(wiresFolder);
    const { windows, alwaysOpen, scheduler, seed, clock } = options;
    const hall = demoHall(office, { wiresFolder, ...(windows === undefined ? {} : { windows }) });
    writeFileSync(
      join(folder, "hall.yaml"),
      demoConfigYaml(hall, { alwaysOpen, ...(scheduler ? { scheduler } : {}) }),
    );
    const world = await startWorld(demoWorldPlan(hall, seed));
    const under = new HallUnderTest(folder, hall, office, world, clock);
    await under.startDaemon();
    return under;
  }

  constructor(
    folder: string,
    hall: DemoHall,
    office: RecordedOffice,
    world: World,
    clock: DaemonOptions["clock"],
  ) {
    this.folder = folder;
    this.hall = hall;
    this.office = office;
    this.world = world;
    this.#clock = clock;
  }

  get daemon(): Daemon {
    if (!this.#daemon) throw new Error("no daemon runs");
    return this.#daemon;
  }

  get dataDir(): string {
    return join(this.folder, "data");
  }

  async startDaemon(): Promise<void> {
    this.#daemon = await startDaemon({
      config: join(this.folder, "hall.yaml"),
      dataDir: this.dataDir,
      port: 0,
      ...(this.#clock ? { clock: this.#clock } : {}),
      onLog: (line) => this.log.push(line),
    });
  }

  /** The daemon's memory, in MiB; null where the system does not tell. */
  memoryMiB(): number | null {
    const { stdout } = spawnSync("ps", ["-o", "rss=", "-p", String(this.daemon.process.pid)], {
      encoding: "utf8",
    });
    return stdout ? Number(stdout.trim()) / 1024 : null;
  }

  /** What the daemon logged of its own mistakes and of what it could not do; faults of the world are warnings. */
  errors(): string[] {
    return this.log.filter((line) => /"level":[56]0/.test(line) || !line.startsWith("{"));
  }

  /** `halld verify`: its exit code and what it said. */
  verify(): { status: number | null; said: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, "verify", "--data", this.dataDir], {
      encoding: "utf8",
    });
    return { status, said: `${stdout}${stderr}`.trim() };
  }

  /** What `halld export` says. */
  journal(): JournalLine[] {
    const { stdout, status, stderr } = spawnSync(process.execPath, [main, "export", "--data", this.dataDir], {
      encoding: "utf8",
      maxBuffer: 1 << 30,
    });
    if (status !== 0) throw new Error(`halld export failed: ${stderr}`);
    return parseJournal(stdout);
  }

  async get<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.daemon.url}${path}`, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`);
    return (await answer.json()) as T;
  }

  /** A POST that may be refused, or cut off by the daemon's death. */
  async post(path: string, body: object, headers: Record<string, string> = {}): Promise<PostResult> {
    try {
      const answer = await fetch(`${this.daemon.url}/api/v1${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    } catch {
      return { status: 0, body: {} };
    }
  }

  /**
   * Where something was found, the hall's folder stays, with what the daemon logged and the printers put out.
   * @param seen what people saw and did
   * @returns what the summary says of it
   */
  keepWhatExplains(findings: readonly string[], seen?: object): { "left in"?: string } {
    if (findings.length === 0) return {};
    this.#isKept = true;
    writeFileSync(join(this.folder, "log.ndjson"), this.log.join("\n"));
    const papers = this.hall.dispensers.map(({ printer }) => [
      printer.id,
      this.world.printer(printer.id).papers,
    ]);
    writeFileSync(join(this.folder, "papers.json"), JSON.stringify(papers, null, 1));
    if (seen) writeFileSync(join(this.folder, "seen.json"), JSON.stringify(seen, null, 1));
    return { "left in": this.folder };
  }

  async close(): Promise<void> {
    await this.#daemon?.stop();
    await this.world.close();
    if (!this.#isKept) rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Status 0: there was no answer. */
export interface PostResult {
  status: number;
  body: Record<string, unknown>;
}
