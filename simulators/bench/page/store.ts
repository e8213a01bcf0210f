import type { BenchAct, BenchLayout, BenchNews, DeviceView, FrameView, WireView } from "../messages.ts";

/** A wire with two counters that go up whenever bytes crossed, so that lamps can blink by them. */
export interface WireOnBench extends WireView {
  blinksToDevice: number;
  blinksFromDevice: number;
}

/** The last answer of a device to a hand on it. */
export interface Answer {
  answered: boolean;
  repeats: number;
  count: number;
}

export interface BenchState {
  connected: boolean;
  layout: BenchLayout | null;
  devices: Readonly<Record<string, DeviceView>>;
  wires: Readonly<Record<string, WireOnBench>>;
  answers: Readonly<Record<string, Answer>>;
  /** Newest first. */
  frames: readonly (FrameView & { key: number })[];
  framesLeftOut: number;
}

const framesKept = 120;
const reconnectMs = 1_000;

/** What the page knows, kept fresh by the world's news; reconnects by itself. */
export class BenchStore {
  #state: BenchState = {
    connected: false,
    layout: null,
    devices: {},
    wires: {},
    answers: {},
    frames: [],
    framesLeftOut: 0,
  };
  #socket: WebSocket | null = null;
  #wires: string[] = [];
  #frameKey = 0;
  readonly #url: string;
  readonly #listeners = new Set<() => void>();

  constructor(url: string) {
    this.#url = url;
    this.#connect();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): BenchState => this.#state;

  act(act: BenchAct): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(act));
  }

  /** Reads these wires from now on. */
  look(wires: string[]): void {
    this.#wires = wires;
    this.#set({ frames: [], framesLeftOut: 0 });
    this.act({ act: "look", wires });
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = () => {
      this.#set({ connected: true });
      this.act({ act: "look", wires: this.#wires });
    };
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    socket.onclose = () => {
      this.#set({ connected: false });
      setTimeout(() => this.#connect(), reconnectMs);
    };
  }

  #hear(news: BenchNews): void {
    const { devices, wires, frames, framesLeftOut, answers } = this.#state;
    if (news.news === "layout") this.#set({ layout: news.layout });
    else if (news.news === "snapshot")
      this.#set({ devices: news.devices, wires: blinking(wires, news.wires) });
    else if (news.news === "answered") {
      const { device, answered, repeats } = news;
      const count = (answers[device]?.count ?? 0) + 1;
      this.#set({ answers: { ...answers, [device]: { answered, repeats, count } } });
    } else {
      const fresh = news.frames.map((frame) => ({ ...frame, key: this.#frameKey++ })).reverse();
      this.#set({
        devices: { ...devices, ...news.devices },
        wires: { ...wires, ...blinking(wires, news.wires) },
        frames: fresh.length === 0 ? frames : [...fresh, ...frames].slice(0, framesKept),
        framesLeftOut: framesLeftOut + news.framesLeftOut,
      });
    }
  }

  #set(change: Partial<BenchState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function blinking(
  before: Readonly<Record<string, WireOnBench>>,
  now: Readonly<Record<string, WireView>>,
): Record<string, WireOnBench> {
  return Object.fromEntries(
    Object.entries(now).map(([id, wire]) => {
      const last = before[id];
      return [
        id,
        {
          ...wire,
          blinksToDevice: (last?.blinksToDevice ?? 0) + Math.sign(wire.toDevice),
          blinksFromDevice: (last?.blinksFromDevice ?? 0) + Math.sign(wire.fromDevice),
        },
      ];
    }),
  );
}
