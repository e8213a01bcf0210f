/** In this order when several wait for one wire. */
export const PRIORITIES = ["acknowledgement", "call", "print", "refresh", "poll"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** How a request is known to be answered. */
export interface ReplyRule {
  /** From the request's last byte to the answer's last, in milliseconds. */
  timeoutMs: number;
  /** How often the request is sent in all before the address counts as dead. */
  attempts: number;
  isAnswer(frame: Uint8Array): boolean;
  /** Why the request is refused; null when the frame does not refuse it. A refused request is tried again. */
  refusal?(frame: Uint8Array): string | null;
}

export type TransactionOutcome = "sent" | "answered" | "unanswered" | "replaced" | "wire-down";

/** One frame to say, and what may come back. */
export interface Transaction {
  /** Whom it is for: what of one station goes unanswered holds up that station and nobody else. */
  station: string;
  priority: Priority;
  bytes: Uint8Array;
  /** Of waiting transactions with one slot only the latest is sent; without a slot, each. */
  slot?: string;
  /** Null where no answer is to be had: then sent is done. */
  reply: ReplyRule | null;
  /** Called once, never from inside the call that submitted it. */
  done(outcome: TransactionOutcome): void;
  /** Told each time its first byte is given to the wire; `attempt` counts from 1. */
  started?(attempt: number): void;
  /** Told each time the answer is a refusal. */
  refused?(why: string): void;
  /** Told each time nothing came in time. */
  timedOut?(): void;
}
