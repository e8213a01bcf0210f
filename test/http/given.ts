import { randomBytes, randomUUID, scryptSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Logger, pino } from "pino";
import type { DeviceStatus } from "../../devices/device.ts";
import { parseConfig } from "../../src/config/load.ts";
import type { HallConfig } from "../../src/config/schema.ts";
import type { HallEvent } from "../../src/core/events.ts";
import type { Instant } from "../../src/core/ids.ts";
import type { HallRules } from "../../src/core/rules.ts";
import { emptyHall } from "../../src/core/state.ts";
import { plainWaitRange } from "../../src/core/waits.ts";
import { RunningConfig } from "../../src/hall/running-config.ts";
import { buildApp } from "../../src/http/app.ts";
import type { HallPort } from "../../src/http/hall-port.ts";
import { Live, type LiveOptions } from "../../src/http/live.ts";
import { HallMetrics } from "../../src/http/metrics.ts";
import { PinGuard } from "../../src/http/pin-guard.ts";
import { type LiveMessage, liveMessages } from "../../src/http/projections.ts";
import type { ReportsPort } from "../../src/http/routes/reports.ts";
import { type SessionStore, Sessions } from "../../src/http/sessions.ts";
import { type StaffSessionStore, StaffSessions } from "../../src/http/staff-sessions.ts";
import type { VoicePort } from "../../src/http/voice-views.ts";
import { JournalFault } from "../../src/journal/fault.ts";
import type { Journal } from "../../src/journal/journal.ts";
import { type Afterimage, HallLoop } from "../../src/runtime/loop.ts";
import { RememberedAnswers } from "../../src/runtime/remembered.ts";
import { CallSpeech } from "../../src/voice/call-speech.ts";
import { Clips } from "../../src/voice/clips.ts";
import { Espeak } from "../../src/voice/espeak.ts";
import { NINE, rules } from "../core/given.ts";

/** A journal that keeps nothing: each append is durable at once, or when the test lets it be, or never. */
export class MemoryJournal {
  appended = 0;
  #held: { resolve: () => void; reject: (fault: unknown) => void }[] | null = null;
  #fault: JournalFault | null = null;

