import type { StaffKey } from "../../i18n/staff-text.ts";
import { type HallWindow, outcomes } from "../shared/contract.ts";

/** What a clerk can ask of a window now: one key, one act. */
export interface Act {
  /** `KeyboardEvent.code`: the place of the key, whatever input method is on. */
  code: string;
  /** What stands on the key. */
  key: string;
  label: StaffKey;
  kind: "main" | "finish" | "other";
  does: Does;
}

/** Sent at once, or asks for a choice first. */
type Does = { verb: string; body: Record<string, unknown> } | { choose: Choice };

export type Choice =
  | "pause"
  | "transfer"
  | "transfer-window"
  | "walk-in"
  | "correct-service"
  | "correct-outcome"
  | "add-case"
  | "promise"
  | "case-slip"
  | "call"
  | "unpark"
  | "close"
  | "hand-over"
  | "sign-out";

export const pauseReasons = ["rest", "meal", "meeting", "errand", "equipment"] as const;
export const callReasons = ["returned", "papersBrought", "helped", "other"] as const;

/** The place of the key on which a letter or digit stands. */
export const codeOfKey = (key: string): string => (/\d/.test(key) ? `Digit${key}` : `Key${key}`);

const send = (verb: string, body: Record<string, unknown> = {}): Does => ({ verb, body });
const choose = (choice: Choice): Does => ({ choose: choice });

function act(key: string, label: StaffKey, does: Does, kind: Act["kind"] = "other"): Act {
  return { code: codeOfKey(key), key, label, kind, does };
}

const callNext = act("N", "clerk.callNext", send("call-next"), "main");
const recall = act("R", "clerk.recall", send("recall"), "main");
const startServing = act("S", "clerk.start", send("start"), "main");
const noShow = act("X", "clerk.noShow", send("no-show"), "main");
const resume = act("P", "clerk.resume", send("resume"), "main");
const openWindow = act("O", "clerk.open", send("open"), "main");
const finishes = outcomes.map((outcome, index) =>
  act(String(index + 1), `clerk.outcome.${outcome}`, send("finish", { outcome }), "finish"),
);
const park = act("K", "clerk.park", send("park"));
const transfer = act("T", "clerk.transfer", choose("transfer"));
const transferToWindow = act("V", "clerk.transferWindow", choose("transfer-window"));
const correctService = act("C", "clerk.correct", choose("correct-service"));
const addCase = act("A", "clerk.addCase", choose("add-case"));
const promise = act("M", "clerk.promise", choose("promise"));
const caseSlip = act("J", "clerk.caseSlip", choose("case-slip"));
const callOne = act("L", "clerk.callOne", choose("call"));
const walkIn = act("W", "clerk.walkIn", choose("walk-in"));
const unpark = act("B", "clerk.unpark", choose("unpark"));
const undoNoShow = act("U", "clerk.undoNoShow", send("undo-no-show"));
const correctOutcome = act("E", "clerk.correctOutcome", choose("correct-outcome"));
const pause = act("P", "clerk.pause", choose("pause"));
const closeWindow = act("O", "clerk.close", choose("close"));
const handOver = act("H", "clerk.relief", choose("hand-over"));
const signIn = act("H", "clerk.signIn", choose("hand-over"), "main");
const signOut = act("Q", "clerk.signOut", choose("sign-out"));

/** What the page knows of its window beside the state. */
export interface Situation {
  /** The hall wants to know who acts here, and nobody has signed in on this page. */
  mustSignIn: boolean;
  /** Somebody is signed in at the window. */
  signedIn: boolean;
  /** A visit ended here today. */
  hasLastVisit: boolean;
  /** Tickets are parked here. */
  hasParked: boolean;
}

/** The acts that make sense in a window's state; the rules themselves are the daemon's. */
export function actsIn(state: HallWindow["state"], situation: Situation): readonly Act[] {
  if (situation.mustSignIn) return [signIn];
  const leave = situation.signedIn ? [handOver, signOut] : [];
  const lastVisit = situation.hasLastVisit ? [correctOutcome, caseSlip] : [];
  const bringBack = situation.hasParked ? [unpark] : [];
  switch (state) {
    case "closed":
      return [openWindow, ...leave];
    case "paused":
      return [resume, ...lastVisit, closeWindow, ...leave];
    case "idle":
      return [
        callNext,
        callOne,
        walkIn,
        ...bringBack,
        undoNoShow,
        ...lastVisit,
        pause,
        closeWindow,
        ...leave,
      ];
    case "called":
      return [startServing, recall, noShow, ...finishes, park, transfer, transferToWindow, correctService];
    case "serving":
      return [
        ...finishes,
        park,
        transfer,
        transferToWindow,
        correctService,
        addCase,
        promise,
        caseSlip,
        ...(situation.signedIn ? [handOver] : []),
      ];
  }
}

/** The act of a key, if it has one now. The number pad's digits count as digits. */
export function actOfKey(acts: readonly Act[], code: string): Act | undefined {
  return acts.find((each) => each.code === code.replace("Numpad", "Digit"));
}
