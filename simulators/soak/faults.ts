import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "../world/random.ts";
import type { World } from "../world/world.ts";
import type { HallUnderTest } from "./hall-under-test.ts";
import { notShown } from "./shown.ts";

/** How long a display may take to be right when all faults are over, in wire ms. */
const SHOWN_WITHIN_MS = 2000;
const PAUSE_MS = 400;
const NOISE_BYTES = 40;

/** A fault that lasts until it is undone. */
type Undo = () => Promise<void> | void;

/**
 * Faults of wires and devices, one or two at a time, for a while; then all is well again. @returns what the displays
 * show that they should not, soon after
 */
export async function disturbWires(hall: HallUnderTest, seed: number, forMs: number): Promise<string[]> {
  const random = seededRandom(seed);
  const faults = faultsOf(hall, random);
  const until = Date.now() + forMs;
  const healed: Promise<void>[] = [];
  while (Date.now() < until) {
    const fault = faults[Math.floor(random() * faults.length)];
    const undo = fault?.();
    const lastsMs = 300 + random() * 2500;
    if (undo) healed.push(sleep(lastsMs).then(undo));
    await sleep(PAUSE_MS + random() * 2 * PAUSE_MS);
  }
  await Promise.all(healed);
  return notShown(hall, SHOWN_WITHIN_MS);
}

function faultsOf({ hall, world }: HallUnderTest, random: () => number): (() => Undo)[] {
  const one = <T>(things: readonly T[]): T => {
    const thing = things[Math.floor(random() * things.length)];
    if (thing === undefined) throw new Error("a hall without devices");
    return thing;
  };
  const wire = () => one(hall.wires).id;
  const printer = () => world.printer(one(hall.dispensers).printer.id);
  const station = () =>
    one(hall.windows.flatMap(({ display, callPad, ratingPad }) => [display, callPad, ratingPad])).id;
  return [
    () => pulled(world, wire()),
    () => pulled(world, one(hall.dispensers).printer.wire),
    () => noisy(world, wire(), random),
    () => flipping(world, wire()),
    () => dead(world, station()),
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
