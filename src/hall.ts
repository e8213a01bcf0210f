import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import { realClock } from "../devices/clock.ts";
import type { DeviceStatus } from "../devices/device.ts";
import { openDevices } from "../devices/open.ts";
import { devicePlanOf } from "./config/device-plan.ts";
import { rulesOf } from "./config/rules.ts";
import type { HallConfig } from "./config/schema.ts";
import type { Intent } from "./core/intents.ts";
import { REFUSALS } from "./core/refusals.ts";
import { plainWaitRange, type WaitEstimator } from "./core/waits.ts";
import { tellAddress } from "./hall/address-file.ts";
import { type Image, imageOf, type Told, tell } from "./hall/afterimage.ts";
import { outboxOf, printLane, tellTornPapers } from "./hall/jobs.ts";
import { beginDay } from "./hall/new-day.ts";
import { readingOf } from "./hall/readings.ts";
import { RunningConfig } from "./hall/running-config.ts";
import { hallSecret } from "./hall/secret.ts";
import { windowTexts } from "./hall/window-texts.ts";
import { buildApp } from "./http/app.ts";
import type { HallPort, LoopPort } from "./http/hall-port.ts";
import { Live } from "./http/live.ts";
import { HallMetrics } from "./http/metrics.ts";
import { PinGuard } from "./http/pin-guard.ts";
import { sessionFile, staffSessionFile } from "./http/session-file.ts";
import { Sessions } from "./http/sessions.ts";
import { StaffSessions } from "./http/staff-sessions.ts";
import type { App } from "./http/typed.ts";
import { type Journal, openJournal } from "./journal/journal.ts";
import { Reports } from "./reports/reports.ts";
import type { HallClock } from "./runtime/clock.ts";
import { DeviceSide, type TextsFor } from "./runtime/device-side.ts";
import { HallLoop } from "./runtime/loop.ts";
import type { Outbox } from "./runtime/outbox.ts";
import { Recovery } from "./runtime/recovery.ts";
import { RememberedAnswers } from "./runtime/remembered.ts";
import { restore } from "./runtime/restore.ts";
import { Router } from "./runtime/router.ts";
import { SEED } from "./runtime/scheduling/facts.ts";
import { Scheduling } from "./runtime/scheduling/scheduling.ts";
import { Timekeeper } from "./runtime/timekeeper.ts";
import { UnusedDispensers } from "./runtime/unused-dispensers.ts";
import { CallSpeech } from "./voice/call-speech.ts";
import { Clips, clipsFolder } from "./voice/clips.ts";
import { Espeak } from "./voice/espeak.ts";

export interface HallOptions {
  config: HallConfig;
  configHash: string;
  dataDir: string;
  /** Where the built pages are. */
  pagesDir: string;
  clock: HallClock;
  host: string;
  port: number;
  version: string;
  log: Logger;
}

export interface RunningHall {
  /** `http://HOST:PORT`, with the port that was really taken. */
  url: string;
  close(): Promise<void>;
}

/** How long a hall that ends waits for the papers that are coming out: a drawn one at 9600 baud takes longer. */
const IN_HAND_WITHIN_MS = 3_000;

/** Unguessable: ids of tickets and appointments, tokens of who signed in. */
const newSecretId = (): string => randomBytes(12).toString("base64url");

/**
 * Brings a hall to the state of its journal and opens it.
 * @throws JournalFault, or an Error when the config cannot be adopted or the address is taken
 */
export async function startHall(options: HallOptions): Promise<RunningHall> {
  const { dataDir, log } = options;
  const journal = await openJournal({
    dir: dataDir,
    onNote: (note) => log.warn(note, "a snapshot was passed over"),
  });
  let hall: Hall | undefined;
  try {
    hall = new Hall(options, journal);
    const url = await hall.open();
    return { url, close: () => hall?.close() ?? Promise.resolve() };
  } catch (error) {
    await (hall ?? journal).close();
    throw error;
  }
}

