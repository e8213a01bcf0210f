import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";
import { type Daemon, startDaemon } from "../../simulators/demo/daemon.ts";
import { openPty, type Pty } from "../../simulators/wire/pty.ts";
import { type Print, quantile } from "./statistics.ts";

const WINDOWS = 8;
const PRESSES = 320;
/** Longer than the window within which identical frames are one press. */
const BETWEEN_PRESSES_OF_A_PAD_MS = 750;
const FLOOR_ROUNDS = 150;
const BYTE_MS = 10_000 / 9600;
const SILENCE_MS = 5;

/**
 * From a key's last byte into the daemon to its window's first display byte out of it, over real pseudo-terminals and
 * a real disk; beside the floor of the same run: what the serialport package needs to echo a byte over such a
 * terminal, plus one durable commit of 300 bytes on that disk, both alone and at the pace of the keys.
 */
export async function benchKeyToDisplay(print: Print, folder = process.cwd()): Promise<void> {
  const dir = mkdtempSync(join(folder, ".bench-keys-"));
  try {
    const paceMs = BETWEEN_PRESSES_OF_A_PAD_MS / WINDOWS;
    const echo = await echoRoundTripsMs(dir, paceMs);
    const commit = await commitsMs(join(dir, "bare.db"), paceMs);
    const rushed = await commitsMs(join(dir, "rushed.db"), 0);
    const rushedEcho = await echoRoundTripsMs(dir, 5);
    const floor50 = quantile(echo, 0.5) + quantile(commit, 0.5);
    const floor99 = quantile(echo, 0.99) + quantile(commit, 0.99);
    print("keys.floor_echo_p50", quantile(echo, 0.5), "ms");
    print("keys.floor_commit_p50", quantile(commit, 0.5), "ms");
    print(
      "keys.floor_in_a_rush_p50",
      quantile(rushedEcho, 0.5) + quantile(rushed, 0.5),
      "ms (no pauses between)",
    );
    const separate = await keysMs(join(dir, "separate"), false);
    const shared = await keysMs(join(dir, "shared"), true);
    // The echo goes first: silence, ten bytes of echo, silence, then the display's frame begins.
    const arithmeticMs = SILENCE_MS + 10 * BYTE_MS + SILENCE_MS;
    print("keys.floor_p50", floor50, "ms");
    print("keys.floor_p99", floor99, "ms");
    print("keys.separate_p50", quantile(separate, 0.5), "ms");
    print("keys.separate_p99", quantile(separate, 0.99), "ms");
    print("keys.separate_ratio_p50", quantile(separate, 0.5) / floor50, "x (at most 2)");
    print("keys.separate_ratio_p99", quantile(separate, 0.99) / floor99, "x (at most 4)");
    print("keys.shared_arithmetic", arithmeticMs, "ms (silence, echo of 10 bytes, silence)");
    print("keys.shared_p50", quantile(shared, 0.5), "ms");
    print("keys.shared_beyond_arithmetic_p50", quantile(shared, 0.5) - arithmeticMs, "ms (at most 3)");
    print("keys.shared_beyond_arithmetic_p99", quantile(shared, 0.99) - arithmeticMs, "ms");
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** @param pauseMs before each: a commit after a pause finds its disk, caches and processor cold, as a key's does */
async function commitsMs(path: string, pauseMs: number): Promise<number[]> {
  const db = new DatabaseSync(path);
  db.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE e (seq INTEGER PRIMARY KEY, b TEXT)",
  );
  const insert = db.prepare("INSERT INTO e (b) VALUES (?)");
  const row = "x".repeat(300);
  const times: number[] = [];
  for (let i = 0; i < FLOOR_ROUNDS; i += 1) {
    if (pauseMs > 0) await sleep(pauseMs);
    const started = performance.now();
    insert.run(row);
    times.push(performance.now() - started);
  }
  db.close();
  return times;
}

/** A process of its own that sends back each byte through the serialport package. */
async function echoRoundTripsMs(dir: string, pauseMs: number): Promise<number[]> {
  const times: number[] = [];
  let came: () => void = () => {};
  const path = join(dir, "echo");
  const pty = openPty(path, () => came());
  const child = spawn(process.execPath, [join(import.meta.dirname, "echo-port.ts"), path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((ready) => child.stdout.once("data", ready));
  for (let i = 0; i < FLOOR_ROUNDS; i += 1) {
    const arrived = new Promise<void>((resolve) => {
      came = resolve;
    });
    const started = performance.now();
    pty.write(Uint8Array.of(0x55));
    await arrived;
    times.push(performance.now() - started);
    await sleep(pauseMs);
  }
  await end(child);
  pty.close();
  return times;
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await gone;
}

/** Window `n` (from 1): its pad at address n; its display at n + 16, on the pad's wire or on one of its own. */
async function keysMs(dir: string, shared: boolean): Promise<number[]> {
  mkdirSync(dir, { recursive: true });
  const windows = Array.from({ length: WINDOWS }, (_, i) => new WindowUnderTest(dir, i + 1, shared));
  const config = join(dir, "hall.yaml");
  writeFileSync(config, stringify(configOf(dir, shared)));
  const daemon = await startDaemon({ config, dataDir: join(dir, "data"), port: 0 });
  try {
    await issueTickets(daemon, PRESSES + WINDOWS);
    await sleep(500);
    const times: number[] = [];
    for (let press = 0; press < PRESSES; press += 1) {
      const window = windows[press % WINDOWS];
      const took = await window?.press();
      // The first presses of each window warm the daemon up.
      if (took !== undefined && press >= 2 * WINDOWS) times.push(took);
      await sleep(BETWEEN_PRESSES_OF_A_PAD_MS / WINDOWS);
    }
    return times;
  } finally {
    await daemon.stop();
    for (const window of windows) window.close();
  }
}

async function issueTickets(daemon: Daemon, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1)
    await fetch(`${daemon.url}/api/v1/tickets`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ service: "all" }),
    });
}

