import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import { realClock } from "../devices/clock.ts";
import type { DeviceStatus } from "../devices/device.ts";
import { openDevices } from "../devices/open.ts";
import { tellAddress } from "./address-file.ts";
import { devicePlanOf } from "./config/device-plan.ts";
import { rulesOf } from "./config/rules.ts";
import type { HallConfig } from "./config/schema.ts";
import { type Effect, effectsOf } from "./core/effects.ts";
import { REFUSALS } from "./core/refusals.ts";
import { freeze, STATE_VERSION } from "./core/snapshot.ts";
import type { HallState, Job } from "./core/state.ts";
import { plainWaitRange, type WaitEstimator } from "./core/waits.ts";
import { buildApp } from "./http/app.ts";
import type { HallPort } from "./http/hall-port.ts";
import { Live } from "./http/live.ts";
import { HallMetrics } from "./http/metrics.ts";
import { PinGuard } from "./http/pin-guard.ts";
import { type LiveMessage, liveMessages } from "./http/projections.ts";
import { sessionFile, staffSessionFile } from "./http/session-file.ts";
import { Sessions } from "./http/sessions.ts";
import { StaffSessions } from "./http/staff-sessions.ts";
import { type Journal, openJournal } from "./journal/journal.ts";
import { readingOf } from "./readings.ts";
import { Reports } from "./reports/reports.ts";
import { RunningConfig } from "./running-config.ts";
import type { HallClock } from "./runtime/clock.ts";
import { DeviceSide, type TextsFor } from "./runtime/device-side.ts";
import { HallLoop } from "./runtime/loop.ts";
import { type JobResult, Outbox } from "./runtime/outbox.ts";
import { Recovery } from "./runtime/recovery.ts";
import { RememberedAnswers } from "./runtime/remembered.ts";
import { restore } from "./runtime/restore.ts";
import { Router } from "./runtime/router.ts";
import { type Observed, Scheduling } from "./runtime/scheduling/scheduling.ts";
import { Timekeeper } from "./runtime/timekeeper.ts";
import { type Issued, issuedBy, UnusedDispensers } from "./runtime/unused-dispensers.ts";
import { SEED } from "./schedule-stdio.ts";
import { hallSecret } from "./secret.ts";
import { CallSpeech } from "./voice/call-speech.ts";
import { Clips, clipsFolder } from "./voice/clips.ts";
import { Espeak } from "./voice/espeak.ts";
import { windowTexts } from "./window-texts.ts";

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

/** What the world is told of one intent's events when they are durable. */
interface Image {
  effects: Effect[];
  messages: LiveMessage[];
  observed: Observed;
  issued: Issued | undefined;
  /** A new day's first state, to be kept as a snapshot. */
  snapshot: { seq: number; state: string } | null;
}

/**
 * Builds a hall from its parts, brings it to the state of its journal and opens it. The one place that knows all
 * parts; each part knows only the few functions that it is given here.
 * @throws JournalFault, or an Error when the address is taken
 */
