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
  /** Sent at once, or asks for a choice first. */
  does: { verb: string; body: Record<string, unknown> } | { choose: Choice };
}

export type Choice =
  | "pause"
  | "transfer"
  | "walk-in"
  | "correct-service"
  | "add-case"
  | "call"
  | "unpark"
  | "close"
  | "sign-out";

export const pauseReasons = ["rest", "meal", "meeting", "errand", "equipment"] as const;
export const callReasons = ["returned", "papersBrought", "helped", "other"] as const;

const verb = (name: string, body: Record<string, unknown> = {}) => ({ verb: name, body });

const callNext: Act = {
  code: "KeyN",
  key: "N",
  label: "clerk.callNext",
  kind: "main",
  does: verb("call-next"),
};
const recall: Act = { code: "KeyR", key: "R", label: "clerk.recall", kind: "main", does: verb("recall") };
const startServing: Act = { code: "KeyS", key: "S", label: "clerk.start", kind: "main", does: verb("start") };
const noShow: Act = { code: "KeyX", key: "X", label: "clerk.noShow", kind: "main", does: verb("no-show") };
const park: Act = { code: "KeyK", key: "K", label: "clerk.park", kind: "other", does: verb("park") };
const transfer: Act = {
  code: "KeyT",
  key: "T",
  label: "clerk.transfer",
  kind: "other",
  does: { choose: "transfer" },
};
const walkIn: Act = {
  code: "KeyW",
  key: "W",
  label: "clerk.walkIn",
  kind: "other",
  does: { choose: "walk-in" },
};
const callOne: Act = {
  code: "KeyL",
  key: "L",
  label: "clerk.callOne",
  kind: "other",
  does: { choose: "call" },
};
const correct: Act = {
  code: "KeyC",
  key: "C",
  label: "clerk.correct",
  kind: "other",
  does: { choose: "correct-service" },
};
const addCase: Act = {
  code: "KeyA",
  key: "A",
  label: "clerk.addCase",
  kind: "other",
  does: { choose: "add-case" },
};
const undoNoShow: Act = {
  code: "KeyU",
  key: "U",
  label: "clerk.undoNoShow",
  kind: "other",
  does: verb("undo-no-show"),
};
const signOut: Act = {
  code: "KeyQ",
  key: "Q",
  label: "clerk.signOut",
  kind: "other",
  does: { choose: "sign-out" },
};
const unpark: Act = {
  code: "KeyB",
  key: "B",
  label: "clerk.unpark",
  kind: "other",
  does: { choose: "unpark" },
};
const pause: Act = { code: "KeyP", key: "P", label: "clerk.pause", kind: "other", does: { choose: "pause" } };
const resume: Act = { code: "KeyP", key: "P", label: "clerk.resume", kind: "main", does: verb("resume") };
const openWindow: Act = { code: "KeyO", key: "O", label: "clerk.open", kind: "main", does: verb("open") };
const closeWindow: Act = {
  code: "KeyO",
  key: "O",
  label: "clerk.close",
  kind: "other",
  does: { choose: "close" },
};

const finishes: readonly Act[] = outcomes.map((outcome, index) => ({
  code: `Digit${index + 1}`,
  key: String(index + 1),
  label: `clerk.outcome.${outcome}`,
  kind: "finish",
  does: verb("finish", { outcome }),
}));

/**
 * The acts that make sense in a window's state; the rules themselves are the daemon's. Leaving is one only for
 * who has signed in on this page.
 */
export function actsIn(state: HallWindow["state"], signedIn: boolean): readonly Act[] {
  const leave = signedIn ? [signOut] : [];
  switch (state) {
    case "closed":
      return [openWindow, ...leave];
    case "paused":
      return [resume, closeWindow, ...leave];
    case "idle":
      return [callNext, callOne, walkIn, unpark, undoNoShow, pause, closeWindow, ...leave];
    case "called":
      return [startServing, recall, noShow, ...finishes, park, transfer, correct];
    case "serving":
      return [...finishes, park, transfer, correct, addCase];
  }
}

/** The act of a key, if it has one now. The number pad's digits count as digits. */
export function actOfKey(acts: readonly Act[], code: string): Act | undefined {
  return acts.find((act) => act.code === code.replace("Numpad", "Digit"));
}
