/**
 * Every way in which the rules say no: the code that outside programs rely on, and what it means.
 * `kind` tells what a caller did: broke a rule of the moment, named something that does not exist, or acted
 * without the right to.
 */
export const REFUSALS = {
  "no-config": { kind: "rule", meaning: "The hall has no configuration yet." },
  "config-in-use": { kind: "rule", meaning: "The new configuration drops something that is in use now." },
  "unknown-service": { kind: "unknown", meaning: "There is no such service." },
  "unknown-queue": { kind: "unknown", meaning: "There is no such queue." },
  "unknown-window": { kind: "unknown", meaning: "There is no such window." },
  "unknown-ticket": { kind: "unknown", meaning: "There is no such ticket today." },
  "unknown-visit": { kind: "unknown", meaning: "There is no such visit." },
  "unknown-dispenser": { kind: "unknown", meaning: "There is no such dispenser." },
  "unknown-clerk": { kind: "unknown", meaning: "There is no such clerk." },
  "unknown-appointment": { kind: "unknown", meaning: "There is no such appointment." },
  "unknown-job": { kind: "unknown", meaning: "There is no such print or announcement waiting." },
  "queue-closed": { kind: "rule", meaning: "No tickets are given out for this service now." },
  "quota-reached": { kind: "rule", meaning: "All tickets of the day, session or time slot are given out." },
  "holder-limit": { kind: "rule", meaning: "The holder has as many tickets of this queue today as allowed." },
  "slot-full": { kind: "rule", meaning: "The slot is booked out." },
  "no-such-slot": { kind: "rule", meaning: "There are no appointments at that time." },
  "too-early": { kind: "rule", meaning: "It is too early to check in." },
  "clerk-elsewhere": { kind: "rule", meaning: "The clerk is signed in at another window." },
  "window-taken": { kind: "rule", meaning: "Another clerk is signed in at the window." },
  "return-too-late": { kind: "rule", meaning: "The no-show may not come back any more, or came back once." },
  "nothing-to-undo": {
    kind: "rule",
    meaning: "There is no recent no-show at the window that could be undone.",
  },
  "printer-out": { kind: "rule", meaning: "The dispenser cannot print." },
  "reason-required": { kind: "rule", meaning: "The priority lane needs its reason." },
  "appointment-required": { kind: "rule", meaning: "The appointment lane needs a booked appointment." },
  "queue-empty": { kind: "rule", meaning: "Nobody waits for this window." },
  "window-busy": { kind: "rule", meaning: "The window still has a ticket in hand." },
  "window-paused": { kind: "rule", meaning: "The window is paused." },
  "window-closed": { kind: "rule", meaning: "The window is closed." },
  "not-authorised": { kind: "rule", meaning: "The window's clerk may not serve this queue." },
  "no-ticket": { kind: "rule", meaning: "The window has no ticket in hand." },
  "recall-limit": { kind: "rule", meaning: "The ticket was recalled as often as allowed." },
  "recall-too-soon": { kind: "rule", meaning: "The last call was only a moment ago." },
  "wrong-state": { kind: "rule", meaning: "The ticket or window is not in a state that allows this." },
  "already-rated": { kind: "rule", meaning: "The visit has its rating." },
  "rating-closed": { kind: "rule", meaning: "The visit is not finished, or its time for rating is over." },
  "unknown-proposal": { kind: "unknown", meaning: "There is no such proposal, or it is no longer open." },
  "unknown-advice": { kind: "unknown", meaning: "There is no such advice, or it no longer holds." },
  "scheduler-off": { kind: "rule", meaning: "The scheduler is off at this window." },
  "sign-pinned": { kind: "rule", meaning: "The window's sign is pinned." },
  "sign-empty": { kind: "rule", meaning: "A sign shows at least one queue." },
  "sign-unchanged": { kind: "rule", meaning: "The window's sign shows that already." },
  "sign-too-long": { kind: "rule", meaning: "The sign would show more queues than allowed." },
  "sign-too-new": { kind: "rule", meaning: "The window's sign has not stood long enough." },
  "sign-changes-used-up": {
    kind: "rule",
    meaning: "The window's sign was changed as often in an hour as allowed.",
  },
  "would-uncover": { kind: "rule", meaning: "People wait for a queue that no open window would show." },
  "no-sign-to-undo": { kind: "rule", meaning: "There is no change of a sign today that could be undone." },
  "not-the-holder": {
    kind: "forbidden",
    meaning: "Only the window's pad or tablet, or the ticket's holder, may rate.",
  },
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** A no, as data: a 409 over HTTP, a tone on a call pad. `facts` hold what a person needs to act on it. */
export interface Refusal {
  code: RefusalCode;
  facts?: Record<string, unknown>;
}
