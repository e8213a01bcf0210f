import type { Texts } from "./fake-names.ts";

/** What the hall in memory keeps. */

export interface FakeTicket {
  id: string;
  number: string;
  service: string;
  queue: string;
  lane: string;
  language: string;
  state: string;
  issuedAt: string;
  window: string | null;
  visit: string | null;
  escort: string | null;
}

export interface FakeWindow {
  id: string;
  names: Texts;
  open: boolean;
  paused: string | null;
  sign: string[];
  home: string[];
  ticket: FakeTicket | null;
  lastVisit: string | null;
}

export interface FakeVisit {
  id: string;
  ticket: string;
  number: string;
  service: string;
  window: string;
  walkIn: boolean;
  calledAt: string;
  recalls: number;
  lastCallAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  outcome: string | null;
  rating: { level: number; channel: string; reasons?: string[]; text?: string } | null;
  cases: string[];
  promise: { due: string; papers: string[] } | null;
}

export interface FakeProposal {
  id: string;
  window: string;
  before: string[];
  sign: string[];
  reason: Record<string, string | number>;
  at: string;
  expiresAt: string;
}

/** A refusal of the contract. */
export class FakeRefusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}
