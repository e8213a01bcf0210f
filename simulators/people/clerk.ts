import { type Floor, type FloorWindow, placeBefore, type Standing } from "./floor.ts";
import type { ClerkPlan } from "./plan.ts";

/** How long a clerk watches the devices after an echoed key, in wire milliseconds: machines do not run faster with the hall. */
const afterEchoMs = 3_000;
/** A call is given up no sooner than this: in a fast hall its paper may still be printing, which takes half a second. */
const leastPatienceMs = 1_200;
/** People who were invited to rate are waited for so long, hall time. */
const ratingPatienceMs = 20_000;
/** A task of another queue than the window's own takes longer. */
const foreignFactor = 1.1;

export interface ClerksHall {
  floor: Floor;
  midnightMs: number;
  /** After closing time and with nobody left in the hall: whoever finds the line empty, and the pad says so too, goes home. */
  mayGoHome(): boolean;
}

/** One clerk's day at the window: presses keys, sees the own display and whoever stands before the window. */
export async function clerkAtWindow(plan: ClerkPlan, window: FloorWindow, hall: ClerksHall): Promise<void> {
  const clerk = new Clerk(plan, window, hall);
  await hall.floor.waiting.untilHall(hall.midnightMs + plan.startsAtMs);
  await clerk.work();
}

class Clerk {
  readonly #plan: ClerkPlan;
  readonly #window: FloorWindow;
  readonly #hall: ClerksHall;
  /** The number dealt with last, which may stay lit until the next call. */
  #last: string | null = null;
  #hadLunch: boolean;

  constructor(plan: ClerkPlan, window: FloorWindow, hall: ClerksHall) {
    this.#plan = plan;
    this.#window = window;
    this.#hall = hall;
    this.#hadLunch = plan.lunch === null;
  }

  async work(): Promise<void> {
    for (;;) {
      if (this.#lunchIsDue()) await this.#takeLunch();
      const number = await this.#callNext();
      if (number !== null) await this.#attendTo(number);
      else if (this.#hall.mayGoHome() && this.#nobodyIsCounted()) return;
      else await this.#sitIdle();
    }
  }

  get #floor(): Floor {
    return this.#hall.floor;
  }

  get #pad() {
    return this.#floor.devices.keypad(this.#window.callPad);
  }

  async #press(keys: string): Promise<boolean> {
    const { echoed, repeats } = await this.#pad.press(keys);
    this.#floor.note({
      kind: "press",
      who: `clerk-${this.#plan.window}`,
      device: this.#window.callPad,
      keys,
      echoed,
      repeats,
    });
    return echoed;
  }

  /** A number on the own display that was not dealt with yet. */
  #newNumber(): string | undefined {
    const lit = this.#floor.litAt(this.#window);
    return lit === null || lit === this.#last ? undefined : lit;
  }

  /** The number that lights up; null when the pad sounds its tone, or the display goes dark: nobody waits. */
  async #callNext(): Promise<string | null> {
    for (;;) {
      const lit = this.#newNumber();
      if (lit !== undefined) return lit;
      const litBefore = this.#floor.litAt(this.#window);
      const tonesBefore = this.#pad.tones;
      const nobodyWaits = () =>
        this.#pad.tones > tonesBefore || (litBefore !== null && this.#floor.litAt(this.#window) === null);
      const echoed = await this.#press("call");
      const seen = await this.#floor.watch(
        [this.#window.display, this.#window.callPad],
        () => this.#newNumber() ?? (nobodyWaits() ? null : undefined),
        echoed ? afterEchoMs : this.#plan.triesAgainAfterWireMs,
      );
      if (seen !== undefined) return seen;
    }
  }

  /** A tone may also have told of somebody who came: the pad's own count does not lie for long. */
  #nobodyIsCounted(): boolean {
    return Number(this.#pad.digits) === 0;
  }

  async #attendTo(number: string): Promise<void> {
    const person = await this.#personWith(number);
    this.#last = number;
    if (person === undefined) return;
    person.state = "being-served";
    await this.#press("start");
    const factor = this.#plan.home.includes(person.queue) ? 1 : foreignFactor;
    await this.#floor.waiting.hall(person.serviceMs * factor);
    // Before lunch a visit is finished by itself, since no call follows that would finish it.
    const finished = (person.invitedToRate || this.#lunchIsDue()) && (await this.#press("evaluate"));
    person.state = finished ? "dismissed-and-invited" : "dismissed";
    this.#floor.wake(placeBefore(this.#window));
    await this.#floor.watch(
      [placeBefore(this.#window)],
      () => (this.#floor.personAt(this.#window, number) === undefined ? true : undefined),
      this.#patience(ratingPatienceMs),
    );
  }

  /** Whoever comes with that number, recalled and waited for; undefined when nobody does and the clerk gave up. */
  async #personWith(number: string): Promise<Standing | undefined> {
    for (let recalls = 0; ; recalls++) {
      const person = await this.#floor.watch(
        [placeBefore(this.#window)],
        () => this.#floor.personAt(this.#window, number),
        this.#patience(this.#plan.patienceMs),
      );
      if (person !== undefined) return person;
      if (recalls === this.#plan.recalls) break;
      await this.#press("recall");
    }
    await this.#giveUp(number);
    return undefined;
  }

  /** No-show, pressed again while the key stays dumb and the number lit. */
  async #giveUp(number: string): Promise<void> {
    while (!(await this.#press("cancel"))) {
      await this.#floor.waiting.wire(this.#plan.triesAgainAfterWireMs);
      if (this.#floor.litAt(this.#window) !== number) return;
    }
  }

  /** Until the pad sounds or counts more people, or the clerk tries of oneself. */
  async #sitIdle(): Promise<void> {
    const tonesBefore = this.#pad.tones;
    const countBefore = Number(this.#pad.digits);
    const sees = () =>
      this.#pad.tones > tonesBefore ||
      Number(this.#pad.digits) > countBefore ||
      this.#newNumber() !== undefined;
    await this.#floor.watch(
      [this.#window.callPad, this.#window.display],
      () => (sees() ? true : undefined),
      this.#patience(this.#plan.looksEveryMs),
    );
    await this.#floor.waiting.hall(this.#plan.reactionMs);
  }

  #lunchIsDue(): boolean {
    const { lunch } = this.#plan;
    return (
      !this.#hadLunch &&
      lunch !== null &&
      this.#floor.waiting.clock.now() >= this.#hall.midnightMs + lunch.fromMs
    );
  }

  async #takeLunch(): Promise<void> {
    this.#hadLunch = true;
    await this.#press("pause");
    await this.#floor.waiting.hall(this.#plan.lunch?.lengthMs ?? 0);
    while (!(await this.#press("2 function")))
      await this.#floor.waiting.wire(this.#plan.triesAgainAfterWireMs);
  }

  #patience(hallMs: number): number {
    return Math.max(leastPatienceMs, this.#floor.waiting.inWire(hallMs));
  }
}