function configOf(dir: string, shared: boolean) {
  const numbers = Array.from({ length: WINDOWS }, (_, i) => i + 1);
  const wires = numbers.flatMap((n) => [
    { id: `pad-${n}`, serial: join(dir, `pad-${n}`) },
    ...(shared ? [] : [{ id: `display-${n}`, serial: join(dir, `display-${n}`) }]),
  ]);
  return {
    hall: { id: "bench", name: { "zh-CN": "测" }, timeZone: "Asia/Shanghai", access: "open" },
    calendar: { alwaysOpen: true },
    queues: [{ id: "all", name: { "zh-CN": "全" }, prefix: "1", width: 4 }],
    services: [{ id: "all", name: { "zh-CN": "全" }, queue: "all" }],
    windows: numbers.map((n) => ({
      id: String(n),
      home: ["all"],
      callPad: { wire: `pad-${n}`, driver: "ff68-keypad", address: n },
      display: { wire: shared ? `pad-${n}` : `display-${n}`, driver: "ff68-display", address: n + 16 },
    })),
    wires,
  };
}

/** A pad and a display as bare terminals: nothing paced, so that only the daemon's own time is measured. */
class WindowUnderTest {
  readonly #number: number;
  readonly #ptys: Pty[];
  #heard = Buffer.alloc(0);
  #shown = "";
  #onNewNumber: (atMs: number) => void = () => {};

  constructor(dir: string, number: number, shared: boolean) {
    this.#number = number;
    const display = (bytes: Buffer) => this.#hear(bytes);
    const pad = openPty(join(dir, `pad-${number}`), shared ? display : () => {});
    this.#ptys = shared ? [pad] : [pad, openPty(join(dir, `display-${number}`), display)];
  }

  /** Presses "call" and waits for the display to be told another number; ms between. */
  async press(): Promise<number | undefined> {
    const shown = new Promise<number>((resolve) => {
      this.#onNewNumber = resolve;
    });
    const sum = (this.#number + 0x01 + 0x0c) & 0xff;
    const started = performance.now();
    this.#ptys[0]?.write(Uint8Array.of(0xff, 0x68, 3, 3, 0x68, this.#number, 0x01, 0x0c, sum, 0x16));
    const at = await Promise.race([shown, sleep(2000).then(() => undefined)]);
    return at === undefined ? undefined : at - started;
  }

  /** The first byte of a frame with another number; a frame may come in pieces. */
  #hear(bytes: Buffer): void {
    const at = performance.now();
    this.#heard = Buffer.concat([this.#heard, bytes]).subarray(-64);
    const start = this.#heard.lastIndexOf(Buffer.of(0xff, 0x68, 8, 8, 0x68, this.#number + 16, 0x02));
    const frame = start < 0 ? "" : this.#heard.subarray(start, start + 15).toString("hex");
    if (frame.length < 30 || frame === this.#shown) return;
    this.#shown = frame;
    this.#onNewNumber(at);
  }

  close(): void {
    for (const pty of this.#ptys) pty.close();
  }
}

if (import.meta.main)
  await benchKeyToDisplay((name, value, unit) => console.log(name, value.toFixed(2), unit));
