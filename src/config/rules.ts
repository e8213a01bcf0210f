import type { HallRules, QueueRule } from "../core/rules.ts";
import type { HallConfig } from "./schema.ts";

/** The part of a config that the core adopts: the rules without wires and PINs, which are not for the journal. */
export function rulesOf(config: HallConfig): HallRules {
  const { wires: _wires, privacy: _privacy, windows, dispensers, clerks, staff, queues, ...rules } = config;
  return {
    ...rules,
    queues: withPrefixes(queues),
    windows: windows.map(({ display: _d, callPad: _c, ratingPad: _r, ...window }) => ({
      ...window,
      authorised: window.authorised ?? window.home,
    })),
    dispensers: dispensers.map(({ buttons: _buttons, reader: _reader, printer, ...dispenser }) => ({
      ...dispenser,
      prints: printer !== undefined,
    })),
    clerks: clerks.map(({ pin: _pin, ...clerk }) => clerk),
    staff: staff.map(({ pin: _pin, ...person }) => person),
  };
}

/** A queue without a prefix gets the next letter that no other has: A … Z, AA … */
function withPrefixes(queues: HallConfig["queues"]): QueueRule[] {
  const taken = new Set(queues.flatMap(({ prefix, priorityPrefix }) => [prefix, priorityPrefix]));
  const letters = letterPrefixes();
  return queues.map(({ prefix, ...queue }) => {
    if (prefix !== undefined) return { ...queue, prefix };
    let letter = letters.next().value;
    while (taken.has(letter)) letter = letters.next().value;
    return { ...queue, prefix: letter };
  });
}

function* letterPrefixes(): Generator<string, never> {
  for (let n = 0; ; n += 1) {
    let letters = "";
    for (let rest = n; rest >= 0; rest = Math.floor(rest / 26) - 1)
      letters = String.fromCharCode(65 + (rest % 26)) + letters;
    yield letters;
  }
}
