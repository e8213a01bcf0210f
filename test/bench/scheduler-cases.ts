import { changed, everyoneAuthorised, frictionless, withRules } from "../../simulators/hall-des/bounds.ts";
import type { Scene } from "../../simulators/hall-des/day.ts";
import type { Hall } from "../../simulators/hall-des/hall.ts";
import { syntheticScenes } from "../../simulators/hall-des/halls.ts";
import {
  firstComeOfAll,
  longestQueueFirst,
  plainHelp,
  staticSigns,
} from "../../simulators/hall-des/policies/calling.ts";
import { lookAhead, manager, threshold } from "../../simulators/hall-des/policies/signs.ts";
import { helpAndSlowSigns } from "../../simulators/hall-des/policies/simple.ts";
import type { Policy } from "../../simulators/hall-des/protocol.ts";
import { runDay } from "../../simulators/hall-des/simulate.ts";
import { type Summary, summarise } from "../../simulators/hall-des/summary.ts";
import { warsawScene } from "../../simulators/hall-des/warsaw.ts";
import { StdioHall } from "../../src/commands/schedule-stdio.ts";
import { QUICK, type Settings, THOROUGH } from "../../src/scheduler/session.ts";

/** A policy under the rules that it is measured with. */
interface Case {
  make: () => Policy;
  change: (hall: Hall) => Hall;
}

const asItIs = (hall: Hall) => hall;
const signsOnly = (hall: Hall) => withRules(hall, { help: false, maxSign: 1 });
const threeOnASign = (hall: Hall) => withRules(hall, { help: false, maxSign: 3 });

/** Every policy of the benchmark by name; those without help may only change signs. */
export const CASES: Record<string, Case> = {
  static: { make: staticSigns, change: asItIs },
  "manager-30-min": { make: manager, change: signsOnly },
  "threshold-hysteresis": { make: threshold, change: signsOnly },
  "look-ahead-replacing": { make: lookAhead, change: signsOnly },
  "halld-signs": { make: () => halld(), change: signsOnly },
  "halld-signs-of-3": { make: () => halld(), change: threeOnASign },
  "longest-queue-frictionless": { make: longestQueueFirst, change: frictionless },
  "plain-help": { make: plainHelp, change: asItIs },
  "help-and-slow-signs": { make: helpAndSlowSigns, change: asItIs },
  halld: { make: () => halld(), change: asItIs },
  "halld-quick": { make: () => halld([], QUICK), change: asItIs },
  "halld-quick-signs": { make: () => halld([], QUICK), change: signsOnly },
  poolskill: { make: firstComeOfAll, change: frictionless },
  pooled: { make: firstComeOfAll, change: (hall) => everyoneAuthorised(frictionless(hall)) },
};

/** halld through the lines of its protocol; `timesMs` collects how long its answers took. */
export function halld(timesMs: number[] = [], settings: Settings = THOROUGH): Policy {
  const hall = new StdioHall({ settings });
  return {
    tell(message) {
      hall.hear(JSON.stringify(message));
    },
    ask(ask) {
      const line = JSON.stringify(ask);
      const before = performance.now();
      const reply = hall.hear(line);
      timesMs.push(performance.now() - before);
      return reply !== null && reply.m === "ans" ? reply : { m: "ans", id: -1 };
    },
  };
}

/** The halls of the benchmark: two recorded offices, with and without lunch, and ten synthetic halls. */
export function scenes(): Scene[] {
  const offices = ["warsaw-ochota", "warsaw-bemowo"].flatMap((name) => {
    const file = new URL(`../../simulators/days/${name}.json`, import.meta.url);
    return [warsawScene(file, false), warsawScene(file, true)];
  });
  return [...offices, ...syntheticScenes(1)];
}

/** Runs `days` days of a hall under a policy; the same days for every policy. */
export function measure(scene: Scene, name: string, days: number): Summary {
  const { make, change } = CASES[name] as Case;
  const { hall, makeDay } = changed(scene, change);
  return summarise(Array.from({ length: days }, (_, seed) => runDay(hall, makeDay(seed), make())));
}
