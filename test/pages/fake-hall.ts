/**
 * A hall in memory that answers the HTTP contract, so that pages are tested by what they were promised and not by
 * what the daemon happens to do. Its rules are the least that the pages' tasks need.
 */

import { pinyinInitials } from "../../src/i18n/pinyin-initials.ts";
import { fakeDevices } from "./fake-devices.ts";
import {
  closedService,
  identityCardNotice,
  named,
  prefixes,
  queueIds,
  queueNames,
  quietHours,
} from "./fake-names.ts";
import {
  type FakeProposal,
  FakeRefusal,
  type FakeTicket,
  type FakeVisit,
  type FakeWindow,
} from "./fake-records.ts";
import { FakeVoice } from "./fake-voice.ts";

const perPersonMinutes = 6;

/** What is done at a window, with the texts and the whole body of the request. */
type Act = (window: FakeWindow, text: (field: string) => string, body: Record<string, unknown>) => void;

export class FakeHall {
  seq = 1;
  /** What the pages must show when the dispenser has no paper. */
  paperOut = false;
  /** A dispenser that the hall no longer has. */
  goneDispenser: string | null = null;
  /** Whether window verbs need a session. */
  signInNeeded = false;
  sessions = new Set<string>();
  schedulerMode = "advise";
  helpedToday: { queue: string; minutes: number }[] = [];
  ownModes = new Map<string, string | null>();
  proposals: FakeProposal[] = [];
  advice: Record<string, unknown>[] = [];
  /** What the hall finds beside its queues and devices. */
  alarms: Record<string, unknown>[] = [];
  languages = ["zh-CN", "bo", "en"];
  /** Services on the kiosk's first page. */
  common = new Set<string>();
  /** The code of the one appointment of a service. */
  appointments = new Map<string, string>();
  voice = new FakeVoice();
  now: () => Date;
  tickets = new Map<string, FakeTicket>();
  visits = new Map<string, FakeVisit>();
  windows: FakeWindow[];
  asked: { path: string; body: Record<string, unknown> }[] = [];
  #counters = new Map<string, number>();
  #tell: (topic: string, event: Record<string, unknown>) => void = () => {};

  constructor(now: () => Date, windowCount = 8) {
    this.now = now;
    this.windows = Array.from({ length: windowCount }, (_, index) => {
      const home = [queueIds[index % 11] ?? "household", queueIds[(index + 4) % 11] ?? "cashier"];
      return {
        id: String(index + 1),
        names: named(`${index + 1}号窗口`, `སྒེའུ་ཁུང་ཨང་ ${index + 1}`, `Window ${index + 1}`),
        open: index < windowCount - 1,
        paused: null,
        sign: home,
        home,
        ticket: null,
        lastVisit: null,
      };
    });
  }

  /** Told of each event, once for each topic that it belongs to. */
  onEvent(tell: (topic: string, event: Record<string, unknown>) => void) {
    this.#tell = tell;
  }

