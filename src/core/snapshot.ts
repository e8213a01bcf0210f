import type { HallState } from "./state.ts";

/** Changes with the shape of `HallState`: a snapshot of another version is ignored and the journal replayed. */
export const STATE_VERSION = 6;

/** A state as text. Equal states give equal texts. */
export function freeze(state: HallState): string {
  return JSON.stringify(state, (_key, value: unknown) =>
    value instanceof Map ? { $map: [...value.entries()] } : value,
  );
}

/** The state that `freeze` wrote. Throws on text that is not one. */
export function thaw(text: string): HallState {
  return JSON.parse(text, (_key, value: unknown) =>
    isFrozenMap(value) ? new Map(value.$map) : value,
  ) as HallState;
}

function isFrozenMap(value: unknown): value is { $map: [unknown, unknown][] } {
  return typeof value === "object" && value !== null && "$map" in value;
}
