import type { Answer, Ask, EventMessage, Hello, LaneClass, Policy } from "../protocol.ts";

const MINUTE_MS = 60_000;

export interface MirrorTicket {
  id: number;
  g: number;
  at: number;
  cls: LaneClass;
  slot: number | null;
}

export interface MirrorWindow {
  id: number;
  home: number[];
  skills: number[];
  sign: number[];
  open: boolean;
  busy: boolean;
  idleSince: number;
  signSince: number;
  changes: number[];
  /** When the last wish for its sign was sent; cleared by the sign in force. */
  wishedAt: number | null;
  wished: number[] | null;
}

/** What a baseline policy can know of the hall from the messages alone. */
export class Mirror {
  hello: Hello;
  windows: MirrorWindow[];
  waiting: MirrorTicket[][];
  arrivals: number[][];
  private readonly index: Map<string, number>;

  constructor(hello: Hello) {
    this.hello = hello;
    this.index = new Map(hello.groups.map((g, i) => [g.id, i]));
    const numbers = (ids: string[]) => ids.map((id) => this.group(id));
    this.windows = hello.windows.map((w) => ({
      id: w.id,
      home: numbers(w.home),
      skills: numbers(w.skills),
      sign: numbers(w.home),
      open: false,
      busy: false,
      idleSince: 0,
      signSince: Number.NEGATIVE_INFINITY,
      changes: [],
      wishedAt: null,
      wished: null,
    }));
    this.waiting = hello.groups.map(() => []);
    this.arrivals = hello.groups.map(() => []);
  }

  group(id: string): number {
    return this.index.get(id) ?? -1;
  }

  name(g: number): string {
    return this.hello.groups[g]?.id ?? "";
  }

  window(id: number): MirrorWindow {
    return this.windows[id - 1] as MirrorWindow;
  }

  queue(g: number): MirrorTicket[] {
    return this.waiting[g] as MirrorTicket[];
  }

  meanMs(g: number): number {
    return this.hello.groups[g]?.meanMs ?? 0;
  }

  note(message: EventMessage): void {
    const { t } = message;
    if (message.e === "arrive") {
      const { ticket: id, cls, slot } = message;
      const g = this.group(message.g);
      this.queue(g).push({ id, g, at: t, cls, slot });
      this.arrivals[g]?.push(t);
      return;
    }
    const window = this.window(message.w);
    switch (message.e) {
      case "open":
        window.open = true;
        window.wishedAt = null;
        window.wished = null;
        break;
      case "close":
        window.open = false;
        break;
      case "sign":
        window.sign = message.sign.map((id) => this.group(id));
        window.signSince = t;
        window.wishedAt = null;
        window.wished = null;
        window.changes.push(t);
        break;
      case "call":
        window.busy = true;
        this.forget(this.group(message.g), message.ticket);
        break;
      case "end":
        window.busy = false;
        window.idleSince = t;
    }
  }

  private forget(g: number, id: number): void {
    const at = this.queue(g).findIndex((ticket) => ticket.id === id);
    if (at >= 0) this.queue(g).splice(at, 1);
  }

  /** First of a group in standard order. */
  head(g: number, now: number): MirrorTicket | null {
    const rank = (x: MirrorTicket) => this.rank(x, now);
    return this.queue(g).reduce<MirrorTicket | null>(
      (best, x) => (best === null || rank(x) < rank(best) ? x : best),
      null,
    );
  }

  /** First of several groups in standard order. */
  headOf(groups: readonly number[], now: number): MirrorTicket | null {
    const heads = groups.map((g) => this.head(g, now)).filter((x) => x !== null);
    return heads.reduce<MirrorTicket | null>(
      (best, x) => (best === null || this.rank(x, now) < this.rank(best, now) ? x : best),
      null,
    );
  }

  private rank(x: MirrorTicket, now: number): number {
    if (x.cls === "prio") return x.at - 2e9;
    if (x.cls === "appt" && x.slot !== null && x.slot - this.hello.rules.apptLeadMs <= now)
      return x.slot - 1e9;
    return x.at;
  }

  /** Arrivals a millisecond, as in the last 40 minutes. */
  rate(g: number, now: number): number {
    const opened = this.hello.sessions.findLast(([from]) => from <= now)?.[0] ?? now;
    const spanMs = Math.min(40 * MINUTE_MS, Math.max(10 * MINUTE_MS, now - opened));
    return (this.arrivals[g]?.filter((at) => at > now - spanMs).length ?? 0) / spanMs;
  }

  /** Whether an open window shows the group or has been asked to. */
  covers(g: number): boolean {
    return this.windows.some((w) => w.open && (w.wished ?? w.sign).includes(g));
  }

  showing(g: number): number {
    return this.windows.filter((w) => w.open && w.sign.includes(g)).length;
  }

  /** Windows' worth of work for the group by the signs that are wished for, slower where it is not at home. */
  strength(g: number): number {
    return this.windows.reduce((sum, w) => {
      const sign = w.wished ?? w.sign;
      return w.open && sign.includes(g) ? sum + this.share(w, g) / sign.length : sum;
    }, 0);
  }

  /** What a window does for the group in a unit of time, beside one at home. */
  share(w: MirrorWindow, g: number): number {
    return w.home.includes(g) ? 1 : 1 / this.hello.rules.foreignFactor;
  }

  /** Whether the rules let the window take that sign now. */
  mayShow(w: MirrorWindow, sign: readonly number[], now: number): boolean {
    const { rules } = this.hello;
    const pending = w.wishedAt !== null && now - w.wishedAt < 3_600_000;
    if (!w.open || pending || now - w.signSince < rules.dwellMs) return false;
    if (w.changes.filter((at) => at > now - 3_600_000).length >= rules.maxPerHour) return false;
    const lost = w.sign.filter((g) => !sign.includes(g));
    return lost.every((g) => this.queue(g).length === 0 || this.showing(g) > 1);
  }

  wish(w: MirrorWindow, sign: number[], now: number): { w: number; sign: string[] } {
    w.wishedAt = now;
    w.wished = sign;
    return { w: w.id, sign: sign.map((g) => this.name(g)) };
  }
}

/** A policy that sees the hall through a mirror and decides each ask by a function; each `hello` starts anew. */
export function mirrorPolicy(makeDecide: () => (hall: Mirror, ask: Ask) => Partial<Answer>): Policy {
  let hall: Mirror | null = null;
  let decide = makeDecide();
  return {
    tell(message) {
      if (message.m === "hello") {
        hall = new Mirror(message);
        decide = makeDecide();
      } else if (message.m === "ev") hall?.note(message);
    },
    ask(ask) {
      const head = { m: "ans", id: ask.id } as const;
      return hall === null ? head : { ...head, ...decide(hall, ask) };
    },
  };
}
