import type { Floor, FloorDispenser } from "./floor.ts";
import type { Line } from "./line.ts";
import { numberOnPaper } from "./paper.ts";
import type { CitizenPlan } from "./plan.ts";

/** How patient people are with machines, in wire milliseconds: machines do not run faster with the hall. */
const paperPatienceMs = 15_000;
const beforePressingAgainMs = 2_500;
const attemptsAtOneDispenser = 12;
const dispensersTried = 3;

export type Dispensed = { number: string } | { number: null; why: "refused" | "no-paper" };

/** Takes a ticket at the dispenser with the shortest line, or at another one when that gives none. */
export async function takeTicket(
  plan: CitizenPlan,
  floor: Floor,
  lines: ReadonlyMap<string, Line>,
): Promise<Dispensed> {
  const untried = new Map(
    floor.plan.dispensers.map((dispenser) => [dispenser, lines.get(dispenser.id)?.length ?? 0]),
  );
  let dispensed: Dispensed = { number: null, why: "no-paper" };
  for (let tried = 0; tried < dispensersTried && untried.size > 0; tried++) {
    const [dispenser] = [...untried].reduce((best, other) => (other[1] < best[1] ? other : best));
    untried.delete(dispenser);
    const act = () => pressForTicket(plan, floor, dispenser);
    dispensed = await (lines.get(dispenser.id)?.inTurn(act) ?? act());
    if (dispensed.number !== null) break;
  }
  return dispensed;
}

/**
 * At the dispenser: types the service, waits for the paper and reads it. Types again when the keys stayed dumb and no
 * paper came either, since a lost echo does not mean a lost press.
 */
async function pressForTicket(
  plan: CitizenPlan,
  floor: Floor,
  dispenser: FloorDispenser,
): Promise<Dispensed> {
  const keypad = floor.devices.keypad(dispenser.buttons);
  const alreadyCut = floor.devices.printer(dispenser.printer).papers.length;
  const keys = `${String(plan.serviceKey).split("").join(" ")} start`;
  for (let attempt = 0; attempt < attemptsAtOneDispenser; attempt++) {
    const tonesBefore = keypad.tones;
    const { echoed, repeats } = await keypad.press(keys);
    floor.note({ kind: "press", who: plan.id, device: dispenser.buttons, keys, echoed, repeats });
    const seen = await floor.watch(
      [dispenser.printer, dispenser.buttons],
      () =>
        paperFor(plan, floor, dispenser, alreadyCut) ?? (keypad.tones > tonesBefore ? "a tone" : undefined),
      echoed ? paperPatienceMs : beforePressingAgainMs,
    );
    if (seen === "a tone") {
      floor.note({ kind: "refused", citizen: plan.id, device: dispenser.buttons });
      return { number: null, why: "refused" };
    }
    if (seen !== undefined) {
      floor.note({ kind: "took-paper", citizen: plan.id, printer: dispenser.printer, ...seen });
      return { number: seen.number };
    }
    if (echoed) break;
  }
  return { number: null, why: "no-paper" };
}

/** The first paper cut since the citizen stepped up that carries a number of the service asked for. */
function paperFor(plan: CitizenPlan, floor: Floor, dispenser: FloorDispenser, alreadyCut: number) {
  for (const { index, text } of floor.devices.printer(dispenser.printer).papers.slice(alreadyCut)) {
    const number = numberOnPaper(text);
    if (number?.startsWith(plan.numberPrefix) && number.length === plan.numberPrefix.length + 3)
      return { number, index };
  }
  return undefined;
}
