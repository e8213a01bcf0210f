import { adviseHour, dismissAdvice } from "./decide/advice.ts";
import { findEmptyPost, findOverrun } from "./decide/alarms.ts";
import {
  bookAppointment,
  cancelAppointment,
  missAppointment,
  moveAppointment,
} from "./decide/appointments.ts";
import type { ReadyHall } from "./decide/at-window.ts";
import { callNext, callTicket, recall, startVisit } from "./decide/calling.ts";
import { signIn, signOut } from "./decide/clerks.ts";
import { addCase, correctOutcome, correctService, makePromise } from "./decide/corrections.ts";
import { type Decision, refuse } from "./decide/decision.ts";
import { endEscort, takeEscort } from "./decide/escorts.ts";
import { adoptConfig, endSession, openDay } from "./decide/hall.ts";
import { findCooled, findHot } from "./decide/heat.ts";
import { cancelTicket, issueTicket, serveWalkIn } from "./decide/issuing.ts";
import { endJob, movePrint, startJob, voidUnprinted } from "./decide/jobs.ts";
import { noShow, returnNoShow, undoNoShow } from "./decide/no-shows.ts";
import { printCaseSlip, printDaySlip, printNotice, reprint } from "./decide/papers.ts";
import { rateAtWindow, rateVisit } from "./decide/rating.ts";
import { finishVisit, park, transfer, unpark } from "./decide/serving.ts";
import {
  acceptProposal,
  declineProposal,
  expireProposal,
  overrideSign,
  pinSign,
  proposeSign,
  returnSigns,
  setSchedulerMode,
  undoSign,
  unpinSign,
} from "./decide/signs.ts";
import { closeWindow, openWindow, pause, resume } from "./decide/windows.ts";
import type { Instant } from "./ids.ts";
import type { Intent, IntentOf, IntentType } from "./intents.ts";
import type { HallState } from "./state.ts";

export { type Decision, isRefusal } from "./decide/decision.ts";

/** Everything that a hall with rules can be asked for, by its type. */
type Asked = { [T in Exclude<IntentType, "adopt-config">]: IntentOf<T> };

const RULES: { [T in keyof Asked]: (hall: ReadyHall, intent: Asked[T], at: Instant) => Decision } = {
  "open-day": openDay,
  "issue-ticket": issueTicket,
  "cancel-ticket": cancelTicket,
  "call-next": callNext,
  "call-ticket": callTicket,
  recall,
  start: startVisit,
  "no-show": noShow,
  finish: finishVisit,
  park,
  unpark,
  transfer,
  "walk-in": serveWalkIn,
  "undo-no-show": undoNoShow,
  "return-no-show": returnNoShow,
  "correct-outcome": correctOutcome,
  "correct-service": correctService,
  "add-case": addCase,
  "make-promise": makePromise,
  "sign-in": signIn,
  "sign-out": signOut,
  "book-appointment": bookAppointment,
  "move-appointment": moveAppointment,
  "cancel-appointment": cancelAppointment,
  "miss-appointment": missAppointment,
  "take-escort": takeEscort,
  "end-escort": endEscort,
  "void-unprinted": voidUnprinted,
  "end-session": endSession,
  "find-empty-post": findEmptyPost,
  "find-overrun": findOverrun,
  pause,
  resume,
  "open-window": openWindow,
  "close-window": closeWindow,
  "propose-sign": proposeSign,
  "accept-proposal": acceptProposal,
  "decline-proposal": declineProposal,
  "expire-proposal": expireProposal,
  "return-signs": returnSigns,
  "advise-hour": adviseHour,
  "dismiss-advice": dismissAdvice,
  "override-sign": overrideSign,
  "undo-sign": undoSign,
  "pin-sign": pinSign,
  "unpin-sign": unpinSign,
  "set-scheduler-mode": setSchedulerMode,
  "find-hot": findHot,
  "find-cooled": findCooled,
  "rate-visit": rateVisit,
  "rate-at-window": rateAtWindow,
  reprint,
  "print-notice": printNotice,
  "print-case-slip": printCaseSlip,
  "print-day-slip": printDaySlip,
  "start-job": startJob,
  "end-job": endJob,
  "move-print": movePrint,
};

/**
 * The rules of the hall: what follows from an intent in this state at this moment. Pure; `state` is only read.
 * @param at hall time, never before the last event
 */
export function decide(state: HallState, intent: Intent, at: Instant): Decision {
  if (intent.type === "adopt-config") return adoptConfig(state, intent);
  if (!state.rules) return refuse("no-config");
  return decideOne({ state, rules: state.rules }, intent.type, intent, at);
}

function decideOne<T extends keyof Asked>(hall: ReadyHall, type: T, intent: Asked[T], at: Instant): Decision {
  return RULES[type](hall, intent, at);
}
