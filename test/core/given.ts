import { decide, isRefusal } from "../../src/core/decide.ts";
import type { HallEvent } from "../../src/core/events.ts";
import { evolve } from "../../src/core/evolve.ts";
import type { Intent } from "../../src/core/intents.ts";
import { breaches } from "../../src/core/invariants.ts";
import type { Refusal } from "../../src/core/refusals.ts";
import type { HallRules } from "../../src/core/rules.ts";
import { emptyHall, type HallState } from "../../src/core/state.ts";

/** 9 o'clock of a workday in Shanghai. */
export const NINE = Date.parse("2026-03-02T09:00:00+08:00");
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A hall of three queues and three windows, always open; `change` makes it the hall that a test is about. */
export function rules(change: (rules: HallRules) => void = () => {}): HallRules {
  const made: HallRules = {
    hall: {
      id: "test",
      name: { "zh-CN": "测试大厅" },
      timeZone: "Asia/Shanghai",
      languages: ["zh-CN", "bo", "en"],
      access: "open",
      targetWaitMinutes: 15,
    },
    calendar: {
      alwaysOpen: true,
      sessions: [{ from: "09:00", to: "17:00" }],
      weekdays: ["mon", "tue", "wed", "thu", "fri"],
      holidays: [],
      makeUpWorkdays: [],
      ticketsFromMinutesBeforeOpening: 15,
      ticketsUntilMinutesBeforeClosing: 10,
      atClosing: "serve",
    },
    calling: {
      recallMinIntervalSeconds: 10,
      recallMaximum: 2,
      priorityCreditMinutes: 30,
      jumpsInRowMaximum: 3,
      noShowAfterSeconds: null,
      noShowReturnMinutes: 30,
      noShowReturnPlaces: 2,
      undoMinutes: 5,
      autoCall: false,
    },
    appointments: { slotMinutes: 30, bookDaysAhead: 7, earlyMinutes: 30, lateMinutes: 10, creditMinutes: 10 },
    holders: { ticketsPerDayAndQueue: null, hoardingFlagAt: null },
    alarms: { emptyPostMinutes: 10, overrunFactor: 2 },
    rating: { closesAfterMinutes: 5, holderUntilNextWorkday: false },
    voice: { enabled: false, repeat: 1 },
    printing: { copyAfterUnconfirmed: true, voidUnprintedAfterMinutes: 10 },
    queues: [
      { id: "tax", name: { "zh-CN": "税务" }, prefix: "A", start: 1, width: 3 },
      { id: "cars", name: { "zh-CN": "车辆" }, prefix: "B", start: 1, width: 3 },
      { id: "id-cards", name: { "zh-CN": "身份证" }, prefix: "C", priorityPrefix: "V", start: 1, width: 3 },
    ],
    services: [
      { id: "tax-return", name: { "zh-CN": "报税" }, queue: "tax", key: 1, normMinutes: 8 },
      { id: "tax-advice", name: { "zh-CN": "咨询" }, queue: "tax", key: 2, normMinutes: 4 },
      { id: "car-plates", name: { "zh-CN": "上牌" }, queue: "cars", key: 3, normMinutes: 12 },
      { id: "id-card", name: { "zh-CN": "办证" }, queue: "id-cards", key: 4, normMinutes: 6 },
    ],
    windows: [
      { id: "1", home: ["tax"], authorised: ["tax", "cars"] },
      { id: "2", home: ["tax", "cars"], authorised: ["tax", "cars"] },
      { id: "3", home: ["id-cards"], authorised: ["id-cards"] },
    ],
    dispensers: [
      { id: "D1", prints: true },
      { id: "D2", prints: false },
    ],
    clerks: [
      { id: "li", name: "李" },
      { id: "drolma", name: "卓玛", authorised: ["cars"] },
    ],
  };
  change(made);
  return made;
}

/** A hall in a test: intents happen to it in order, at the times that the test says. */
export class TestHall {
  state: HallState = emptyHall();
  at = NINE;
  readonly journal: { event: HallEvent; at: number }[] = [];

  constructor(adopted: HallRules = rules()) {
    this.does({ type: "adopt-config", rules: adopted, hash: "first", by: "system" });
    this.does({ type: "open-day", day: "2026-03-02" });
  }

  /** The intent must be allowed; its events. */
  does(intent: Intent): HallEvent[] {
    const decision = decide(this.state, intent, this.at);
    if (isRefusal(decision)) throw new Error(`${intent.type} was refused: ${JSON.stringify(decision)}`);
    this.#happen(decision);
    return decision;
  }

  /** The intent must be refused; the refusal. */
  refuses(intent: Intent): Refusal {
    const decision = decide(this.state, intent, this.at);
    if (!isRefusal(decision)) throw new Error(`${intent.type} was not refused`);
    return decision;
  }

  /** Whatever the rules make of it. */
  tries(intent: Intent): HallEvent[] | Refusal {
    const decision = decide(this.state, intent, this.at);
    if (!isRefusal(decision)) this.#happen(decision);
    return decision;
  }

  #happen(events: HallEvent[]): void {
    for (const event of events) {
      evolve(this.state, event, this.at);
      this.journal.push({ event, at: this.at });
    }
    const wrong = breaches(this.state);
    if (wrong.length > 0) throw new Error(wrong.join("; "));
  }

  later(ms: number): this {
    this.at += ms;
    return this;
  }

  #tickets = 0;
  /** Takes a ticket; its id. */
  takes(
    service = "tax-return",
    extra: { lane?: "priority"; reason?: string; dispenser?: string } = {},
  ): string {
    const ticket = `t${++this.#tickets}`;
    this.does({ type: "issue-ticket", ticket, service, channel: "test", by: "anyone", ...extra });
    return ticket;
  }

  /** The window calls its next; the number that was called. */
  calls(window: string): string {
    this.does({ type: "call-next", window, by: `clerk:${window}` });
    return this.numberAt(window) ?? "nobody";
  }

  finishes(window: string): void {
    this.does({ type: "finish", window, by: `clerk:${window}` });
  }

  numberAt(window: string): string | undefined {
    return this.ticket(this.state.windows.get(window)?.ticket ?? "")?.number;
  }

  ticket(id: string) {
    return this.state.tickets.get(id);
  }
}
