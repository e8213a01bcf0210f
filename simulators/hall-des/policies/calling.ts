import type { Policy } from "../protocol.ts";
import { mirrorPolicy } from "./mirror.ts";

/** Nothing moves: every window serves its home. */
export function staticSigns(): Policy {
  return mirrorPolicy(() => () => ({}));
}

/** A free window with nobody at home calls the first ticket of the other groups its clerk may do. */
export function plainHelp(): Policy {
  return mirrorPolicy(() => (hall, ask) => {
    if (ask.why !== "free") return {};
    const w = hall.window(ask.w);
    const ticket = hall.headOf(w.sign, ask.t) ?? hall.headOf(w.skills, ask.t);
    return { call: ticket === null ? null : hall.name(ticket.g) };
  });
}

/** All authorised work in standard order: in a hall without friction, the bound `poolskill`. */
export function firstComeOfAll(): Policy {
  return mirrorPolicy(() => (hall, ask) => {
    if (ask.why !== "free") return {};
    const ticket = hall.headOf(hall.window(ask.w).skills, ask.t);
    return { call: ticket === null ? null : hall.name(ticket.g) };
  });
}

/** The authorised group with the most waiting; unstable with set-up times (Chan, Armony and Bambos). */
export function longestQueueFirst(): Policy {
  return mirrorPolicy(() => (hall, ask) => {
    if (ask.why !== "free") return {};
    const waiting = hall.window(ask.w).skills.filter((g) => hall.queue(g).length > 0);
    if (waiting.length === 0) return { call: null };
    const longest = waiting.reduce((a, b) => (hall.queue(b).length > hall.queue(a).length ? b : a));
    return { call: hall.name(longest) };
  });
}
