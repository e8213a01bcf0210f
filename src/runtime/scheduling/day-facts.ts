import type { ClerkId } from "../../core/ids.ts";
import type { HallFact } from "../../scheduler/observe.ts";
import type { KnownPace } from "../../scheduler/service-profile.ts";
import { seat } from "../../scheduler/service-times.ts";
import { type Session, tell } from "../../scheduler/session.ts";

/** Somebody signed in at a window or, with null, nobody is there any more. */
export interface ClerkFact {
  t: number;
  e: "clerk";
  window: number;
  clerk: ClerkId | null;
}

/** What the hall's events tell of its day. */
export type DayFact = HallFact | ClerkFact;

/** What a session is told of it: who sits at a window only by what is known of their pace. */
export type SessionFact = HallFact | { t: number; e: "pace"; window: number; pace: KnownPace };

export function tellSession(session: Session, fact: SessionFact): void {
  if (fact.e === "pace") seat(session.state.services, fact.window, fact.pace);
  else tell(session, fact);
}
