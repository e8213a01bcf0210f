import { readRecordedOffice, recordedDay } from "../../simulators/days/recorded.ts";
import { lognormal, seeded } from "../../simulators/hall-des/random.ts";
import { StdioHall } from "../../src/commands/schedule-stdio.ts";
import type { HallEvent } from "../../src/core/events.ts";
import type { HallRules } from "../../src/core/rules.ts";
import { isCovered, SCHEDULER_DEFAULTS } from "../../src/core/scheduling.ts";
import { MINUTE, NINE, rules } from "../core/given.ts";
import { ScheduledHall } from "./scheduled-hall.ts";

const MIDNIGHT = NINE - 9 * 60 * MINUTE;
const TICK_MS = 30_000;

/** A recorded office under the rules that a daemon adopts. */
export function officeRules(scheduler: Partial<typeof SCHEDULER_DEFAULTS>): HallRules {
  const office = readRecordedOffice("warsaw-ochota");
  const name = (text: string) => ({ "zh-CN": text });
  return rules((r) => {
    r.calendar.alwaysOpen = false;
    r.calendar.sessions = [{ from: "08:00", to: "16:00" }];
    r.queues = office.groups.map((group, i) => ({
      ...{ id: `G${i}`, name: name(group.name), prefix: String.fromCharCode(65 + i), start: 1, width: 3 },
    }));
    r.services = office.groups.map((group, i) => ({
      ...{ id: `S${i}`, name: name(group.name), queue: `G${i}`, normMinutes: group.serviceMeanMinutes },
    }));
    r.windows = office.windows.map(({ window, home, authorised }) => ({
      id: String(window),
      home: home.map((i) => `G${i}`),
      authorised: authorised.map((i) => `G${i}`),
    }));
    r.clerks = [];
    r.scheduler = { ...SCHEDULER_DEFAULTS, mode: "automatic", ...scheduler };
  });
}

/** What one path decided: a queue to call from, or signs. */
export type Decided =
  | { t: number; call: string | null }
  | { t: number; signs: { w: string; sign: string[] }[] };

/**
 * The first minutes of a recorded day in a hall with the daemon's scheduler. Everything that happens is told to the
 * process's side too, and it is asked whenever the daemon's is.
 */
export class BothPaths {
  readonly daemon: Decided[] = [];
  readonly stdio: Decided[] = [];
  readonly hall: ScheduledHall;
  readonly complaints: string[] = [];
  readonly #process = new StdioHall({ complain: (text) => this.complaints.push(text) });
  readonly #random = seeded(7);
  readonly #ends: { at: number; window: string }[] = [];
  #told = 0;
  #asks = 0;

  constructor(adopted: HallRules) {
    this.hall = new ScheduledHall(adopted, MIDNIGHT + 8 * 60 * MINUTE, "2026-03-02");
    this.#say(helloOf(adopted));
    this.#tellProcess();
  }

  async run(minutes: number): Promise<void> {
    const { hall } = this;
    const from = hall.at;
    const arrivals = arrivalsOf().filter(({ at }) => at >= from && at < from + minutes * MINUTE);
    for (let tickAt = from + TICK_MS; tickAt <= from + minutes * MINUTE; tickAt += TICK_MS) {
      for (;;) {
        this.#ends.sort((a, b) => a.at - b.at);
        const [arrival, end] = [arrivals[0], this.#ends[0]];
        const next = Math.min(arrival?.at ?? tickAt, end?.at ?? tickAt);
        if (next >= tickAt) break;
        hall.at = next;
        if (end?.at === next) this.#end(this.#ends.shift()?.window ?? "");
        else await this.#arrive(arrivals.shift()?.group ?? 0);
      }
      hall.at = tickAt;
      await this.#tick();
    }
    await hall.scheduling.stop();
  }

  async #arrive(group: number): Promise<void> {
    const { state } = this.hall;
    const ticket = `t${state.seq}`;
    const isShown = isCovered(state, `G${group}`);
    this.hall.submit({ type: "issue-ticket", ticket, service: `S${group}`, channel: "k", by: "anyone" });
    this.#tellProcess();
    if (!isShown && state.rules?.scheduler?.help === false) await this.#recall(group);
    const idle = [...this.hall.state.windows.values()].filter(({ ticket: inHand }) => !inHand);
    for (const { id } of idle.sort((a, b) => a.idleSince - b.idleSince))
      if (this.hall.state.tickets.get(ticket)?.state === "waiting" && this.#may(id, group)) this.#call(id);
  }

  async #recall(group: number): Promise<void> {
    const t = this.hall.at - MIDNIGHT;
    this.#processSigns(this.#ask({ why: "uncovered", g: `G${group}`, t }), t);
    await this.#daemonSigns(() => this.hall.scheduling.quiet(), t);
  }

