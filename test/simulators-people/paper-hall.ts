import type { Devices, FloorPlan } from "../../simulators/people/floor.ts";
import type { WireTimer } from "../../simulators/people/hall-clock.ts";
import type { JournalLine } from "../../simulators/people/journal-lines.ts";

export interface PaperHallWindow {
  id: string;
  /** Prefixes of the numbers that it calls. */
  calls: string[];
}

interface Ticket {
  ticket: string;
  number: string;
  prefix: string;
}

interface Keypad {
  tones: number;
  digits: string;
  press(keys: string | readonly string[]): Promise<{ echoed: boolean; repeats: number }>;
}

const keyMs = 60;
const printMs = 300;

/**
 * The smallest hall that people can live in: first come, first served, without wires, in the timer's time. It keeps a
 * journal of its own, in the words of `halld export`.
 */
export class PaperHall implements Devices {
  readonly journal: JournalLine[] = [];
  /** Presses that reach the hall while their echo is lost, counted down. */
  echoesToLose = 0;
  /** Tickets that get their paper and are never called, counted down. */
  ticketsToForget = 0;
  readonly #timer: WireTimer;
  readonly #listeners = new Set<(event: { device: string }) => void>();
  readonly #keypads = new Map<string, Keypad>();
  readonly #displays = new Map<string, { text: string; history: { text: string; atMs: number }[] }>();
  readonly #papers = new Map<string, { index: number; text: string; atMs: number }[]>();
  readonly #waiting: Ticket[] = [];
  readonly #inHand = new Map<string, Ticket>();
  readonly #counts = new Map<string, number>();
  readonly #paused = new Set<string>();

  constructor(plan: FloorPlan, windows: readonly PaperHallWindow[], timer: WireTimer) {
    this.#timer = timer;
    for (const { id, display, callPad } of plan.windows) {
      const calls = windows.find((window) => window.id === id)?.calls ?? [];
      this.#displays.set(display, { text: "", history: [] });
      this.#keypads.set(
        callPad,
        this.#keypad(callPad, (keys) => this.#padKey(id, display, calls, keys)),
      );
    }
    for (const { buttons, printer } of plan.dispensers) {
      this.#papers.set(printer, []);
      this.#keypads.set(
        buttons,
        this.#keypad(buttons, (keys) => this.#issue(printer, keys)),
      );
    }
  }

  keypad(id: string): Keypad {
    return existing(this.#keypads.get(id));
  }

  sign(id: string) {
    return existing(this.#displays.get(id));
  }

  ratingPad(_id: string) {
    return {
      rate: async () => {
        await this.#pass(keyMs);
        return { acknowledged: true, repeats: 0 };
      },
    };
  }

  printer(id: string) {
    return { papers: existing(this.#papers.get(id)) };
  }

  onChange(listener: (event: { device: string }) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** `obey` answers whether the press was accepted; a refused one is followed by a tone. */
  #keypad(id: string, obey: (keys: string) => boolean): Keypad {
    const keypad: Keypad = {
      tones: 0,
      digits: "      ",
      press: async (keys) => {
        const words = String(keys);
        await this.#pass(keyMs * words.split(" ").length);
        if (!obey(words)) {
          this.#timer.after(keyMs, () => {
            keypad.tones++;
            this.#changed(id);
          });
        }
        if (this.echoesToLose === 0) return { echoed: true, repeats: 0 };
        this.echoesToLose--;
        return { echoed: false, repeats: 4 };
      },
    };
    return keypad;
  }

  #issue(printer: string, keys: string): boolean {
    const prefix = keys.replace(" start", "").replaceAll(" ", "");
    const count = (this.#counts.get(prefix) ?? 0) + 1;
    this.#counts.set(prefix, count);
    const number = `${prefix}${String(count).padStart(3, "0")}`;
    const ticket: Ticket = { ticket: `t${number}`, number, prefix };
    if (this.ticketsToForget > 0) this.ticketsToForget--;
    else this.#waiting.push(ticket);
    this.#write("ticket-issued", { ...ticket });
    this.#write("print-requested", { job: `j${number}`, ticket: ticket.ticket, copy: false });
    this.#timer.after(printMs, () => {
      const papers = existing(this.#papers.get(printer));
      papers.push({
        index: papers.length,
        text: `大厅\n   ${number}   \n前面 3 人`,
        atMs: this.#timer.nowMs(),
      });
      this.#write("job-ended", { job: `j${number}`, outcome: "done" });
      this.#changed(printer);
    });
    return true;
  }

  #padKey(window: string, display: string, calls: readonly string[], keys: string): boolean {
    const inHand = this.#inHand.get(window);
    switch (keys) {
      case "call": {
        if (inHand !== undefined) this.#end(window, "visit-finished", inHand);
        const next = this.#paused.has(window)
          ? -1
          : this.#waiting.findIndex(({ prefix }) => calls.includes(prefix));
        const [called] = next < 0 ? [] : this.#waiting.splice(next, 1);
        this.#show(display, called?.number ?? "");
        if (called === undefined) return inHand !== undefined;
        this.#inHand.set(window, called);
        this.#write("ticket-called", { ticket: called.ticket, window });
        return true;
      }
      case "evaluate":
      case "cancel":
        if (inHand === undefined) return false;
        this.#end(window, keys === "cancel" ? "ticket-no-show" : "visit-finished", inHand);
        this.#show(display, "");
        return true;
      case "pause":
        this.#paused.add(window);
        return true;
      case "2 function":
        return this.#paused.delete(window);
      default:
        return inHand !== undefined;
    }
  }

  #end(window: string, type: string, { ticket }: Ticket): void {
    this.#inHand.delete(window);
    this.#write(type, { ticket, window });
  }

  #show(display: string, text: string): void {
    this.#timer.after(keyMs, () => {
      const showing = this.sign(display);
      if (showing.text === text) return;
      showing.text = text;
      showing.history.push({ text, atMs: this.#timer.nowMs() });
      this.#changed(display);
    });
  }

  #write(type: string, data: Record<string, unknown>): void {
    this.journal.push({ seq: this.journal.length + 1, type, data });
  }

  #changed(device: string): void {
    for (const listener of this.#listeners) listener({ device });
  }

  #pass(ms: number): Promise<void> {
    return new Promise((resolve) => this.#timer.after(ms, resolve));
  }
}

function existing<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the hall has no such device");
  return value;
}
