import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "../world/random.ts";
import type { World } from "../world/world.ts";
import type { HallUnderTest } from "./hall-under-test.ts";
import { notShown } from "./shown.ts";

/** How long a display may take to be right when all faults are over, in wire ms. */
const SHOWN_WITHIN_MS = 2000;
/** From one fault to the next: every few seconds each kind of fault befalls something. */
const PAUSE_MS = 400;
const LASTS_AT_LEAST_MS = 300;
const LASTS_AT_MOST_MS = 2800;
/** So long faults follow one another; then all is well for a moment, and the displays are looked at. */
const ROUND_MS = 20_000;
const NOISE_BYTES = 40;

/** A fault that lasts until it is undone. */
type Undo = () => Promise<void> | void;

export interface Disturbed {
  /** How many faults there were. */
  faults: number;
  /** How often all was well for a moment. */
  calms: number;
  /** What the displays showed, after a calm, that they should not. */
  findings: string[];
}

/**
 * Faults of wires and devices, several at a time, while people work: cables pulled, bytes flipped, noise, printers dry
 * or open, devices dead or confused. Between the rounds all is well for a moment, and at the end.
 * @param forMs wire time
 */
export async function disturbWires(hall: HallUnderTest, seed: number, forMs: number): Promise<Disturbed> {
  const random = seededRandom(seed);
  const faults = faultsOf(hall, random);
  const endsAt = Date.now() + forMs;
  const disturbed: Disturbed = { faults: 0, calms: 0, findings: [] };
  while (Date.now() < endsAt) {
    disturbed.faults += await oneRound(faults, random, Math.min(endsAt, Date.now() + ROUND_MS));
    disturbed.calms += 1;
    const wrong = await notShown(hall, SHOWN_WITHIN_MS);
    disturbed.findings.push(...wrong.map((what) => `after calm ${disturbed.calms}: ${what}`));
  }
  return disturbed;
}

/** @returns how many faults there were, all of them healed */
async function oneRound(faults: (() => Undo)[], random: () => number, until: number): Promise<number> {
  const healed: Promise<void>[] = [];
  while (Date.now() < until) {
    const undo = faults[Math.floor(random() * faults.length)]?.();
    const lastsMs = LASTS_AT_LEAST_MS + random() * (LASTS_AT_MOST_MS - LASTS_AT_LEAST_MS);
    if (undo) healed.push(sleep(lastsMs).then(undo));
    await sleep(PAUSE_MS + random() * 2 * PAUSE_MS);
  }
  await Promise.all(healed);
  return healed.length;
}

function faultsOf({ hall, world }: HallUnderTest, random: () => number): (() => Undo)[] {
  const one = <T>(things: readonly T[]): T => {
    const thing = things[Math.floor(random() * things.length)];
    if (thing === undefined) throw new Error("a hall without devices");
    return thing;
  };
  const wire = () => one(hall.wires).id;
  // A printer's text carries no check sum: of a letter that came out as another one nobody can know.
  const summed = hall.wires
    .map(({ id }) => id)
    .filter((id) => !hall.dispensers.some((d) => d.printer.wire === id));
  const printer = () => world.printer(one(hall.dispensers).printer.id);
  const station = () =>
    one(hall.windows.flatMap(({ display, callPad, ratingPad }) => [display, callPad, ratingPad])).id;
  return [
    () => pulled(world, wire()),
    () => pulled(world, one(hall.dispensers).printer.wire),
    () => noisy(world, wire(), random),
    () => flipping(world, one(summed)),
    () => dead(world, station()),
    () => confused(world, station()),
    () => {
      const it = printer();
      it.setPaper("out");
      return () => it.loadPaper();
    },
    () => {
      const it = printer();
      it.setCover("open");
      return () => it.setCover("closed");
    },
  ];
}

function pulled(world: World, wire: string): Undo {
  if (!world.plugged(wire)) return () => {};
  world.unplug(wire);
  return () => world.replug(wire);
}

function noisy(world: World, wire: string, random: () => number): Undo {
  if (world.plugged(wire))
    world.noise(
      wire,
      Uint8Array.from({ length: NOISE_BYTES }, () => Math.floor(random() * 256)),
    );
  return () => {};
}

function flipping(world: World, wire: string): Undo {
  world.setLineFaults(wire, { flipOneIn: 150 });
  return () => world.setLineFaults(wire, {});
}

function dead(world: World, device: string): Undo {
  world.kill(device);
  return () => world.revive(device);
}

/** Hears half, says some of it not and some of it twice, and takes its time. */
function confused(world: World, device: string): Undo {
  world.setDeviceFaults(device, { missOneIn: 2, dropOneIn: 4, doubleOneIn: 4, delayMs: 20 });
  return () => world.setDeviceFaults(device, {});
}
