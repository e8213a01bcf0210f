import type { DemoHall } from "../demo-hall/hall.ts";
import { seededRandom, seedFor } from "../world/random.ts";

/** What can befall a hall's wires and devices. */
export const FAULT_KINDS = [
  "cable pulled",
  "printer unplugged",
  "noise",
  "bytes flipped",
  "device dead",
  "device confused",
  "paper out",
  "roll ends",
  "cover open",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault that lasts until it is undone. Times are wire time, `atMs` from the beginning of its round. */
export interface PlannedFault {
  kind: FaultKind;
  /** The wire or device that it befalls. */
  on: string;
  atMs: number;
  lastsMs: number;
  /** Of whatever else is left to chance in it. */
  seed: number;
}

/** So long faults follow one another; then all is well for a moment, and the displays are looked at. */
const ROUND_MS = 20_000;
/** From one fault to the next: every few seconds each kind of fault befalls something. */
const PAUSE_MS = 400;
const LASTS_AT_LEAST_MS = 300;
const LASTS_AT_MOST_MS = 2800;
/** A roll that is about to end does so only when somebody prints on it. */
const ROLL_LASTS_TIMES = 3;

/**
 * The faults of a round in their order: the same for the same hall, seed and number, whatever happened before. Every
 * kind has its turn, in an order drawn anew each time.
 */
export function plannedRound(hall: DemoHall, seed: number, round: number): PlannedFault[] {
  const random = seededRandom(seedFor(seed, `round ${round}`));
  const places = placesOf(hall);
  const faults: PlannedFault[] = [];
  let turn: FaultKind[] = [];
  for (let atMs = 0; atMs < ROUND_MS; atMs += PAUSE_MS + random() * 2 * PAUSE_MS) {
    if (turn.length === 0) turn = [...FAULT_KINDS];
    const [kind] = turn.splice(Math.floor(random() * turn.length), 1);
    if (kind === undefined) break;
    const among = places[kind];
    const on = among[Math.floor(random() * among.length)];
    if (on === undefined) throw new Error(`nothing in this hall for "${kind}"`);
    const times = kind === "roll ends" ? ROLL_LASTS_TIMES : 1;
    const lastsMs = times * (LASTS_AT_LEAST_MS + random() * (LASTS_AT_MOST_MS - LASTS_AT_LEAST_MS));
    faults.push({ kind, on, atMs, lastsMs, seed: Math.floor(random() * 2 ** 32) });
  }
  return faults;
}

function placesOf({ wires, windows, dispensers }: DemoHall): Record<FaultKind, string[]> {
  const all = wires.map(({ id }) => id);
  const ofPrinters = dispensers.map(({ printer }) => printer.wire);
  // A printer's text carries no check sum: of a letter that came out as another one nobody can know.
  const summed = all.filter((wire) => !ofPrinters.includes(wire));
  const stations = windows.flatMap(({ display, callPad, ratingPad }) => [display, callPad, ratingPad]);
  const atWindows = stations.map(({ id }) => id);
  const printers = dispensers.map(({ printer }) => printer.id);
  return {
    "cable pulled": all,
    "printer unplugged": ofPrinters,
    noise: all,
    "bytes flipped": summed,
    "device dead": atWindows,
    "device confused": atWindows,
    "paper out": printers,
    "roll ends": printers,
    "cover open": printers,
  };
}
