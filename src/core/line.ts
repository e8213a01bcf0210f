import type { Instant, QueueId, TicketId } from "./ids.ts";
import type { HallRules } from "./rules.ts";
import { authorisedQueues, mayHelp } from "./scheduling.ts";
import type { HallState, Lane, Ticket, Window } from "./state.ts";

/**
 * The order of a line. Each ticket ranks by a virtual time of arrival: an ordinary one by its real arrival, a
 * priority one as if it had come `priorityCreditMinutes` earlier. So nobody is jumped by those who come more than
 * that later, which bounds every wait, and within a lane it stays first come, first served. On top of it at
 * most `jumpsInRowMaximum` calls of a queue in a row may pass over a waiting ordinary ticket.
 */
export function rankOf(rules: HallRules, lane: Lane, at: Instant): Instant {
  return lane === "priority" ? at - rules.calling.priorityCreditMinutes * 60_000 : at;
}

/**
 * A booked ticket ranks as if it had come `creditMinutes` before its slot, however early it really came. So a
 * walk-in who has waited longer than that goes before the appointments of the next minutes.
 */
export function appointmentRank(rules: HallRules, slotAt: Instant): Instant {
  return slotAt - rules.appointments.creditMinutes * 60_000;
}

/** Where a ticket of this rank goes: behind all of its own rank. */
function placeFor(state: HallState, line: readonly TicketId[], rank: Instant): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = state.tickets.get(line[middle] ?? "");
    if (other && other.rank <= rank) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function joinLine(state: HallState, ticket: Ticket): void {
  const line = state.queues.get(ticket.queue)?.line;
  line?.splice(placeFor(state, line, ticket.rank), 0, ticket.id);
}

export function leaveLine(state: HallState, ticket: Ticket): void {
  drop(state.queues.get(ticket.queue)?.line, ticket.id);
  if (ticket.window) drop(state.windows.get(ticket.window)?.reserved, ticket.id);
}

function drop(line: TicketId[] | undefined, id: TicketId): void {
  const index = line?.indexOf(id) ?? -1;
  if (index >= 0) line?.splice(index, 1);
}

export interface Choice {
  ticket: Ticket;
  /** An ordinary ticket that came earlier goes on waiting. */
  jumped: boolean;
}

/** The ordinary ticket that calling `head` would pass over. */
function passedOver(state: HallState, queue: QueueId, head: Ticket): Ticket | undefined {
  if (head.lane === "ordinary") return undefined;
  for (const id of state.queues.get(queue)?.line ?? []) {
    const other = state.tickets.get(id);
    if (other?.lane === "ordinary") return other.issuedAt < head.issuedAt ? other : undefined;
  }
  return undefined;
}

/** Whom a queue sends next. */
function nextOfQueue(state: HallState, rules: HallRules, queueId: QueueId): Choice | undefined {
  const queue = state.queues.get(queueId);
  const head = state.tickets.get(queue?.line[0] ?? "");
  if (!queue || !head) return undefined;
  const other = passedOver(state, queueId, head);
  if (!other) return { ticket: head, jumped: false };
  if (queue.jumpsInRow >= rules.calling.jumpsInRowMaximum) return { ticket: other, jumped: false };
  return { ticket: head, jumped: true };
}

/** Whom a window calls next: one reserved for it, else the best rank of the queues on its sign. */
export function nextForWindow(state: HallState, rules: HallRules, window: Window): Choice | undefined {
  const trained = rules.clerks.find(({ id }) => id === window.clerk)?.authorised;
  const reserved = state.tickets.get(window.reserved[0] ?? "");
  let best: Choice | undefined = reserved && { ticket: reserved, jumped: false };
  for (const queueId of window.sign) {
    if (trained && !trained.includes(queueId)) continue;
    const choice = nextOfQueue(state, rules, queueId);
    if (choice && (!best || choice.ticket.rank < best.ticket.rank)) best = choice;
  }
  return best;
}

/**
 * Whom a window would call one after the other if nobody else called and nobody came, at most `limit` of them.
 * Costs time in proportion to the lines of its sign: for people who look, not for the way of a call.
 */
export function lineFor(state: HallState, rules: HallRules, window: Window, limit: number): Ticket[] {
  const queues = window.sign.flatMap((id) => state.queues.get(id) ?? []);
  const shadow: HallState = {
    ...state,
    queues: new Map(queues.map((queue) => [queue.id, { ...queue, line: [...queue.line] }])),
  };
  const desk = { ...window, reserved: [...window.reserved] };
  const called: Ticket[] = [];
  while (called.length < limit) {
    const choice = nextForWindow(shadow, rules, desk);
    if (!choice) break;
    const { ticket, jumped } = choice;
    const queue = shadow.queues.get(ticket.queue);
    if (queue) queue.jumpsInRow = jumped ? queue.jumpsInRow + 1 : 0;
    drop(queue?.line, ticket.id);
    drop(desk.reserved, ticket.id);
    called.push(ticket);
  }
  return called;
}

/**
 * Whom a window calls next where the scheduler would have one of `queue`. Its word counts only for a queue that the
 * window may serve and, unless its sign shows it, may help; never before somebody reserved for this window.
 */
export function advisedForWindow(
  state: HallState,
  rules: HallRules,
  window: Window,
  queue: QueueId,
): Choice | undefined {
  if (window.reserved.length > 0 || !authorisedQueues(rules, window).includes(queue)) return undefined;
  if (!window.sign.includes(queue) && !mayHelp(state, rules, window.id)) return undefined;
  return nextOfQueue(state, rules, queue);
}

/** How many are called before this waiting ticket, as things stand. */
export function aheadOf(state: HallState, ticket: Ticket): number {
  const line = ticket.window
    ? state.windows.get(ticket.window)?.reserved
    : state.queues.get(ticket.queue)?.line;
  if (!line) return 0;
  // Lines are long in a crowd: by rank, then back over those of its own rank.
  let place = ticket.window ? line.length : placeFor(state, line, ticket.rank);
  while (place > 0 && line[place - 1] !== ticket.id) place -= 1;
  return Math.max(0, place - 1);
}
