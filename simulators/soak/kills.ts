import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "../world/random.ts";
import { HallUnderTest } from "./hall-under-test.ts";
import type { SoakReport } from "./report.ts";
import { lookAtDisplays } from "./shown.ts";

export interface KillsOptions {
  seed: number;
  kills: number;
}

/** How long a display may take to be right after a restart, in wire ms: its bus refreshes several displays. */
const SHOWN_WITHIN_MS = 2000;
const CLIENTS = 6;

/**
 * Kills the daemon at random moments of a busy hall. No acknowledged ticket is lost, no number is given twice, every
 * number on paper is in the journal, every called ticket is shown again.
 */
export async function soakKills({ seed, kills }: KillsOptions): Promise<SoakReport> {
  const random = seededRandom(seed);
  const hall = await HallUnderTest.start({ seed, alwaysOpen: true, windows: 8 });
  const work = new Busy(hall, random);
  const findings: string[] = [];
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      work.begin();
      await sleep(100 + random() * 900);
      await hall.daemon.kill();
      await work.end();
      await hall.startDaemon();
      const { wrong } = await lookAtDisplays(hall, SHOWN_WITHIN_MS);
      findings.push(...wrong.map((what) => `after kill ${kill}: ${what}`));
    }
    await hall.daemon.stop();
    const verified = hall.verify();
    if (verified.status !== 0) findings.push(`halld verify: ${verified.said}`);
    findings.push(...lostOrTwice(hall, work));
    return {
      part: "kills",
      figures: {
        kills,
        "tickets acknowledged": work.acknowledged.size,
        papers: papersOf(hall).length,
        ...hall.keepWhatExplains(findings),
      },
      findings,
    };
  } finally {
    await hall.close();
  }
}

/** Citizens at pages and dispensers, clerks at their pads and pages, until the daemon dies under them. */
class Busy {
  /** Numbers by the ids of tickets whose answer arrived. */
  readonly acknowledged = new Map<string, string>();
  readonly #hall: HallUnderTest;
  readonly #random: () => number;
  #going: Promise<unknown>[] = [];
  #ended = true;

  constructor(hall: HallUnderTest, random: () => number) {
    this.#hall = hall;
    this.#random = random;
  }

  begin(): void {
    this.#ended = false;
    const { windows, dispensers } = this.#hall.hall;
    this.#going = [
      ...Array.from({ length: CLIENTS }, () => this.#repeat(() => this.#takeTicket())),
      ...windows.map(({ id }) => this.#repeat(() => this.#workAt(id))),
      ...dispensers.map(({ buttons }) => this.#repeat(() => this.#pressButtons(buttons.id))),
    ];
  }

  async end(): Promise<void> {
    this.#ended = true;
    await Promise.all(this.#going);
  }

  async #repeat(act: () => Promise<unknown>): Promise<void> {
    while (!this.#ended) {
      await act();
      await sleep(this.#random() * 40);
    }
  }

  async #takeTicket(): Promise<void> {
    const { services, dispensers } = this.#hall.hall;
    const service = services[Math.floor(this.#random() * services.length)];
    const dispenser = dispensers[Math.floor(this.#random() * dispensers.length)];
    const answer = await this.#hall.post("/tickets", { service: service?.id, dispenser: dispenser?.id });
    if (answer.status === 201) this.acknowledged.set(String(answer.body.id), String(answer.body.number));
  }

  async #workAt(window: string): Promise<void> {
    const called = await this.#hall.post(`/windows/${window}/call-next`, {});
    if (called.status === 0) return;
    await sleep(this.#random() * 200);
    if (this.#random() < 0.8) await this.#hall.post(`/windows/${window}/finish`, {});
  }

  async #pressButtons(id: string): Promise<void> {
    const { services } = this.#hall.hall;
    const service = services[Math.floor(this.#random() * services.length)];
    // Unechoed when the daemon died meanwhile: then it is not known whether there is a ticket.
    await this.#hall.world.keypad(id).press(`${service?.key} start`);
  }
}

function papersOf({ hall, world }: HallUnderTest) {
  return hall.dispensers.flatMap(({ printer }) => [...world.printer(printer.id).papers]);
}

function lostOrTwice(hall: HallUnderTest, { acknowledged }: Busy): string[] {
  const findings: string[] = [];
  const issued = new Map<string, string>();
  const tickets = new Map<string, string>();
  for (const { type, data } of hall.journal()) {
    if (type !== "ticket-issued") continue;
    const number = String(data.number);
    if (issued.has(number)) findings.push(`number ${number} was given twice`);
    issued.set(number, String(data.ticket));
    tickets.set(String(data.ticket), number);
  }
  for (const [id, number] of acknowledged)
    if (tickets.get(id) !== number) findings.push(`ticket ${number} was acknowledged and is lost`);
  const unmarked = new Map<string, number>();
  for (const { text } of papersOf(hall)) {
    const number = /^\s*(\d{4,5})\s*$/m.exec(text)?.[1];
    if (number === undefined) continue;
    if (!issued.has(number)) findings.push(`paper ${number} is not in the journal`);
    if (!text.includes("补打")) unmarked.set(number, (unmarked.get(number) ?? 0) + 1);
  }
  for (const [number, count] of unmarked)
    if (count > 1) findings.push(`${number} came out ${count} times without being marked`);
  return findings;
}