  #happen(event: string, window: FakeWindow | null, ticket?: FakeTicket) {
    this.seq += 1;
    const at = this.now().toISOString();
    const number = ticket?.number ?? null;
    const told = {
      event,
      at,
      ...(ticket ? { number, service: ticket.service, queue: ticket.queue } : {}),
      ...(window ? { window: window.id } : {}),
      windows: window ? [this.windowView(window)] : [],
      queues: ticket ? [{ id: ticket.queue, waiting: this.line(ticket.queue).length }] : [],
    };
    for (const topic of ["hall", "manager"]) this.#tell(topic, told);
    for (const each of this.windows)
      this.#tell(`window:${each.id}`, {
        event,
        at,
        number,
        ...(each === window ? this.deskView(each) : { waiting: this.#waitingFor(each) }),
      });
    for (const each of this.tickets.values())
      if (each === ticket || each.state === "waiting")
        this.#tell(`ticket:${each.id}`, {
          event: each === ticket ? event : "ticket-moved",
          at,
          ticket: this.ticketView(each),
        });
  }

  #waitingFor(window: FakeWindow): number {
    return window.sign.reduce((sum, queue) => sum + this.line(queue).length, 0);
  }

  #visitView(id: string | null) {
    const visit = id === null ? undefined : this.visits.get(id);
    if (visit === undefined) return null;
    const { ticket: _secret, rating, ...shown } = visit;
    return { ...shown, rated: rating !== null };
  }

  deskView(window: FakeWindow) {
    return {
      window: this.windowView(window),
      waiting: this.#waitingFor(window),
      visit: this.#visitView(window.ticket?.visit ?? null),
      proposal: this.proposals.find((proposal) => proposal.window === window.id) ?? null,
      lastVisit: this.#visitView(window.lastVisit),
    };
  }

  parkedAt(window: FakeWindow) {
    return [...this.tickets.values()]
      .filter((ticket) => ticket.state === "parked" && ticket.window === window.id)
      .map(({ number, issuedAt }) => ({ number, since: issuedAt }));
  }

  line(queue: string): FakeTicket[] {
    const waiting = [...this.tickets.values()].filter(
      (each) => each.queue === queue && each.state === "waiting",
    );
    return [
      ...waiting.filter(({ lane }) => lane === "priority"),
      ...waiting.filter(({ lane }) => lane !== "priority"),
    ];
  }

  #range(ahead: number) {
    return {
      waitLowMinutes: Math.floor(ahead * perPersonMinutes * 0.5),
      waitHighMinutes: Math.ceil((ahead + 1) * perPersonMinutes * 1.5),
    };
  }

  services() {
    return queueIds.map((id) => ({
      id,
      name: queueNames[id]?.["zh-CN"] ?? id,
      names: queueNames[id],
      queue: id,
      key: null,
      windows: this.windows.filter(({ open, sign }) => open && sign.includes(id)).map((window) => window.id),
      openNow: id !== closedService,
      waiting: this.line(id).length,
      ...this.#range(this.line(id).length),
      normMinutes: perPersonMinutes,
      pictogram: id,
      initials: pinyinInitials(queueNames[id]?.["zh-CN"] ?? ""),
      common: this.common.has(id),
      bookable: this.appointments.has(id),
      quietHours: id === "identity-card" ? quietHours : [],
      notice: id === "identity-card" ? identityCardNotice : null,
    }));
  }

  ticketView(ticket: FakeTicket) {
    const ahead = ticket.state === "waiting" ? this.line(ticket.queue).indexOf(ticket) : 0;
    const range =
      ticket.state === "waiting" ? this.#range(ahead) : { waitLowMinutes: null, waitHighMinutes: null };
    const windows = this.windows
      .filter(({ open, sign }) => open && sign.includes(ticket.queue))
      .map(({ id }) => id);
    const atWindow = ticket.state === "called" || ticket.state === "serving";
    return { ...ticket, ahead, ...range, windows, window: atWindow ? ticket.window : null };
  }

  windowView(window: FakeWindow) {
    const state = !window.open
      ? "closed"
      : window.ticket !== null
        ? window.ticket.state
        : window.paused !== null
          ? "paused"
          : "idle";
    return {
      id: window.id,
      name: window.names["zh-CN"],
      names: window.names,
      state,
      sign: window.sign,
      home: window.home,
      ticket: window.ticket?.number ?? null,
      pauseReason: window.paused,
    };
  }

  devices() {
    return fakeDevices(this.now(), this.paperOut);
  }

  hall() {
    return {
      name: "县政务服务大厅",
      names: named("县政务服务大厅", "རྫོང་སྲིད་འཛིན་ཞབས་ཞུའི་ཁང་།", "County Service Hall"),
      languages: this.languages,
      day: "2026-03-02",
      at: this.now().toISOString(),
      queues: queueIds.map((id) => {
        const line = this.line(id);
        const longest = Math.max(
          0,
          ...line.map(({ issuedAt }) => this.now().getTime() - Date.parse(issuedAt)),
        );
        return {
          id,
          name: queueNames[id]?.["zh-CN"] ?? id,
          names: queueNames[id],
          waiting: line.length,
          longestWaitMinutes: Math.round(longest / 6_000) / 10,
          heat: Math.round(line.length * 0.12 * 100) / 100,
        };
      }),
      windows: this.windows.map((window) => this.windowView(window)),
      dispensers: [{ id: "1", name: "大门", names: named("大门", "སྒོ་ཆེན།", "Main door"), prints: true }],
      hot: { waiting: 10, waitMinutes: 30 },
      devices: this.devices(),
      seq: this.seq,
    };
  }

  issue(wish: {
    service: string;
    lane?: string;
    reason?: string;
    language?: string;
    dispenser?: string;
    escort?: boolean;
  }) {
    if (!queueIds.includes(wish.service)) throw new FakeRefusal(404, "unknown-service");
    if (wish.service === closedService) throw new FakeRefusal(409, "queue-closed");
    if (wish.lane === "priority" && !wish.reason) throw new FakeRefusal(409, "reason-required");
    if (wish.dispenser !== undefined && wish.dispenser === this.goneDispenser)
      throw new FakeRefusal(404, "unknown-dispenser");
    if (this.paperOut && wish.dispenser !== undefined) throw new FakeRefusal(409, "printer-out");
    const ticket = this.#newTicket(wish.service, wish.lane ?? "ordinary", wish.language ?? "zh-CN");
    if (wish.escort) ticket.escort = "asked";
    this.#happen("ticket-issued", null, ticket);
    return ticket;
  }

  checkIn(code: string) {
    const [service] = [...this.appointments].find(([, each]) => each === code) ?? [];
    if (service === undefined) throw new FakeRefusal(404, "unknown-appointment");
    const ticket = this.#newTicket(service, "appointment", "zh-CN");
    this.#happen("ticket-issued", null, ticket);
    return ticket;
  }

  #newTicket(service: string, lane: string, language: string): FakeTicket {
    const count = (this.#counters.get(service) ?? 0) + 1;
    this.#counters.set(service, count);
    const number = this.#numberOf(service, count);
    const id = `secret-${service}-${count}`;
    const issuedAt = this.now().toISOString();
    const ticket = {
      id,
      number,
      service,
      queue: service,
      lane,
      language,
      state: "waiting",
      issuedAt,
      window: null,
      visit: null,
      escort: null,
    };
    this.tickets.set(id, ticket);
    return ticket;
  }

  lastNumber(service: string): string {
    return this.#numberOf(service, this.#counters.get(service) ?? 0);
  }

  #numberOf(service: string, count: number): string {
    return `${prefixes[queueIds.indexOf(service)] ?? "Z"}${String(count).padStart(3, "0")}`;
  }

  find(idOrNumber: string): FakeTicket {
    const found = [...this.tickets.values()].find(
      ({ id, number }) => id === idOrNumber || number === idOrNumber,
    );
    if (found === undefined) throw new FakeRefusal(404, "unknown-ticket");
    return found;
  }

  cancel(id: string) {
    const ticket = this.find(id);
    if (ticket.state !== "waiting") throw new FakeRefusal(409, "wrong-state");
    ticket.state = "cancelled";
    this.#happen("ticket-cancelled", null, ticket);
    return ticket;
  }

  /** What staff or the holder do with a ticket away from windows. */
  guide(idOrNumber: string, act: string): FakeTicket {
    const ticket = this.find(idOrNumber);
    if (act === "return") {
      if (ticket.state !== "no-show") throw new FakeRefusal(409, "wrong-state");
      ticket.state = "waiting";
      this.#happen("ticket-returned", null, ticket);
    } else {
      if (ticket.escort === null) throw new FakeRefusal(409, "wrong-state");
      ticket.escort = act === "escort/take" ? "taken" : "done";
    }
    return ticket;
  }

  window(id: string): FakeWindow {
    const window = this.windows.find((each) => each.id === id);
    if (window === undefined) throw new FakeRefusal(404, "unknown-window");
    return window;
  }

  atWindow(window: FakeWindow) {
    const { ticket } = window;
    return {
      ticket: ticket === null ? null : this.ticketView(ticket),
      visit: ticket?.visit == null ? null : (this.visits.get(ticket.visit) ?? null),
    };
  }

  #put(window: FakeWindow, ticket: FakeTicket, walkIn: boolean) {
    const at = this.now().toISOString();
    const visit: FakeVisit = {
      id: `v${this.visits.size + 1}`,
      ticket: ticket.id,
      number: ticket.number,
      service: ticket.service,
      window: window.id,
      walkIn,
      calledAt: at,
      recalls: 0,
      lastCallAt: at,
      startedAt: walkIn ? at : null,
      finishedAt: null,
      outcome: null,
      rating: null,
      cases: [],
      promise: null,
    };
    this.visits.set(visit.id, visit);
    Object.assign(ticket, { state: walkIn ? "serving" : "called", window: window.id, visit: visit.id });
    window.ticket = ticket;
    this.#happen(walkIn ? "visit-started" : "ticket-called", window, ticket);
  }

  #needFree(window: FakeWindow) {
    if (!window.open) throw new FakeRefusal(409, "window-closed");
    if (window.ticket !== null) throw new FakeRefusal(409, "window-busy");
    if (window.paused !== null) throw new FakeRefusal(409, "window-paused");
  }

  #needTicket(window: FakeWindow, ...states: string[]): { ticket: FakeTicket; visit: FakeVisit } {
    const { ticket } = window;
    const visit = ticket?.visit == null ? undefined : this.visits.get(ticket.visit);
    if (ticket === null || visit === undefined) throw new FakeRefusal(409, "no-ticket");
    if (!states.includes(ticket.state)) throw new FakeRefusal(409, "wrong-state");
    return { ticket, visit };
  }

  #leave(window: FakeWindow, ticket: FakeTicket, state: string, event: string) {
    ticket.state = state;
    window.ticket = null;
    this.#happen(event, window, ticket);
  }

  #setPaused(window: FakeWindow, reason: string | null) {
    if (!window.open) throw new FakeRefusal(409, "window-closed");
    window.paused = reason;
    this.#happen(reason === null ? "window-resumed" : "window-paused", window);
  }

  #setOpen(window: FakeWindow, isOpen: boolean) {
    if (window.ticket !== null) throw new FakeRefusal(409, "window-busy");
    window.open = isOpen;
    this.#happen(isOpen ? "window-opened" : "window-closed", window);
  }

  /** What a clerk can do at a window, by the last word of its address. */
  readonly #acts: Readonly<Record<string, Act>> = {
    "call-next": (window) => {
      this.#needFree(window);
      const next = window.sign.flatMap((queue) => this.line(queue))[0];
      if (next === undefined) throw new FakeRefusal(409, "queue-empty");
      this.#put(window, next, false);
    },
    call: (window, text) => {
      this.#needFree(window);
      const ticket = this.find(text("ticket"));
      if (ticket.state !== "waiting") throw new FakeRefusal(409, "wrong-state");
      this.#put(window, ticket, false);
    },
    "walk-in": (window, text) => {
      this.#needFree(window);
      this.#put(window, this.#newTicket(text("service"), "ordinary", "zh-CN"), true);
    },
    recall: (window) => {
      const { ticket, visit } = this.#needTicket(window, "called");
      if (visit.recalls >= 3) throw new FakeRefusal(409, "recall-limit");
      visit.recalls += 1;
      this.#happen("ticket-recalled", window, ticket);
    },
    start: (window) => {
      const { ticket, visit } = this.#needTicket(window, "called");
      ticket.state = "serving";
      visit.startedAt = this.now().toISOString();
      this.#happen("visit-started", window, ticket);
    },
    finish: (window, text) => {
      const { ticket, visit } = this.#needTicket(window, "called", "serving");
      visit.outcome = text("outcome") || "unknown";
      visit.finishedAt = this.now().toISOString();
      window.lastVisit = visit.id;
      this.#leave(window, ticket, "finished", "visit-finished");
    },
    "no-show": (window) => {
      this.#leave(window, this.#needTicket(window, "called").ticket, "no-show", "ticket-no-show");
    },
    park: (window) => {
      this.#leave(window, this.#needTicket(window, "called", "serving").ticket, "parked", "ticket-parked");
    },
    unpark: (window, text) => {
      this.#needFree(window);
      const ticket = this.find(text("ticket"));
      if (ticket.state !== "parked" || ticket.window !== window.id) throw new FakeRefusal(409, "wrong-state");
      this.#put(window, ticket, false);
    },
    transfer: (window, text) => {
      const { ticket } = this.#needTicket(window, "called", "serving");
      ticket.queue = text("queue") || ticket.queue;
      this.#leave(window, ticket, "waiting", "ticket-transferred");
    },
    "undo-no-show": (window) => {
      const missed = [...this.tickets.values()].findLast(
        (ticket) => ticket.state === "no-show" && ticket.window === window.id,
      );
      if (missed === undefined) throw new FakeRefusal(409, "nothing-to-undo");
      this.#put(window, missed, false);
    },
    "correct-service": (window, text) => {
      const { ticket, visit } = this.#needTicket(window, "called", "serving");
      ticket.service = visit.service = text("service");
      this.#happen("service-corrected", window, ticket);
    },
    "add-case": (window, text) => {
      const { ticket, visit } = this.#needTicket(window, "serving");
      visit.cases.push(text("service"));
      this.#happen("case-added", window, ticket);
    },
    promise: (window, _text, body) => {
      const { ticket, visit } = this.#needTicket(window, "called", "serving");
      visit.promise = { due: "2026-03-09", papers: body.papers as string[] };
      this.#happen("promise-made", window, ticket);
    },
    pause: (window, text) => this.#setPaused(window, text("reason")),
    resume: (window) => this.#setPaused(window, null),
    open: (window) => this.#setOpen(window, true),
    close: (window) => this.#setOpen(window, false),
  };

  /** A clerk's act at a window. */
  act(id: string, verb: string, body: Record<string, unknown>) {
    const window = this.window(id);
    const act = this.#acts[verb];
    if (act === undefined) throw new FakeRefusal(404, "not-found");
    act(window, (field) => String(body[field] ?? ""), body);
    return window;
  }

  /** The scheduler proposes that a window serves one queue more. */
  propose(windowId: string, queue: string) {
    const window = this.window(windowId);
    const at = this.now().toISOString();
    const waiting = this.line(queue).length;
    this.proposals.push({
      id: `p${this.seq}`,
      window: windowId,
      before: window.sign,
      sign: [...window.sign, queue],
      reason: {
        kind: "relieve",
        queue,
        waiting,
        oldestMinutes: 31,
        idleMinutes: 12,
        reliefPersonMinutes: 24,
      },
      at,
      expiresAt: at,
    });
    this.#happen("sign-proposed", window);
  }

  answerProposal(id: string, accepted: boolean) {
    const proposal = this.proposals.find((each) => each.id === id);
    if (proposal === undefined) throw new FakeRefusal(404, "unknown-proposal");
    this.proposals = this.proposals.filter((each) => each !== proposal);
    const window = this.window(proposal.window);
    if (accepted) window.sign = proposal.sign;
    this.#happen(accepted ? "proposal-accepted" : "proposal-declined", window);
  }

  scheduler() {
    const { schedulerMode: mode, proposals, advice } = this;
    const windows = this.windows.map(({ id, sign, home }) => ({
      ...{
        id,
        mode,
        ownMode: this.ownModes.get(id) ?? null,
        pinned: id === "2",
        cold: false,
        sign,
        home,
        authorised: home,
      },
    }));
    return { mode, windows, proposals, advice, changes: [], helpedToday: this.helpedToday, canUndo: false };
  }

  rate(visitId: string, rating: NonNullable<FakeVisit["rating"]>) {
    const visit = this.visits.get(visitId);
    if (visit === undefined) throw new FakeRefusal(404, "unknown-visit");
    if (visit.finishedAt === null) throw new FakeRefusal(409, "rating-closed");
    if (visit.rating !== null) throw new FakeRefusal(409, "already-rated");
    visit.rating = rating;
    return { visit: visitId, ...rating, at: this.now().toISOString() };
  }
}
