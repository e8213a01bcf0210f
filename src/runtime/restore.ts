import { evolve } from "../core/evolve.ts";
import { STATE_VERSION, thaw } from "../core/snapshot.ts";
import { emptyHall, type HallState } from "../core/state.ts";
import { upcast } from "../core/upcast.ts";
import type { Journal } from "../journal/journal.ts";

/** The hall as the journal has it: the newest snapshot that this program can read, and all events after it. */
export function restore(journal: Journal): HallState {
  const snapshot = journal.latestSnapshot();
  const state = snapshot?.stateVersion === STATE_VERSION ? thaw(snapshot.state) : emptyHall();
  for (const stored of journal.read(state.seq + 1)) evolve(state, upcast(stored), stored.at);
  return state;
}
