import type { HallWindow, Visit } from "./contract.ts";
import type { LiveMessage } from "./live.ts";
import type { Proposal } from "./scheduler.ts";
import { type LiveView, useLive } from "./use-live.ts";

/** A window as those at it see it: the clerk and the tablet. */
export interface Desk {
  window: HallWindow | null;
  /** How many wait for what its sign shows. */
  waiting: number;
  /** The visit in hand. */
  visit: Visit | null;
  lastVisit: (Visit & { rated: boolean }) | null;
  /** What the scheduler proposes for this window. */
  proposal: Proposal | null;
  /** Tickets put aside here, by number. */
  parked: { number: string; since: string }[];
}

const nothing: Desk = { window: null, waiting: 0, visit: null, lastVisit: null, proposal: null, parked: [] };

function parkedAfter(parked: Desk["parked"], { event, number, at }: LiveMessage): Desk["parked"] {
  if (typeof number !== "string") return parked;
  const others = parked.filter((each) => each.number !== number);
  return event === "ticket-parked" ? [...others, { number, since: String(at) }] : others;
}

/** The desk after a message of its topic: what a message does not name stays. */
export function applyDeskMessage(desk: Desk, message: LiveMessage): Desk {
  const { window, waiting, visit, lastVisit, proposal, parked } = message;
  const about = typeof window === "object" && window !== null;
  return {
    window: about ? (window as HallWindow) : desk.window,
    waiting: typeof waiting === "number" ? waiting : desk.waiting,
    visit: visit === undefined ? desk.visit : (visit as Desk["visit"]),
    lastVisit: lastVisit === undefined ? desk.lastVisit : (lastVisit as Desk["lastVisit"]),
    proposal: proposal === undefined ? desk.proposal : (proposal as Desk["proposal"]),
    parked: Array.isArray(parked)
      ? (parked as Desk["parked"])
      : about
        ? parkedAfter(desk.parked, message)
        : desk.parked,
  };
}

/** What happens at one window, live. No resource of the contract reads it: it comes with the topic alone. */
export function useDesk(window: string, onEvent?: (message: LiveMessage) => void): LiveView<Desk> {
  return useLive<Desk>({
    topic: `window:${window}`,
    viewOf: (message) => (message.type === "snapshot" ? applyDeskMessage(nothing, message) : undefined),
    apply: applyDeskMessage,
    ...(onEvent === undefined ? {} : { onEvent }),
  });
}
