import type { ExpectedOfHour } from "./advice.ts";
import type {
  Actor,
  AdviceId,
  AppointmentId,
  ClerkId,
  Day,
  DispenserId,
  Instant,
  JobId,
  Language,
  ProposalId,
  QueueId,
  ServiceId,
  TicketId,
  VisitId,
  WindowId,
} from "./ids.ts";
import type { Anchor, HolderPaper } from "./jobs.ts";
import type { HallRules, SchedulerMode } from "./rules.ts";
import type { ExpectedOfSign } from "./scheduling.ts";
import type { Lane, Level, Outcome, RatingChannel, RatingReason } from "./state.ts";

/** Where a paper is to come out, and whether that printer can print now; for a ticket or promise there may be none. */
export interface AtPrinter {
  dispenser: DispenserId;
  printerReady?: boolean;
}

/** What someone or something wants of the hall. Facts of the world that the rules need travel with it. */
export type Intent =
  | { type: "adopt-config"; rules: HallRules; hash: string; by: Actor }
  | { type: "open-day"; day: Day }
  | ({
      type: "issue-ticket";
      /** Unguessable, made by the caller. */
      ticket: TicketId;
      service: ServiceId;
      lane?: Lane;
      reason?: string;
      language?: Language;
      channel: string;
      /** For the lane `appointment`: the booked one that is checked in. */
      appointment?: AppointmentId;
      /** `hash` under the day's key, `text` to be sealed. */
      holder?: { hash: string; text: string };
      /** Somebody is to go along. */
      escort?: boolean;
      by: Actor;
    } & Partial<AtPrinter>)
  | { type: "cancel-ticket"; ticket: TicketId; by: Actor }
  | {
      type: "call-next";
      window: WindowId;
      by: Actor;
      /** A call pad's key finishes the visit at hand first. */
      finishFirst?: boolean;
      /** The queue that the scheduler would call from; the sign's own order where that cannot be. */
      advised?: QueueId;
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
  | { type: "undo-no-show"; window: WindowId; by: Actor }
  | { type: "return-no-show"; ticket: TicketId; by: Actor }
  | { type: "correct-outcome"; visit: VisitId; outcome: Outcome; by: Actor }
  | { type: "correct-service"; window: WindowId; service: ServiceId; by: Actor }
  | { type: "add-case"; window: WindowId; service: ServiceId; by: Actor }
  | ({
      type: "make-promise";
      window: WindowId;
      /** The service's own time limit otherwise. */
      workdays?: number;
      /** Papers still to be handed in. */
      papers: string[];
      by: Actor;
    } & Partial<AtPrinter>)
  /** `handOver`: the relief takes over from whoever is signed in. */
  | { type: "sign-in"; window: WindowId; clerk: ClerkId; handOver: boolean }
  | { type: "sign-out"; window: WindowId; clerk: ClerkId; reason: string }
  | { type: "book-appointment"; appointment: AppointmentId; service: ServiceId; slotAt: Instant; by: Actor }
  | { type: "move-appointment"; appointment: AppointmentId; slotAt: Instant; by: Actor }
  | { type: "cancel-appointment"; appointment: AppointmentId; by: Actor }
  | { type: "miss-appointment"; appointment: AppointmentId }
  | { type: "take-escort"; ticket: TicketId; by: Actor }
  | { type: "end-escort"; ticket: TicketId; by: Actor }
  | { type: "void-unprinted"; job: JobId }
  | { type: "end-session"; session: string }
  | { type: "find-empty-post"; window: WindowId }
  | { type: "find-overrun"; visit: VisitId }
  | { type: "pause"; window: WindowId; reason: string; by: Actor }
  | { type: "resume"; window: WindowId; by: Actor }
  | { type: "open-window"; window: WindowId; by: Actor }
  | { type: "close-window"; window: WindowId; reason: string; by: Actor }
  /** By the scheduler: a proposal where people decide, a change where they leave it to the rules. */
  | { type: "propose-sign"; window: WindowId; sign: QueueId[]; expected: ExpectedOfSign }
  | { type: "accept-proposal"; proposal: ProposalId; by: Actor }
  | { type: "decline-proposal"; proposal: ProposalId; by: Actor }
  | { type: "expire-proposal"; proposal: ProposalId }
  /** A session began or ended: what the scheduler has put up goes home. */
  | { type: "return-signs" }
  /** By the scheduler: all that it would tell people of the hour ahead, and nothing more. */
  | { type: "advise-hour"; advice: ExpectedOfHour[] }
  | { type: "dismiss-advice"; advice: AdviceId; by: Actor }
  | { type: "override-sign"; window: WindowId; sign: QueueId[]; reason: string; by: Actor }
  | { type: "undo-sign"; by: Actor }
  | { type: "pin-sign"; window: WindowId; by: Actor }
  | { type: "unpin-sign"; window: WindowId; by: Actor }
  /** Null takes back what people set: the window goes with the hall again, the hall with its config. */
  | { type: "set-scheduler-mode"; mode: SchedulerMode | null; window?: WindowId; by: Actor }
  /** Over its limits since then, as far as the watch knows. */
  | { type: "find-hot"; queue: QueueId; overSince: Instant }
  | { type: "find-cooled"; queue: QueueId }
  | {
      type: "rate-visit";
      visit: VisitId;
      level: Level;
      channel: RatingChannel;
      reasons?: RatingReason[];
      /** In the citizen's own words: personal, since they may name people. */
      text?: string;
      by: { ticket: TicketId } | { window: WindowId };
    }
  | { type: "rate-at-window"; window: WindowId; level: Level; channel: RatingChannel }
  | ({
      type: "reprint";
      ticket: TicketId;
      /** The ticket itself otherwise. */
      paper?: HolderPaper["paper"];
      by: Actor;
    } & AtPrinter)
  | ({ type: "print-notice"; service: ServiceId; language?: Language; by: Actor } & AtPrinter)
  | ({ type: "print-case-slip"; visit: VisitId; by: Actor } & AtPrinter)
  | ({
      type: "print-day-slip";
      /** Where the journal stands, durably. */
      anchor: Anchor;
      by: Actor;
    } & AtPrinter)
  /** Its printer cannot print now, and the stand-in's can. */
  | { type: "move-print"; job: JobId }
  | { type: "start-job"; job: JobId }
  | {
      type: "end-job";
      job: JobId;
      /** `unconfirmable`: nobody knows whether it was done, as of everything that is done there. */
      result: "done" | "not-done" | "unconfirmed" | "unconfirmable" | "give-up";
      reason?: string;
    };

export type IntentType = Intent["type"];
export type IntentOf<T extends IntentType> = Extract<Intent, { type: T }>;
