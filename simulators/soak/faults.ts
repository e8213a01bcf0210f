import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "../world/random.ts";
import type { World } from "../world/world.ts";
import { type FaultKind, type PlannedFault, plannedRound } from "./fault-plan.ts";
import type { HallUnderTest } from "./hall-under-test.ts";
import { type Looked, lookAtDisplays } from "./shown.ts";

/** How long a display may take to be right when all faults are over, in wire ms. */
const SHOWN_WITHIN_MS = 2000;
const NOISE_BYTES = 40;
const FLIP_ONE_BYTE_IN = 25;
/** A ticket is about as long: the roll ends within the next one or two. */
const LONGEST_ROLL_END_MM = 150;

type Undo = () => Promise<void> | void;

export interface Disturbed {
  /** How often each kind befell something; what is disturbed already is left alone. */
  faults: Map<FaultKind, number>;
  /** What the displays showed each time when all was well for a moment. */
  calms: Looked[];
}

/**
 * Rounds of faults of wires and devices, several at a time, while people work. After each of them all is well for a
 * moment.
 */
export async function disturbWires(
  hall: HallUnderTest,
  seed: number,
  isOver: () => boolean,
): Promise<Disturbed> {
  const disturbed: Disturbed = { faults: new Map(), calms: [] };
  while (!isOver()) {
    const round = plannedRound(hall.hall, seed, disturbed.calms.length);
    await live(round, hall.world, disturbed.faults);
    disturbed.calms.push(await lookAtDisplays(hall, SHOWN_WITHIN_MS));
  }
  return disturbed;
}

/** Lets a round's faults happen, until all of them are undone. */
async function live(
  round: readonly PlannedFault[],
  world: World,
  counts: Map<FaultKind, number>,
): Promise<void> {
  const beganMs = Date.now();
  const disturbed = new Set<string>();
  const undone: Promise<void>[] = [];
  for (const fault of round) {
    await sleep(Math.max(0, beganMs + fault.atMs - Date.now()));
    const undo = disturbed.has(fault.on) ? null : befall(world, fault);
    if (undo === null) continue;
    counts.set(fault.kind, (counts.get(fault.kind) ?? 0) + 1);
    disturbed.add(fault.on);
    undone.push(
      sleep(fault.lastsMs).then(async () => {
        await undo();
        disturbed.delete(fault.on);
      }),
    );
  }
  await Promise.all(undone);
}

function befall(world: World, { kind, on, seed }: PlannedFault): Undo {
  switch (kind) {
    case "cable pulled":
    case "printer unplugged":
      world.unplug(on);
      return () => world.replug(on);
    case "noise":
      world.noise(on, noiseFrom(seed));
      return () => {};
    case "bytes flipped":
      world.setLineFaults(on, { flipOneIn: FLIP_ONE_BYTE_IN });
      return () => world.setLineFaults(on, {});
    case "device dead":
      world.kill(on);
      return () => world.revive(on);
    case "device confused":
      // Hears half, says some of it not and some of it twice, and takes its time.
      world.setDeviceFaults(on, { missOneIn: 2, dropOneIn: 4, doubleOneIn: 4, delayMs: 20 });
      return () => world.setDeviceFaults(on, {});
    case "paper out":
      world.printer(on).setPaper("out");
      return () => world.printer(on).loadPaper();
    case "roll ends":
      world.printer(on).endRollIn(seededRandom(seed)() * LONGEST_ROLL_END_MM);
      return () => reload(world, on);
    case "cover open":
      world.printer(on).setCover("open");
      return () => world.printer(on).setCover("closed");
  }
}

function noiseFrom(seed: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length: NOISE_BYTES }, () => Math.floor(random() * 256));
}

/** A roll that did not come to its end stays: to change it would tear what is being printed. */
function reload(world: World, id: string): void {
  const printer = world.printer(id);
  if (printer.state.paper === "out") printer.loadPaper();
  else printer.setPaper("ok");
}
