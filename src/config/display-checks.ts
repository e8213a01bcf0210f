import { isWithoutLetters, numberFault } from "../../devices/check.ts";
import type { DeviceSpec } from "../../devices/device.ts";
import type { QueueRule } from "../core/rules.ts";
import type { CrossFault } from "./cross-checks.ts";
import { devicePlanOf } from "./device-plan.ts";
import { rulesOf } from "./rules.ts";
import type { HallConfig } from "./schema.ts";

/** What numbers begin with, by the queue that gives them out. */
interface Prefix {
  prefix: string;
  queue: QueueRule;
}

/**
 * Every number that a window may call stands whole on its display, and like no other: one that would be cut off stays
 * dark, and without letters A001 is B001. Told once for each kind of display.
 */
export function numbersCanBeShown(config: HallConfig): CrossFault[] {
  const { devices, windows } = devicePlanOf(config);
  const { queues } = rulesOf(config);
  const found = new Map<string, CrossFault>();
  for (const { id, home, authorised = home } of config.windows) {
    const at = windows.find(({ window }) => window === id)?.display;
    const display = devices.find((device) => device.id === at);
    if (!display) continue;
    const prefixes = queues.filter((queue) => authorised.includes(queue.id)).flatMap(prefixesOf);
    for (const { queue, message } of [...darkOnes(display, prefixes), ...alikeOnes(display, prefixes)])
      if (!found.has(message))
        found.set(message, {
          path: ["queues", queues.indexOf(queue)],
          message: `at window "${id}" ${message}`,
        });
  }
  return [...found.values()];
}

function prefixesOf(queue: QueueRule): Prefix[] {
  return [...new Set([queue.prefix, queue.priorityPrefix ?? queue.prefix])].map((prefix) => ({
    prefix,
    queue,
  }));
}

interface Unshowable {
  queue: QueueRule;
  message: string;
}

function darkOnes(display: DeviceSpec, prefixes: readonly Prefix[]): Unshowable[] {
  return prefixes.flatMap(({ prefix, queue }) => {
    const message = numberFault(display, prefix + lastOf(queue));
    return message === null ? [] : [{ queue, message }];
  });
}

/** A queue without a limit is a busy hall's: it counts beyond its width in a day. */
const TICKETS_A_DAY = 1_000;

/** The largest that a day's numbers of a queue come to, without their prefix. */
function lastOf({ start, width, quota }: QueueRule): string {
  const most = start + (quota?.perDay ?? TICKETS_A_DAY) - 1;
  return String(Math.max(10 ** width - 1, most));
}

function alikeOnes(display: DeviceSpec, prefixes: readonly Prefix[]): Unshowable[] {
  if (!isWithoutLetters(display)) return [];
  const byDigits = Map.groupBy(prefixes, ({ prefix }) => prefix.replace(/\D/g, ""));
  return [...byDigits.values()].flatMap(([first, ...others]) => {
    const other = others.find(({ prefix }) => prefix !== first?.prefix);
    if (!first || !other) return [];
    const names = `"${first.prefix}" and "${other.prefix}"`;
    return [
      { queue: other.queue, message: `driver "${display.driver}" shows no letters: ${names} look alike` },
    ];
  });
}
