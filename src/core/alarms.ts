import { localTime } from "./calendar.ts";
import { waitingFor } from "./callable.ts";
import { DAY_MS, MINUTE_MS } from "./durations.ts";
import type { Day, DispenserId, Instant, ServiceId, WindowId } from "./ids.ts";
import type { LostPaper } from "./jobs.ts";
import type { HallRules } from "./rules.ts";
import type { HallState, TicketState } from "./state.ts";

/** What needs somebody now. Derived, so an alarm is over as soon as its cause is. */
export type Alarm =
  /** People wait, the window is open, and nobody has called for long. */
  | { kind: "empty-post"; window: WindowId; waiting: number; since: Instant }
  /** The visit in hand takes far longer than its service should. */
  | { kind: "overrun"; window: WindowId; number: string; service: ServiceId; since: Instant }
  /** A holder's paper perhaps did not come out, and nobody has had it printed again. */
  | { kind: "lost-paper"; number: string; paper: LostPaper["paper"]; dispenser: DispenserId; since: Instant }
  /** A service's notice and public facts hold no longer, or not for much longer. */
  | { kind: "notice"; service: ServiceId; validUntil: Day; expired: boolean }
  /** One holder took so many numbers today that they may be sold; `number` is their latest. */
  | { kind: "hoarding"; number: string; tickets: number };

/** Who has not asked for their paper by then has gone, or does without. */
const LOST_FOR_MS = 30 * MINUTE_MS;
/** A department needs about so long to have another text approved. */
const NOTICE_SOON_DAYS = 30;

export function alarmsOf(state: HallState, now: Instant): Alarm[] {
  const { rules } = state;
  if (!rules) return [];
  return [
    ...emptyPosts(state),
    ...overruns(state),
    ...lostPapers(state, now),
    ...hoarding(state, rules),
    ...notices(rules, now),
  ];
}

function emptyPosts(state: HallState): Alarm[] {
  return [...state.windows.values()].flatMap((window) => {
    const waiting = waitingFor(state, window);
    if (window.emptyPost === null || window.ticket !== null || waiting === 0) return [];
    return [{ kind: "empty-post", window: window.id, waiting, since: window.idleSince }];
  });
}

function overruns(state: HallState): Alarm[] {
  return [...state.windows.values()].flatMap((window) => {
    const visit = state.visits.get(state.tickets.get(window.ticket ?? "")?.visit ?? "");
    if (!visit?.overrun) return [];
    const { number, service, startedAt, calledAt } = visit;
    return [{ kind: "overrun", window: window.id, number, service, since: startedAt ?? calledAt }];
  });
}

function lostPapers({ lostPapers, tickets }: HallState, now: Instant): Alarm[] {
  return [...lostPapers].flatMap(([id, { paper, dispenser, at }]) => {
    const ticket = tickets.get(id);
    if (!ticket || now - at > LOST_FOR_MS || !isMissed(paper, ticket.state)) return [];
    return [{ kind: "lost-paper", number: ticket.number, paper, dispenser, since: at }];
  });
}

/** A number that is of no use any more needs no ticket; slips are taken home. */
function isMissed(paper: LostPaper["paper"], state: TicketState): boolean {
  if (state === "void" || state === "cancelled") return false;
  return paper !== "ticket" || state !== "finished";
}

function hoarding({ tickets }: HallState, { holders }: HallRules): Alarm[] {
  const limit = holders.hoardingFlagAt;
  if (limit === null) return [];
  const byHolder = Map.groupBy(
    [...tickets.values()].filter(({ holder, state }) => holder !== null && state !== "cancelled"),
    ({ holder }) => holder,
  );
  return [...byHolder.values()]
    .filter(({ length }) => length >= limit)
    .map((theirs) => ({
      kind: "hoarding",
      number: theirs.at(-1)?.number ?? "",
      tickets: theirs.length,
    }));
}

function notices({ services, hall }: HallRules, now: Instant): Alarm[] {
  const today = localTime(now, hall.timeZone).day;
  const soon = localTime(now + NOTICE_SOON_DAYS * DAY_MS, hall.timeZone).day;
  return services
    .flatMap(({ id, notice }) => (notice ? [{ service: id, validUntil: notice.validUntil }] : []))
    .filter(({ validUntil }) => validUntil <= soon)
    .sort((a, b) => a.validUntil.localeCompare(b.validUntil))
    .map((notice) => ({ kind: "notice", ...notice, expired: notice.validUntil < today }));
}
