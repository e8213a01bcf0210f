import type { DayFigures } from "./day-figures.ts";
import type {
  Day,
  DispenserId,
  Instant,
  JobId,
  Language,
  ServiceId,
  TicketId,
  VisitId,
  WindowId,
} from "./ids.ts";

/* What the hall is asked to print and to say. */

/** A paper for who holds a ticket. */
export interface HolderPaper {
  paper: "ticket" | "case-slip" | "promise-slip";
  ticket: TicketId;
  /** Which visit a slip is about. */
  visit: VisitId | null;
}

/** A holder's paper that perhaps did not come out, and where to look for it. */
export interface LostPaper {
  paper: HolderPaper["paper"];
  dispenser: DispenserId;
  /** When it was given up. */
  at: Instant;
}

/** What to bring and to know for a service: 一次性告知单. */
export interface NoticePaper {
  paper: "notice";
  service: ServiceId;
  language: Language;
}

/** A day in figures, and where its journal stood. */
export interface DaySlip {
  paper: "day-slip";
  day: Day;
  figures: DayFigures;
  anchor: Anchor;
}

/** An event and its hash: on paper, it proves the journal up to there. */
export interface Anchor {
  seq: number;
  /** SHA-256 in hexadecimal digits. */
  hash: string;
}

export type PaperKind = (HolderPaper | NoticePaper | DaySlip)["paper"];

export type PrintJob = {
  kind: "print";
  id: JobId;
  dispenser: DispenserId;
  /** A paper that may be the second one of its kind says so. */
  copy: boolean;
  askedAt: Instant;
  started: boolean;
} & (HolderPaper | NoticePaper | DaySlip);

export interface AnnouncementJob {
  kind: "announcement";
  id: JobId;
  ticket: TicketId;
  number: string;
  window: WindowId;
  askedAt: Instant;
  started: boolean;
}

export type Job = PrintJob | AnnouncementJob;
