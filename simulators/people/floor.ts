import type { SimulatedKeypad, SimulatedPaper, SimulatedRatingPad, SimulatedSign } from "../world/handles.ts";
import type { Waiting } from "./hall-clock.ts";
import type { DayLog, Observation, Seen } from "./observations.ts";
import { numberOnPaper } from "./paper.ts";
import { numberOver } from "./sign.ts";

/** What people can touch and see of the simulated world; a `World` is one. */
export interface Devices {
  keypad(id: string): Pick<SimulatedKeypad, "press" | "tones" | "digits">;
  sign(id: string): Pick<SimulatedSign, "text" | "history">;
  ratingPad(id: string): Pick<SimulatedRatingPad, "rate">;
  printer(id: string): { readonly papers: readonly Pick<SimulatedPaper, "index" | "text" | "atMs">[] };
  onChange(listener: (event: { readonly device: string }) => void): () => void;
}

export interface FloorWindow {
  id: string;
  display: string;
  callPad: string;
  ratingPad: string;
}

export interface FloorDispenser {
  id: string;
  buttons: string;
  printer: string;
}

export interface FloorPlan {
  windows: readonly FloorWindow[];
  dispensers: readonly FloorDispenser[];
}

/** Somebody standing before a window with a paper in the hand. Clerk and citizen both see, and change, `state`. */
export interface Standing {
  readonly citizen: string;
  readonly number: string;
  readonly queue: string;
  readonly serviceMs: number;
  readonly invitedToRate: boolean;
  state: "waiting" | "being-served" | "dismissed" | "dismissed-and-invited";
}

/** Where people stand before a window: a place to watch. */
export function placeBefore(window: FloorWindow): string {
  return `before-${window.id}`;
}

/** The room between the devices: who stands where, and what can be seen from there. */
export class Floor {
  readonly devices: Devices;
  readonly plan: FloorPlan;
  readonly waiting: Waiting;
  readonly #observations: Observation[] = [];
  readonly #watchers = new Map<string, Set<() => void>>();
  readonly #standing = new Map<string, Standing[]>();
  readonly #stopListening: () => void;

  constructor(devices: Devices, plan: FloorPlan, waiting: Waiting) {
    this.devices = devices;
    this.plan = plan;
    this.waiting = waiting;
    const observers = this.#observers();
    this.#stopListening = devices.onChange(({ device }) => {
      observers.get(device)?.();
      this.wake(device);
    });
  }

  leave(): void {
    this.#stopListening();
  }

  note(seen: Seen): void {
    const { clock, timer } = this.waiting;
    this.#observations.push({ hallMs: clock.now(), wireMs: timer.nowMs(), ...seen });
  }

  /** Everything that was noted, and what the devices themselves have kept. */
  seen(): Omit<DayLog, "citizens"> {
    return {
      observations: this.#observations,
      papers: this.plan.dispensers.flatMap(({ printer }) =>
        this.devices.printer(printer).papers.map(({ index, text, atMs }) => ({
          printer,
          index,
          text,
          number: numberOnPaper(text),
          wireMs: atMs,
        })),
      ),
      displays: this.plan.windows.map(({ id, display }) => ({
        window: id,
        history: this.devices
          .sign(display)
          .history.map(({ text, atMs }) => ({ number: numberOver(text), wireMs: atMs })),
      })),
    };
  }

  /** The number lit at a window; null when there is none. */
  litAt(window: FloorWindow): string | null {
    return numberOver(this.devices.sign(window.display).text);
  }

  /** Every number that is lit now or was at some time since: what was lit before, and went dark later, was. */
  numbersLitSince(hallMs: number): string[] {
    const lit = new Map(this.plan.windows.map(({ id }) => [id, [] as string[]]));
    for (const seen of this.#observations)
      if (seen.kind === "lit") {
        const before = seen.hallMs < hallMs ? [] : (lit.get(seen.window) ?? []);
        lit.set(seen.window, seen.number === null ? before : [...before, seen.number]);
      }
    return [...lit.values()].flat();
  }

  /** The window at which a number is lit, if it is. */
  windowOf(number: string): FloorWindow | undefined {
    return this.plan.windows.find((window) => this.litAt(window) === number);
  }

  /**
   * Watches the named devices (and places, such as `placeBefore` a window) until `look` sees something; undefined when `patienceMs`
   * of wire time were in vain.
   */
  watch<T>(places: readonly string[], look: () => T | undefined, patienceMs: number): Promise<T | undefined> {
    const now = look();
    if (now !== undefined) return Promise.resolve(now);
    return this.waiting.until<T>((tell) => {
      const watcher = () => {
        const seen = look();
        if (seen !== undefined) tell(seen);
      };
      for (const place of places) this.#watchersOf(place).add(watcher);
      return () => {
        for (const place of places) this.#watchersOf(place).delete(watcher);
      };
    }, patienceMs);
  }

  stepUp(window: FloorWindow, person: Standing): void {
    this.#standing.set(window.id, [...this.#peopleAt(window), person]);
    this.wake(placeBefore(window));
  }

  stepAway(window: FloorWindow, person: Standing): void {
    this.#standing.set(
      window.id,
      this.#peopleAt(window).filter((other) => other !== person),
    );
    this.wake(placeBefore(window));
  }

  /** Whoever stands before the window with that number. */
  personAt(window: FloorWindow, number: string): Standing | undefined {
    return this.#peopleAt(window).find((person) => person.number === number);
  }

  /** Lets everybody who watches that place look again. */
  wake(place: string): void {
    for (const watcher of [...(this.#watchers.get(place) ?? [])]) watcher();
  }

  #peopleAt(window: FloorWindow): readonly Standing[] {
    return this.#standing.get(window.id) ?? [];
  }

  #watchersOf(place: string): Set<() => void> {
    let watchers = this.#watchers.get(place);
    if (watchers === undefined) {
      watchers = new Set();
      this.#watchers.set(place, watchers);
    }
    return watchers;
  }

  /** By device, what there is to write down when it changes. */
  #observers(): Map<string, () => void> {
    const observers = new Map<string, () => void>();
    for (const window of this.plan.windows) {
      let last = this.litAt(window);
      observers.set(window.display, () => {
        const number = this.litAt(window);
        if (number === last) return;
        last = number;
        this.note({ kind: "lit", window: window.id, number });
      });
    }
    for (const { printer } of this.plan.dispensers) {
      let seen = 0;
      observers.set(printer, () => {
        for (const { index, text } of this.devices.printer(printer).papers.slice(seen)) {
          this.note({ kind: "paper", printer, index, number: numberOnPaper(text), text });
          seen++;
        }
      });
    }
    return observers;
  }
}