  #may(window: string, group: number): boolean {
    const rule = this.hall.state.rules?.windows.find(({ id }) => id === window);
    return rule?.authorised.includes(`G${group}`) ?? false;
  }

  #end(window: string): void {
    this.hall.submit({ type: "finish", window, by: `clerk:${window}` });
    this.#tellProcess();
    this.#call(window);
  }

  #call(window: string): void {
    const t = this.hall.at - MIDNIGHT;
    const reply = this.#ask({ why: "free", w: Number(window), t });
    this.stdio.push({ t, call: (reply.call as string | null | undefined) ?? null });
    const outcome = this.hall.submit({ type: "call-next", window, by: `clerk:${window}` });
    this.daemon.push({ t, call: this.hall.lastAdvice() ?? null });
    this.#tellProcess();
    const called =
      typeof outcome === "string" ? undefined : outcome.find((event) => event.type === "ticket-called");
    if (called === undefined) return;
    const group = Number(this.hall.state.tickets.get(called.data.ticket)?.queue.slice(1));
    const mean = readOffice().groups[group]?.serviceMeanMinutes ?? 5;
    this.#ends.push({ at: this.hall.at + Math.round(lognormal(this.#random, mean * MINUTE, 0.7)), window });
  }

  async #tick(): Promise<void> {
    const t = this.hall.at - MIDNIGHT;
    this.#processSigns(this.#ask({ why: "tick", t }), t);
    await this.#daemonSigns(() => this.hall.scheduling.tick(), t);
  }

  #processSigns(reply: Record<string, unknown>, t: number): void {
    const signs = (reply.sign ?? []) as { w: number; sign: string[] }[];
    this.stdio.push({ t, signs: signs.map(({ w, sign }) => ({ w: String(w), sign })) });
  }

  async #daemonSigns(plan: () => Promise<void>, t: number): Promise<void> {
    const before = this.hall.submitted.length;
    await plan();
    const wanted = this.hall.submitted
      .slice(before)
      .flatMap((intent) => (intent.type === "propose-sign" ? intent : []));
    this.daemon.push({ t, signs: wanted.map(({ window, sign }) => ({ w: window, sign })) });
    this.#tellProcess();
  }

  #ask(question: object): Record<string, unknown> {
    this.#asks += 1;
    return this.#say({ m: "ask", id: this.#asks, ...question });
  }

  /** The journal's events that the process has not heard, in the words of its protocol. */
  #tellProcess(): void {
    for (const { event, at } of this.hall.journal.slice(this.#told)) {
      const line = this.#lineOf(event);
      if (line) this.#say({ m: "ev", t: at - MIDNIGHT, ...line });
    }
    this.#told = this.hall.journal.length;
  }

  #lineOf({ type, data }: HallEvent): object | null {
    const numberOf = (ticket: string) => Number(ticket.slice(1));
    const g = (ticket: string) => this.hall.state.tickets.get(ticket)?.queue;
    switch (type) {
      case "window-opened":
        return { e: "open", w: Number(data.window) };
      case "ticket-issued":
        return { e: "arrive", ticket: numberOf(data.ticket), g: data.queue, cls: "normal", slot: null };
      case "ticket-called": {
        const { ticket, window } = data;
        return {
          e: "call",
          w: Number(window),
          ticket: numberOf(ticket),
          g: g(ticket),
          off: data.help ? 1 : 0,
        };
      }
      case "visit-finished":
        return {
          e: "end",
          w: Number(data.window),
          ticket: numberOf(data.ticket),
          g: g(data.ticket),
          noshow: 0,
        };
      case "sign-changed":
        return { e: "sign", w: Number(data.window), sign: data.sign };
      default:
        return null;
    }
  }

  #say(message: object): Record<string, unknown> {
    return { ...this.#process.hear(JSON.stringify(message)) };
  }
}

function readOffice() {
  return readRecordedOffice("warsaw-ochota");
}

function arrivalsOf(): { at: number; group: number }[] {
  const arrivals = recordedDay(readOffice()).arrivals.flatMap(([from, to, group, tickets]) =>
    Array.from({ length: tickets }, (_, n) => ({
      at: MIDNIGHT + Math.round((from + ((to - from) * (n + 0.5)) / tickets) * MINUTE),
      group,
    })),
  );
  return arrivals.sort((a, b) => a.at - b.at);
}

/** What a simulator would say of this hall first. */
function helloOf({ scheduler, appointments, queues, services, windows }: HallRules): object {
  const rule = { ...SCHEDULER_DEFAULTS, ...scheduler };
  return {
    m: "hello",
    v: 1,
    scenario: "recorded day",
    rules: {
      setupMs: rule.setupSeconds * 1000,
      dwellMs: rule.dwellMinutes * MINUTE,
      maxPerHour: rule.changesPerHourMaximum,
      maxSign: rule.queuesOnSignMaximum,
      help: rule.help,
      helpOverheadMs: rule.helpOverheadSeconds * 1000,
      foreignFactor: rule.foreignFactor,
      apptLeadMs: appointments.creditMinutes * MINUTE,
      callTimeoutMs: 45_000,
      tickMs: TICK_MS,
    },
    sessions: [[8 * 60 * MINUTE, 16 * 60 * MINUTE]],
    groups: queues.map(({ id }) => {
      const minutes = services.find(({ queue }) => queue === id)?.normMinutes ?? 0;
      return { id, name: id, meanMs: minutes * MINUTE, cv: 0.7, history: [] };
    }),
    windows: windows.map(({ id, home, authorised }) => ({
      id: Number(id),
      home,
      skills: authorised,
      breaks: [],
    })),
  };
}
