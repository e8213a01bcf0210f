import type {
  Actor,
  Day,
  DispenserId,
  JobId,
  Language,
  QueueId,
  ServiceId,
  TicketId,
  VisitId,
  WindowId,
} from "./ids.ts";
import type { HallRules } from "./rules.ts";
import type { Lane, Level, Outcome, RatingChannel } from "./state.ts";

/** What someone or something wants of the hall. Facts of the world that the rules need travel with it. */
export type Intent =
  | { type: "adopt-config"; rules: HallRules; hash: string; by: Actor }
  | { type: "open-day"; day: Day }
  | {
      type: "issue-ticket";
      /** Unguessable, made by the caller. */
      ticket: TicketId;
      service: ServiceId;
      lane?: Lane;
      reason?: string;
      language?: Language;
      channel: string;
      /** Where its paper comes out; none for a ticket without paper. */
      dispenser?: DispenserId;
      /** Whether that printer can print now. */
      printerReady?: boolean;
      by: Actor;
    }
  | { type: "cancel-ticket"; ticket: TicketId; by: Actor }
  | {
      type: "call-next";
      window: WindowId;
      by: Actor /** A call pad's key finishes the visit at hand first. */;
      finishFirst?: boolean;
    }
  | {
      type: "call-ticket";
      window: WindowId;
      ticket: TicketId;
      reason: string;
      by: Actor;
      finishFirst?: boolean;
    }
  | { type: "recall"; window: WindowId; by: Actor }
  | { type: "start"; window: WindowId; by: Actor }
  | { type: "no-show"; window: WindowId; by: Actor }
  | { type: "finish"; window: WindowId; outcome?: Outcome; inviteRating?: boolean; by: Actor }
  | { type: "park"; window: WindowId; by: Actor }
  | { type: "unpark"; window: WindowId; ticket: TicketId; by: Actor }
  | {
      type: "transfer";
      window: WindowId;
      to: { queue: QueueId } | { window: WindowId };
      keepPlace: boolean;
      by: Actor;
    }
  | { type: "walk-in"; window: WindowId; service: ServiceId; ticket: TicketId; by: Actor }
  | { type: "pause"; window: WindowId; reason: string; by: Actor }
  | { type: "resume"; window: WindowId; by: Actor }
  | { type: "open-window"; window: WindowId; by: Actor }
  | { type: "close-window"; window: WindowId; reason: string; by: Actor }
  | {
      type: "rate-visit";
      visit: VisitId;
      level: Level;
      channel: RatingChannel;
      by: { ticket: TicketId } | { window: WindowId };
    }
  | { type: "rate-at-window"; window: WindowId; level: Level; channel: RatingChannel }
  | { type: "reprint"; ticket: TicketId; dispenser: DispenserId; by: Actor }
  | { type: "start-job"; job: JobId }
  | { type: "end-job"; job: JobId; result: "done" | "not-done" | "unconfirmed" | "give-up"; reason?: string };

export type IntentType = Intent["type"];
export type IntentOf<T extends IntentType> = Extract<Intent, { type: T }>;