  append(_entry: unknown): Promise<void> {
    this.appended += 1;
    if (this.#fault) return Promise.reject(this.#fault);
    if (!this.#held) return Promise.resolve();
    const held = this.#held;
    return new Promise((resolve, reject) => held.push({ resolve, reject }));
  }

  /** The disk is slow: nothing becomes durable until `release`. */
  hold(): void {
    this.#held = [];
  }

  /** Resolves when so many entries are held. */
  async holding(count: number): Promise<void> {
    while ((this.#held?.length ?? count) < count) await new Promise(setImmediate);
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const { resolve } of held) resolve();
  }

  /** The disk is full: what is held and what comes now will never be durable. */
  fail(): void {
    this.#fault = new JournalFault("disk-full", "committing");
    for (const { reject } of this.#held ?? []) reject(this.#fault);
    this.#held = null;
  }
}

export const DEVICE: DeviceStatus = {
  id: "display-1",
  role: "window-display",
  driver: "ff68-display",
  link: "wire-1",
  address: 1,
  state: "idle",
  reason: null,
  detail: null,
  sinceMs: NINE,
  lastSeenMs: null,
  conditions: [],
  counters: { framesIn: 1, framesOut: 2, discardedBytes: 0, retries: 0, timeouts: 0, reconnects: 0 },
};

/** Of every clerk in a test. */
export const PIN = "2580";
const salt = randomBytes(16);
const cost = { N: 16, r: 1, p: 1 };
const PIN_HASH = `scrypt:16:1:1:${salt.toString("base64")}:${scryptSync(PIN, salt, 32, cost).toString("base64")}`;

/** Of a hall that has just been set up. */
const NO_DAYS: ReportsPort = {
  days: async () => [],
  day: async () => null,
  usual: async (_timeZone, day) => ({ day, days: [], quarters: [] }),
};

/** The config of the smallest example hall. */
export const TOWNSHIP = readFileSync(join(import.meta.dirname, "../../config/township.yaml"), "utf8");

function configIn(text: string): HallConfig {
  const loaded = parseConfig(text);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  return loaded.config;
}

export interface GivenOptions {
  sessionStore?: SessionStore;
  staffSessionStore?: StaffSessionStore;
  change?: (rules: HallRules) => void;
  live?: LiveOptions;
  pagesDir?: string;
  requestsPerSecond?: number;
  printerReady?: boolean;
  reports?: ReportsPort;
  /** Instead of silence. */
  log?: Logger;
  /** Instead of one in memory. */
  journal?: Journal;
  /** Without it nothing is recorded and nothing speaks. */
  voice?: VoicePort;
}

const silentVoice: VoicePort = {
  clips: new Clips("/nonexistent"),
  speech: new CallSpeech(new Espeak("/nonexistent")),
};

/** A hall at nine o'clock with its day and its windows open, behind its HTTP. */
export async function givenHall(options: GivenOptions = {}) {
  const journal = new MemoryJournal();
  const clock = { at: NINE, now: () => clock.at, realMs: (ms: number) => ms };
  const answers = new RememberedAnswers();
  const devices = [structuredClone(DEVICE)];
  const afterimage: Afterimage<LiveMessage[]> = {
    make: (state, events: readonly HallEvent[], at: Instant) =>
      liveMessages(state, events, state.seq - events.length + 1, at, plainWaitRange),
    release: (messages) => live.publish(messages),
  };
  const bare = new HallLoop<LiveMessage[]>({
    journal: options.journal ?? journal,
    clock,
    state: emptyHall(),
    answers,
    afterimage,
    onFault: () => {},
  });
  const metrics = new HallMetrics({
    state: () => bare.state,
    liveClients: () => live.clientCount,
    devices: () => devices,
  });
  const loop = metrics.timed(bare);
  const running = new RunningConfig(configIn(TOWNSHIP), "127.0.0.1");
  const hall: HallPort = {
    loop,
    answers,
    estimate: plainWaitRange,
    secret: randomBytes(32),
    pinOf: (clerk) => (bare.state.rules?.clerks.some(({ id }) => id === clerk) ? PIN_HASH : undefined),
    staffPinOf: (person) => (bare.state.rules?.staff?.some(({ id }) => id === person) ? PIN_HASH : undefined),
    pins: new PinGuard(),
    anchor: () => ({ seq: bare.state.seq, hash: "ab".repeat(32) }),
    adoptConfig: (text, { by, dryRun }) => running.adopt(loop, text, { by, dryRun }),
    devices: () => devices,
    newSecretId: () => randomUUID(),
    printerReady: () => options.printerReady ?? true,
  };
  const live = new Live(hall, options.live);
  const sessions = new Sessions({
    secret: hall.secret,
    store: options.sessionStore ?? { load: () => [], save: async () => {} },
    clerkAt: (window) => bare.state.windows.get(window)?.clerk ?? null,
  });
  /** The token of a clerk who signed in at a window. */
  const signIn = async (clerk: string, window: string): Promise<string> => {
    const outcome = await loop.submit({ type: "sign-in", window, clerk, handOver: true });
    if (outcome.kind === "refused") throw new Error(outcome.refusal.code);
    return sessions.open(
      { clerk, window, seq: bare.state.seq, day: bare.state.day ?? "" },
      outcome.events.length > 0,
    );
  };
  await loop.submit({ type: "adopt-config", rules: rules(options.change), hash: "h", by: "test" });
  await loop.submit({ type: "open-day", day: "2026-03-02" });
  const app = await buildApp({
    hall,
    live,
    metrics,
    reports: options.reports ?? NO_DAYS,
    sessions,
    staffSessions: new StaffSessions(options.staffSessionStore ?? { load: () => [], save: async () => {} }),
    voice: options.voice ?? silentVoice,
    version: "0.0.0",
    log: options.log ?? pino({ level: "silent" }),
    ...(options.pagesDir === undefined ? {} : { pagesDir: options.pagesDir }),
    ...(options.requestsPerSecond === undefined ? {} : { requestsPerSecond: options.requestsPerSecond }),
  });
  return { app, hall, loop: bare, live, sessions, signIn, journal, clock, answers, devices };
}

export type GivenHall = Awaited<ReturnType<typeof givenHall>>;
