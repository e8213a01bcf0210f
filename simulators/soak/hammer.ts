import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "../world/random.ts";
import { HallUnderTest, type PostResult } from "./hall-under-test.ts";
import type { SoakReport } from "./report.ts";

export interface HammerOptions {
  seed: number;
  seconds: number;
}

const CLIENTS = 64;
const KILLS = 3;
/** Requests that are under way when the daemon is killed. */
const REQUESTS_AT_KILL = 40;

/**
 * 64 clients issue, call and finish over HTTP as fast as they can. No answer is an error of the hall, no ticket is
 * called twice, everything acknowledged is in the journal, and what is asked twice under one key happens once, also
 * when the daemon is killed between the two.
 */
export async function soakHammer({ seed, seconds }: HammerOptions): Promise<SoakReport> {
  const random = seededRandom(seed);
  const hall = await HallUnderTest.start({ seed, alwaysOpen: true, windows: 8 });
  const hammer = new Hammer(hall, random);
  try {
    await hammer.go(seconds * 1000);
    for (let kill = 0; kill < KILLS; kill += 1) await hammer.askAcrossKill();
    await hall.daemon.stop();
    const verified = hall.verify();
    if (verified.status !== 0) hammer.findings.push(`halld verify: ${verified.said}`);
    hammer.compareWithJournal();
    const { requests, issued, called } = hammer;
    return {
      part: "hammer",
      figures: {
        requests,
        "a second": Math.round(requests / seconds),
        tickets: issued.size,
        calls: called.size,
        kills: KILLS,
        ...hall.keepWhatExplains(hammer.findings),
      },
      findings: hammer.findings,
    };
  } finally {
    await hall.close();
  }
}

class Hammer {
  readonly findings: string[] = [];
  /** Numbers by the ids of acknowledged tickets. */
  readonly issued = new Map<string, string>();
  /** Ids of tickets in the answers to calls. */
  readonly called = new Set<string>();
  readonly #finished = new Set<string>();
  readonly #hall: HallUnderTest;
  readonly #random: () => number;
  #keys = 0;
  #dying = false;
  requests = 0;

  constructor(hall: HallUnderTest, random: () => number) {
    this.#hall = hall;
    this.#random = random;
  }

  async go(forMs: number): Promise<void> {
    const until = Date.now() + forMs;
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        while (Date.now() < until) await this.#act();
      }),
    );
  }

  /** Asks for tickets, kills the daemon in the midst of it, and asks for the same tickets again. */
  async askAcrossKill(): Promise<void> {
    const wishes = Array.from({ length: REQUESTS_AT_KILL }, () => this.#wish());
    this.#dying = true;
    const first = wishes.map((wish) => this.#ask(wish));
    await sleep(this.#random() * 30);
    await this.#hall.daemon.kill();
    const before = await Promise.all(first);
    await this.#hall.startDaemon();
    this.#dying = false;
    for (const [index, wish] of wishes.entries())
      this.#compare(wish.key, before[index], await this.#ask(wish));
  }

  compareWithJournal(): void {
    const tickets = new Map<string, string>();
    const calls = new Map<string, number>();
    const finished = new Set<string>();
    for (const { type, data } of this.#hall.journal()) {
      const ticket = String(data.ticket);
      if (type === "ticket-issued") tickets.set(ticket, String(data.number));
      if (type === "ticket-called") calls.set(ticket, (calls.get(ticket) ?? 0) + 1);
      if (type === "visit-finished") finished.add(ticket);
    }
    const numbers = new Set(tickets.values());
    if (numbers.size !== tickets.size) this.findings.push("a number was given twice");
    if (tickets.size !== this.issued.size)
      this.findings.push(`${tickets.size} tickets were issued, ${this.issued.size} were acknowledged`);
    for (const [id, number] of this.issued)
      if (tickets.get(id) !== number) this.findings.push(`ticket ${number} was acknowledged and is lost`);
    for (const [id, count] of calls)
      if (count > 1) this.findings.push(`ticket ${id} was called ${count} times`);
    for (const id of this.called)
      if (!calls.has(id)) this.findings.push(`the call of ${id} was acknowledged and is lost`);
    for (const id of this.#finished)
      if (!finished.has(id)) this.findings.push(`the finish of ${id} was acknowledged and is lost`);
  }

  async #act(): Promise<void> {
    const dice = this.#random();
    if (dice < 0.1) await this.#askTwice();
    else if (dice < 0.5) await this.#ask(this.#wish());
    else await this.#workAtSomeWindow();
  }

  async #askTwice(): Promise<void> {
    const wish = this.#wish();
    const [one, two] = await Promise.all([this.#ask(wish), this.#ask(wish)]);
    this.#compare(wish.key, one, two);
  }

  #compare(key: string, one: PostResult | undefined, two: PostResult): void {
    if (one && one.status !== 0 && JSON.stringify(one.body) !== JSON.stringify(two.body))
      this.findings.push(`key ${key} was answered in two ways: ${one.status}, ${two.status}`);
  }

  #wish(): { key: string; service: string } {
    const { services } = this.#hall.hall;
    this.#keys += 1;
    const service = services[Math.floor(this.#random() * services.length)]?.id ?? "";
    return { key: `key-${this.#keys}`, service };
  }

  async #ask({ key, service }: { key: string; service: string }): Promise<PostResult> {
    const answer = await this.#post("/tickets", { service }, { "idempotency-key": key });
    if (answer.status === 201) this.issued.set(String(answer.body.id), String(answer.body.number));
    return answer;
  }

  async #workAtSomeWindow(): Promise<void> {
    const { windows } = this.#hall.hall;
    const window = windows[Math.floor(this.#random() * windows.length)]?.id ?? "";
    const called = await this.#post(`/windows/${window}/call-next`, {});
    if (called.status === 200) {
      const id = idOf(called);
      if (this.called.has(id)) this.findings.push(`ticket ${id} was given to two calls`);
      this.called.add(id);
    }
    const finished = await this.#post(`/windows/${window}/finish`, {});
    if (finished.status === 200) this.#finished.add(idOf(finished));
  }

  async #post(path: string, body: object, headers: Record<string, string> = {}): Promise<PostResult> {
    this.requests += 1;
    const answer = await this.#hall.post(path, body, headers);
    // Where nobody kills the daemon every request is answered.
    if (answer.status >= 500 || (answer.status === 0 && !this.#dying))
      this.findings.push(`POST ${path}: ${answer.status}`);
    return answer;
  }
}

function idOf({ body }: PostResult): string {
  const { ticket } = body;
  return typeof ticket === "object" && ticket && "id" in ticket ? String(ticket.id) : "";
}
