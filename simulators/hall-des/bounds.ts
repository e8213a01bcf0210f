import type { Scene } from "./day.ts";
import type { Hall } from "./hall.ts";

/** The same hall without set-up, help overhead and slower foreign work. */
export function frictionless(hall: Hall): Hall {
  const rules = { ...hall.rules, setupMs: 0, helpOverheadMs: 0, foreignFactor: 1, help: true };
  return { ...hall, rules };
}

/** The same hall with every clerk authorised for everything. */
export function everyoneAuthorised(hall: Hall): Hall {
  const skills = hall.groups.map((_, g) => g);
  return { ...hall, windows: hall.windows.map((w) => ({ ...w, skills })) };
}

/** The same hall under other rules. */
export function withRules(hall: Hall, rules: Partial<Hall["rules"]>): Hall {
  return { ...hall, rules: { ...hall.rules, ...rules } };
}

/** The same days in a changed hall. */
export function changed(scene: Scene, change: (hall: Hall) => Hall): Scene {
  return { hall: change(scene.hall), makeDay: scene.makeDay };
}