export async function startHall(options: HallOptions): Promise<RunningHall> {
  const { config, clock, log } = options;
  const journal = await openJournal({
    dir: options.dataDir,
    onNote: (note) => log.warn(note, "a snapshot was passed over"),
  });
  const closers: (() => unknown)[] = [() => journal.close()];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const answers = new RememberedAnswers(journal.remembered());
    const recovery = new Recovery({ journal, log });
    const loop: HallLoop<Image> = new HallLoop({
      journal,
      clock,
      answers,
      state: restore(journal),
      afterimage: { make: imageOf, release },
      advise: (intent) => scheduling.advise(intent),
      onFault: (fault) => recovery.begin(fault, () => afterRecovery()),
    });
    closers.push(() => recovery.stop());

    const estimate: WaitEstimator = (state, queue, ahead) =>
      scheduling.waitRange(state, queue, ahead) ?? plainWaitRange(state, queue, ahead);
    const metrics: HallMetrics = new HallMetrics({
      get state() {
        return loop.state;
      },
      get liveClients() {
        return live.clientCount;
      },
      devices: () => devices.statuses(),
    });
    const timed = metrics.timed(loop);
    const newTicketId = () => randomBytes(12).toString("base64url");

    const onStatus = (status: DeviceStatus) => {
      live.deviceChanged(status);
      const dispenser = devices.dispenserOf(status.id);
      if (dispenser) outbox.wake(printLane(dispenser));
    };
    const devices: DeviceSide = openDeviceSide(config, log, onStatus, (window, shown) =>
      loop.state.rules ? windowTexts(loop.state.rules, window, shown) : [],
    );
    const secret = hallSecret(options.dataDir);
    const runningConfig = new RunningConfig(config, options.host);
    const pins = new PinGuard();
    const hall: HallPort = {
      loop: timed,
      answers,
      estimate,
      secret,
      pinOf: (clerk) => runningConfig.pinOf(clerk),
      staffPinOf: (person) => runningConfig.staffPinOf(person),
      pins,
      anchor: () => ({ seq: journal.lastSeq, hash: journal.lastHash }),
      adoptConfig: (text, adopting) => runningConfig.adopt(timed, text, adopting),
      devices: () => devices.statuses(),
      newTicketId,
      printerReady: (dispenser) => devices.paperReady(dispenser),
    };
    const live: Live = new Live(hall);
    const outbox = new Outbox({
      state: () => loop.state,
      submit: (intent) => timed.submit(intent),
      laneOf: (job) => (job.kind === "print" ? printLane(job.dispenser) : "voice"),
      ready: (lane) => lane === "voice" || devices.printerReady(lane.slice(printLane("").length)),
      stuck: (lane) => devices.printerStuck(lane.slice(printLane("").length), realClock.nowMs()),
      after: (delayMs, run) => realClock.after(delayMs, run),
      perform: (job) => performJob(job, loop.state, devices),
      onBug: (error) => log.error({ err: error }, "a job broke off"),
    });
    const timekeeper = new Timekeeper({
      clock,
      state: () => loop.state,
      now: () => loop.now(),
      submit: (intent) => timed.submit(intent),
      onBug: (error) => log.error({ err: error }, "what is due cannot be told"),
    });
    const reports = new Reports(options.dataDir);
    const scheduling = new Scheduling({
      clock,
      state: () => loop.state,
      now: () => loop.now(),
      submit: (intent) => timed.submit(intent),
      seed: SEED,
      learned: (timeZone, day) => reports.learned(timeZone, day),
      log,
    });
    closers.push(
      () => outbox.ended(),
      () => devices.close(),
      () => outbox.close(IN_HAND_WITHIN_MS),
      () => timekeeper.stop(),
      () => scheduling.stop(),
      () => reports.close(),
    );

    const unused = new UnusedDispensers((dispenser, isUnused) => devices.unused(dispenser, isUnused));

    function release({ effects, messages, observed, issued, snapshot }: Image): void {
      // Lights first: to begin a job is a commit of its own, and it would be waited for.
      for (const effect of effects) if (effect.kind !== "job") devices.apply(effect);
      live.publish(messages);
      for (const effect of effects) if (effect.kind === "job") outbox.consider(effect.job);
      scheduling.observe(observed);
      if (issued && loop.state.rules) unused.issued(issued, loop.state.rules);
      if (snapshot) void beginDay(journal, snapshot, config.privacy.personalDays, log);
      timekeeper.look();
    }

    async function afterRecovery(): Promise<void> {
      await loop.quiet();
      answers.renew(journal.remembered());
      loop.resume(restore(journal));
      devices.showAll(loop.state);
      live.publish([{ kind: "refresh", seq: loop.state.seq }]);
      await outbox.takeUp();
      await timekeeper.run();
      scheduling.start();
    }

    function imageOf(state: HallState, events: Parameters<typeof effectsOf>[1], at: number): Image {
      const firstSeq = state.seq - events.length + 1;
      const dayBegan = events.some(({ type }) => type === "day-opened");
      return {
        effects: effectsOf(state, events),
        messages: liveMessages(state, events, firstSeq, at, estimate),
        observed: scheduling.read(state, events, at),
        issued: issuedBy(state, events, at),
        snapshot: dayBegan ? { seq: state.seq, state: freeze(state) } : null,
      };
    }

    tellTornPapers(loop.state, devices);
    // What waited overnight is ended under the rules of its day, and stands in no new config's way.
    await timekeeper.run();
    await adoptConfig(timed, options);
    await timekeeper.run();
    devices.showAll(loop.state);
    devices.connect(
      new Router({
        state: () => loop.state,
        submit: (intent) => timed.submit(intent),
        newTicketId,
        printerReady: (dispenser) => devices.paperReady(dispenser),
        readingOf: (text) => readingOf(secret, loop.state, text),
        nowMs: () => realClock.nowMs(),
        pinFits: async (clerk, pin, window) => {
          const stored = clerk === undefined ? undefined : runningConfig.pinOf(clerk);
          return pins.fits(stored, pin, [`window ${window}`], loop.now());
        },
      }),
    );
    await outbox.takeUp();
    scheduling.start();

    const app = await buildApp({
      hall,
      live,
      metrics,
      reports,
      sessions: new Sessions({
        secret,
        store: sessionFile(join(options.dataDir, "keys", "sessions.json")),
        clerkAt: (window) => loop.state.windows.get(window)?.clerk ?? null,
      }),
      voice: { clips: new Clips(clipsFolder(options.dataDir)), speech: new CallSpeech(new Espeak()) },
      staffSessions: new StaffSessions(
        staffSessionFile(join(options.dataDir, "keys", "staff-sessions.json")),
      ),
      version: options.version,
      log,
      ...(existsSync(options.pagesDir) ? { pagesDir: options.pagesDir } : {}),
    });
    closers.push(() => app.close());
    const url = await app.listen({ host: options.host, port: options.port });
    closers.push(tellAddress(options.dataDir, url));
    log.info({ url, seq: loop.state.seq }, "the hall is open");
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** How long a hall that ends waits for the papers that are coming out: a drawn one at 9600 baud takes longer. */
const IN_HAND_WITHIN_MS = 3_000;

const printLane = (dispenser: string): string => `print ${dispenser}`;

function openDeviceSide(
  config: HallConfig,
  log: Logger,
  onStatus: Parameters<typeof openDevices>[0]["onStatus"],
  textsFor: TextsFor,
): DeviceSide {
  const plan = devicePlanOf(config);
  const { links, devices } = plan;
  return new DeviceSide(plan, openDevices({ links, devices, clock: realClock, log, onStatus }), textsFor);
}

/** A calls' caption on the screens is its announcement; the screens speak it if they can. */
async function performJob(job: Job, state: HallState, devices: DeviceSide): Promise<JobResult> {
  if (job.kind === "print") return devices.print(state, job);
  const ticket = state.tickets.get(job.ticket);
  if (ticket?.state !== "called" || ticket.window !== job.window)
    return { result: "give-up", reason: "the call is over" };
  return { result: "done" };
}

/** A paper that was on its way when the daemon ended hangs in the printer still. */
function tellTornPapers(state: HallState, devices: DeviceSide): void {
  for (const job of state.jobs.values())
    if (job.kind === "print" && job.started) devices.paperWasTorn(job.dispenser);
}

async function adoptConfig(loop: HallPort["loop"], { config, configHash }: HallOptions): Promise<void> {
  const rules = rulesOf(config);
  const outcome = await loop.submit({ type: "adopt-config", rules, hash: configHash, by: "start" });
  if (outcome.kind === "done") return;
  const { code, facts } = outcome.refusal;
  throw new Error(`the config cannot be adopted: ${REFUSALS[code].meaning} ${JSON.stringify(facts ?? {})}`);
}

const DAY_MS = 24 * 3_600_000;

/** What a new day brings beside its events: a snapshot to start from, and the end of what was personal long ago. */
async function beginDay(
  journal: Journal,
  { seq, state }: { seq: number; state: string },
  personalDays: number,
  log: Logger,
): Promise<void> {
  try {
    const expired = journal.expirePersonal(journal.lastAt - personalDays * DAY_MS);
    if (expired.length > 0) log.info({ expired }, "personal data of these days can no longer be read");
    await journal.saveSnapshot(seq, STATE_VERSION, state);
  } catch (fault) {
    // The journal has everything; only the next start takes longer, or the next day expires more.
    log.warn({ err: fault, seq }, "the new day's snapshot was not kept");
  }
}