/** The one place that knows all parts; each part knows only the few functions that it is given here. */
class Hall {
  readonly #options: HallOptions;
  readonly #journal: Journal;
  readonly #secret: Buffer;
  readonly #config: RunningConfig;
  readonly #answers: RememberedAnswers;
  readonly #recovery: Recovery;
  readonly #loop: HallLoop<Image>;
  readonly #metrics: HallMetrics;
  readonly #pins = new PinGuard();
  readonly #devices: DeviceSide;
  readonly #port: HallPort;
  readonly #live: Live;
  readonly #outbox: Outbox;
  readonly #timekeeper: Timekeeper;
  readonly #reports: Reports;
  readonly #scheduling: Scheduling;
  readonly #told: Told;
  /** What was opened last of these is closed first. */
  readonly #closers: (() => unknown)[] = [];

  constructor(options: HallOptions, journal: Journal) {
    const { dataDir, clock, log } = options;
    this.#options = options;
    this.#journal = journal;
    this.#secret = hallSecret(dataDir);
    this.#config = new RunningConfig(options.config, options.host);
    this.#answers = new RememberedAnswers(journal.remembered());
    this.#recovery = new Recovery({ journal, log });
    this.#loop = this.#newLoop();
    this.#metrics = this.#newMetrics();
    this.#devices = this.#openDevices();
    const timed = this.#metrics.timed(this.#loop);
    this.#port = this.#newPort(timed);
    this.#live = new Live(this.#port);
    const inHall = {
      clock,
      state: () => this.#loop.state,
      now: () => this.#loop.now(),
      submit: (intent: Intent) => timed.submit(intent),
    };
    this.#outbox = outboxOf(
      { ...inHall, onBug: (error) => log.error({ err: error }, "a job broke off") },
      this.#devices,
    );
    this.#timekeeper = new Timekeeper({
      ...inHall,
      onBug: (error) => log.error({ err: error }, "what is due cannot be told"),
    });
    this.#reports = new Reports(dataDir);
    this.#scheduling = new Scheduling({
      ...inHall,
      seed: SEED,
      learned: (timeZone, day) => this.#reports.learned(timeZone, day),
      log,
    });
    this.#told = {
      devices: this.#devices,
      live: this.#live,
      outbox: this.#outbox,
      scheduling: this.#scheduling,
      unused: new UnusedDispensers((dispenser, isUnused) => this.#devices.unused(dispenser, isUnused)),
      timekeeper: this.#timekeeper,
    };
  }

  /** @returns `http://HOST:PORT` once citizens can take tickets */
  async open(): Promise<string> {
    const { dataDir, host, port, log } = this.#options;
    tellTornPapers(this.#loop.state, this.#devices);
    // What waited overnight is ended under the rules of its day, and stands in no new config's way.
    await this.#timekeeper.run();
    await this.#adoptConfig();
    await this.#timekeeper.run();
    this.#devices.showAll(this.#loop.state);
    this.#devices.connect(this.#newRouter());
    await this.#outbox.takeUp();
    this.#scheduling.start();
    const app = await this.#newApp();
    const url = await app.listen({ host, port });
    this.#closers.push(await tellAddress(dataDir, url));
    log.info({ url, seq: this.#loop.state.seq }, "the hall is open");
    return url;
  }

  /** Hears nobody any more, lets what is in hand end, and makes it durable. */
  async close(): Promise<void> {
    for (const closer of this.#closers.splice(0).reverse()) await closer();
    await this.#reports.close();
    await this.#scheduling.stop();
    this.#timekeeper.stop();
    await this.#outbox.close(IN_HAND_WITHIN_MS);
    await this.#devices.close();
    await this.#outbox.ended();
    this.#recovery.stop();
    await this.#journal.close();
  }

  #newLoop(): HallLoop<Image> {
    return new HallLoop<Image>({
      journal: this.#journal,
      clock: this.#options.clock,
      answers: this.#answers,
      state: restore(this.#journal),
      afterimage: {
        make: (state, events, at) =>
          imageOf(state, events, at, { scheduling: this.#scheduling, estimate: this.#estimate }),
        release: (image) => this.#release(image),
      },
      advise: (intent) => this.#scheduling.advise(intent),
      onFault: (fault) => this.#recovery.begin(fault, () => this.#goOn()),
    });
  }

  #release(image: Image): void {
    const { config, log } = this.#options;
    tell(image, this.#loop.state, this.#told);
    if (image.firstOfDay) void beginDay(this.#journal, image.firstOfDay, config.privacy.personalDays, log);
  }

  /** The journal works again: the hall is as it has it, and everybody is told anew. */
  async #goOn(): Promise<void> {
    await this.#loop.quiet();
    this.#answers.renew(this.#journal.remembered());
    this.#loop.resume(restore(this.#journal));
    this.#devices.showAll(this.#loop.state);
    this.#live.publish([{ kind: "refresh", seq: this.#loop.state.seq }]);
    await this.#outbox.takeUp();
    await this.#timekeeper.run();
    this.#scheduling.start();
  }

  /** The scheduler's word where it has one. */
  readonly #estimate: WaitEstimator = (state, queue, ahead) =>
    this.#scheduling.waitRange(state, queue, ahead) ?? plainWaitRange(state, queue, ahead);

  #newMetrics(): HallMetrics {
    return new HallMetrics({
      state: () => this.#loop.state,
      liveClients: () => this.#live.clientCount,
      devices: () => this.#devices.statuses(),
    });
  }

  #openDevices(): DeviceSide {
    const { config, log } = this.#options;
    const plan = devicePlanOf(config);
    const { links, devices } = plan;
    const onStatus = (status: DeviceStatus) => {
      this.#live.deviceChanged(status);
      const dispenser = this.#devices.dispenserOf(status.id);
      if (dispenser) this.#outbox.wake(printLane(dispenser));
    };
    const textsFor: TextsFor = (window, shown) => {
      const { rules } = this.#loop.state;
      return rules ? windowTexts(rules, window, shown) : { texts: [], places: [] };
    };
    return new DeviceSide(plan, openDevices({ links, devices, clock: realClock, log, onStatus }), textsFor);
  }

  #newPort(loop: LoopPort): HallPort {
    return {
      loop,
      answers: this.#answers,
      estimate: this.#estimate,
      secret: this.#secret,
      pinOf: (clerk) => this.#config.pinOf(clerk),
      staffPinOf: (person) => this.#config.staffPinOf(person),
      pins: this.#pins,
      anchor: () => ({ seq: this.#journal.lastSeq, hash: this.#journal.lastHash }),
      adoptConfig: (text, adopting) => this.#config.adopt(loop, text, adopting),
      devices: () => this.#devices.statuses(),
      newSecretId,
      printerReady: (dispenser) => this.#devices.paperReady(dispenser),
    };
  }

  #newRouter(): Router {
    return new Router({
      state: () => this.#loop.state,
      submit: (intent) => this.#port.loop.submit(intent),
      newTicketId: newSecretId,
      printerReady: (dispenser) => this.#devices.paperReady(dispenser),
      readingOf: (text) => readingOf(this.#secret, this.#loop.state, text),
      nowMs: () => realClock.nowMs(),
      pinFits: async (clerk, pin, window) => {
        const stored = clerk === undefined ? undefined : this.#config.pinOf(clerk);
        return this.#pins.fits(stored, pin, [`window ${window}`], this.#loop.now());
      },
    });
  }

  async #newApp(): Promise<App> {
    const { dataDir, pagesDir, version, log } = this.#options;
    const sessions = new Sessions({
      secret: this.#secret,
      store: sessionFile(join(dataDir, "keys", "sessions.json")),
      clerkAt: (window) => this.#loop.state.windows.get(window)?.clerk ?? null,
    });
    const app = await buildApp({
      hall: this.#port,
      live: this.#live,
      metrics: this.#metrics,
      reports: this.#reports,
      sessions,
      staffSessions: new StaffSessions(staffSessionFile(join(dataDir, "keys", "staff-sessions.json"))),
      voice: { clips: new Clips(clipsFolder(dataDir)), speech: new CallSpeech(new Espeak()) },
      version,
      log,
      ...(existsSync(pagesDir) ? { pagesDir } : {}),
    });
    this.#closers.push(() => app.close());
    return app;
  }

  async #adoptConfig(): Promise<void> {
    const { config, configHash } = this.#options;
    const rules = rulesOf(config);
    const adopt = { type: "adopt-config", rules, hash: configHash, by: "start" } as const;
    const outcome = await this.#port.loop.submit(adopt);
    if (outcome.kind === "done") return;
    const { code, facts } = outcome.refusal;
    throw new Error(`the config cannot be adopted: ${REFUSALS[code].meaning} ${JSON.stringify(facts ?? {})}`);
  }
}
