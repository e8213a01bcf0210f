import { takeTicket } from "./dispensing.ts";
import { type Floor, type FloorWindow, placeBefore, type Standing } from "./floor.ts";
import type { Line } from "./line.ts";
import type { WhyLeft } from "./observations.ts";
import type { CitizenPlan } from "./plan.ts";

/** People look up once more, for so long of hall time, when their number is gone as they arrive. */
const looksAroundMs = 20_000;
/** Who waits asks oneself that often, hall time, whether something went wrong. */
const doubtsAfterMs = 30 * 60_000;
/** So long without a number of the own queue is longer than a clerk's lunch. */
const standsStillAfterMs = 60 * 60_000;

/** One citizen, from the door and back to it: touches keypads, reads paper and displays, and knows nothing else. */
export async function citizenInHall(
  plan: CitizenPlan,
  floor: Floor,
  lines: ReadonlyMap<string, Line>,
): Promise<void> {
  floor.note({ kind: "arrived", citizen: plan.id, queue: plan.queue });
  await floor.waiting.hall(plan.toDispenserMs);
  const dispensed = await takeTicket(plan, floor, lines);
  const why = dispensed.number === null ? dispensed.why : await comeWhenCalled(plan, floor, dispensed.number);
  floor.note({ kind: "left", citizen: plan.id, number: dispensed.number, why });
}

async function comeWhenCalled(plan: CitizenPlan, floor: Floor, number: string): Promise<WhyLeft> {
  if (!plan.comes) return "stays-away";
  const tookTicketAtMs = floor.waiting.clock.now();
  if (!(await isCalled(plan, floor, number, tookTicketAtMs))) return "never-called";
  const waitedMs = floor.waiting.clock.now() - tookTicketAtMs;
  await floor.waiting.hall(plan.toWindowMs);
  const window = await numberLit(floor, number, floor.waiting.inWire(looksAroundMs));
  if (window === undefined) return "too-late";
  const person: Standing = { ...plan, citizen: plan.id, number, state: "waiting" };
  floor.stepUp(window, person);
  const why = await standBefore(window, person, floor);
  if (why === "served") {
    floor.note({ kind: "served", citizen: plan.id, number, window: window.id, waitedMs });
    if (person.state === "dismissed-and-invited") await rate(plan, number, floor, window);
  }
  floor.stepAway(window, person);
  return why;
}

/** Waits for the number to light up. False for somebody whom the queue has passed by, or whose queue stands still. */
async function isCalled(plan: CitizenPlan, floor: Floor, number: string, sinceMs: number): Promise<boolean> {
  for (;;) {
    const window = await numberLit(floor, number, floor.waiting.inWire(doubtsAfterMs));
    if (window !== undefined) return true;
    const ofOwnQueue = (lit: string) => lit.startsWith(plan.numberPrefix) && lit.length === number.length;
    const passedBy = floor.numbersLitSince(sinceMs).some((lit) => ofOwnQueue(lit) && lit > number);
    const aWhileAgoMs = floor.waiting.clock.now() - standsStillAfterMs;
    const standsStill = aWhileAgoMs > sinceMs && !floor.numbersLitSince(aWhileAgoMs).some(ofOwnQueue);
    if (passedBy || standsStill) return false;
  }
}

/** The window at which the number is lit; undefined when it did not light up within that much wire time. */
function numberLit(floor: Floor, number: string, patienceMs: number): Promise<FloorWindow | undefined> {
  const displays = floor.plan.windows.map(({ display }) => display);
  return floor.watch(displays, () => floor.windowOf(number), patienceMs);
}

/** Until the clerk is done, or has passed the person over for another number. */
async function standBefore(
  window: FloorWindow,
  person: Standing,
  floor: Floor,
): Promise<"served" | "too-late"> {
  const ending = await floor.watch(
    [placeBefore(window), window.display],
    () => {
      if (person.state.startsWith("dismissed")) return "served";
      return person.state === "waiting" && floor.litAt(window) !== person.number ? "too-late" : undefined;
    },
    Number.POSITIVE_INFINITY,
  );
  return ending ?? "too-late";
}

async function rate(plan: CitizenPlan, number: string, floor: Floor, window: FloorWindow): Promise<void> {
  if (plan.rating === null) return;
  const { acknowledged } = await floor.devices.ratingPad(window.ratingPad).rate(plan.rating);
  floor.note({
    kind: "rating",
    citizen: plan.id,
    number,
    window: window.id,
    face: plan.rating,
    acknowledged,
  });
}
