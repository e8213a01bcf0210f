import type { CallPad, PadPress } from "../../devices/roles/call-pad.ts";
import type { RatingPad } from "../../devices/roles/rating-pad.ts";
import type { Reader } from "../../devices/roles/reader.ts";
import type { TicketButtons } from "../../devices/roles/ticket-buttons.ts";
import type { Actor, ClerkId, DispenserId, TicketId, WindowId } from "../core/ids.ts";
import type { Intent, IntentOf } from "../core/intents.ts";
import { proposalFor } from "../core/scheduling.ts";
import type { Appointment, HallState, Ticket } from "../core/state.ts";
import type { Outcome } from "./loop.ts";

/** Who a ticket is for, as the core may know it. */
type Holder = NonNullable<IntentOf<"issue-ticket">["holder"]>;

/** What was held before a reader. */
export type Reading =
  | { kind: "appointment"; appointment: Appointment }
  | { kind: "ticket"; ticket: Ticket }
  | { kind: "holder"; holder: Holder };

export interface RouterPorts {
  state(): HallState;
  submit(intent: Intent): Promise<Outcome>;
  newTicketId(): TicketId;
  printerReady(dispenser: DispenserId): boolean;
  /** What a text means to the hall; null for nothing. */
  readingOf(text: string): Reading | null;
  /** Wire time, in milliseconds. */
  nowMs(): number;
  /** Whether these digits, keyed in at the window, are the clerk's PIN; false for an unknown clerk, as slowly. */
  pinFits(clerk: ClerkId | undefined, pin: string, window: WindowId): Promise<boolean>;
}

/** What a key press is answered with. */
interface Press {
  accept(): void;
  refuse(): void;
}

/** The digit before the function key that says no to a proposal. */
const DECLINE = "9";

/** Who shows a card and then walks away must not lend it to whoever presses next. */
const HOLDER_FOR_MS = 30_000;

/** From keys on wires to intents, and from what became of them to the keys' echo or tone. */
export class Router {
  #ports: RouterPorts;
  /** The digits of an id that were keyed in at a window, where those of the PIN are to follow. */
  #claimed = new Map<WindowId, string>();

  /** Whose card was read at a dispenser, for the ticket that is about to be asked for there. */
  #holders = new Map<DispenserId, { holder: Holder; untilMs: number }>();

  constructor(ports: RouterPorts) {
    this.#ports = ports;
  }

  ticketButtons(dispenser: DispenserId, buttons: TicketButtons): void {
    buttons.onPress((press) => {
      const service = this.#ports.state().rules?.services.find(({ key }) => key === press.key);
      if (!service) return press.refuse();
      this.#answer(press, {
        type: "issue-ticket",
        ticket: this.#ports.newTicketId(),
        service: service.id,
        channel: "dispenser",
        dispenser,
        printerReady: this.#ports.printerReady(dispenser),
        ...this.#takeHolder(dispenser),
        by: `dispenser:${dispenser}`,
      });
    });
  }

  /** A reader has neither tone nor light: its answer is the paper. */
  reader(dispenser: DispenserId, reader: Reader): void {
    reader.onRead(({ text }) => {
      const reading = this.#ports.readingOf(text);
      if (reading?.kind === "holder")
        this.#holders.set(dispenser, {
          holder: reading.holder,
          untilMs: this.#ports.nowMs() + HOLDER_FOR_MS,
        });
      const intent = reading && this.#intentOfReading(dispenser, reading);
      // A fault of the journal is in the log already.
      if (intent) this.#ports.submit(intent).catch(() => {});
    });
  }

  callPad(window: WindowId, pad: CallPad): void {
    pad.onPress((press) => {
      const isSignIn = press.act === "function" && this.#proposalAnswer(window, press.digits) === undefined;
      if (isSignIn && this.#ports.state().rules?.hall.padPin) return this.#signInByPin(window, press);
      this.#claimed.delete(window);
      const intent = this.#intentOf(window, press);
      if (intent) this.#answer(press, intent);
      else press.refuse();
    });
  }

  ratingPad(window: WindowId, pad: RatingPad): void {
    pad.onRating((rating) => {
      this.#answer(rating, { type: "rate-at-window", window, level: rating.level, channel: "pad" });
    });
  }

  /** A booked citizen checks in; one who missed the call waits again. */
  #intentOfReading(dispenser: DispenserId, reading: Reading): Intent | undefined {
    if (reading.kind === "ticket" && reading.ticket.state === "no-show")
      return { type: "return-no-show", ticket: reading.ticket.id, by: "holder" };
    if (reading.kind !== "appointment") return undefined;
    const { id: appointment, service } = reading.appointment;
    return {
      type: "issue-ticket",
      ticket: this.#ports.newTicketId(),
      service,
      lane: "appointment",
      appointment,
      channel: "dispenser",
      dispenser,
      printerReady: this.#ports.printerReady(dispenser),
      by: `dispenser:${dispenser}`,
    };
  }

  #takeHolder(dispenser: DispenserId): { holder?: Holder } {
    const shown = this.#holders.get(dispenser);
    this.#holders.delete(dispenser);
    return shown && this.#ports.nowMs() < shown.untilMs ? { holder: shown.holder } : {};
  }

  #answer(press: Press, intent: Intent): void {
    this.#ports.submit(intent).then(
      (outcome) => (outcome.kind === "done" ? press.accept() : press.refuse()),
      // Not durable, so it did not happen; the log has the journal's fault already.
      () => press.refuse(),
    );
  }

  /** What a pad's key means to the hall; nothing for keys that mean nothing here. */
  #intentOf(window: WindowId, { act, digits }: PadPress): Intent | undefined {
    const clerk = this.#ports.state().windows.get(window)?.clerk ?? null;
    const by = this.#actorAt(window);
    switch (act) {
      case "call": {
        if (digits === "") return { type: "call-next", window, finishFirst: true, by };
        const ticket = this.#ticketOf(digits);
        return { type: "call-ticket", window, ticket, finishFirst: true, reason: "keyed in", by };
      }
      case "recall":
      case "no-show":
      case "start":
      case "park":
      case "resume":
        return { type: act, window, by };
      case "finish-and-rate":
        return { type: "finish", window, inviteRating: true, by };
      case "pause":
        // One key for both, as on the pads that have no second one.
        return this.#ports.state().windows.get(window)?.paused
          ? { type: "resume", window, by }
          : { type: "pause", window, reason: "pause key", by };
      case "transfer":
        return digits === ""
          ? undefined
          : { type: "transfer", window, to: { window: digits.replace(/^0+/, "") }, keepPlace: true, by };
      case "function":
        return this.#proposalAnswer(window, digits) ?? this.#signIn(window, digits);
      case "log-out":
        return { type: "sign-out", window, clerk: clerk ?? "", reason: "log-out key" };
      default:
        return undefined;
    }
  }

  /** While something is proposed at the window, the function key alone accepts it, and `DECLINE` before it declines. */
  #proposalAnswer(window: WindowId, digits: string): Intent | undefined {
    const proposal = proposalFor(this.#ports.state(), window)?.id;
    if (proposal === undefined || (digits !== "" && digits !== DECLINE)) return undefined;
    const by = this.#actorAt(window);
    return digits === ""
      ? { type: "accept-proposal", proposal, by }
      : { type: "decline-proposal", proposal, by };
  }

  #actorAt(window: WindowId): Actor {
    const clerk = this.#ports.state().windows.get(window)?.clerk ?? null;
    return clerk === null ? `pad:${window}` : `clerk:${clerk}`;
  }

  /**
   * Who stands at the desk keys in the digits that are a clerk's id. Whoever is signed in there is relieved, in
   * mid-visit too.
   */
  #signIn(window: WindowId, digits: string): Intent | undefined {
    const clerk = this.#clerkOf(digits);
    return clerk === undefined ? undefined : { type: "sign-in", window, clerk, handOver: true };
  }

  /** The same in two presses, the id and then the PIN. The first is accepted for any id: none is told to be known. */
  #signInByPin(window: WindowId, press: PadPress): void {
    const claimed = this.#claimed.get(window);
    this.#claimed.delete(window);
    if (press.digits === "") press.refuse();
    else if (claimed === undefined) {
      this.#claimed.set(window, press.digits);
      press.accept();
    } else {
      const intent = this.#signIn(window, claimed);
      this.#ports.pinFits(this.#clerkOf(claimed), press.digits, window).then(
        (fits) => (fits && intent ? this.#answer(press, intent) : press.refuse()),
        () => press.refuse(),
      );
    }
  }

  #clerkOf(digits: string): ClerkId | undefined {
    const clerks = this.#ports.state().rules?.clerks ?? [];
    return clerks.find(({ id }) => digits !== "" && /^\d+$/.test(id) && Number(id) === Number(digits))?.id;
  }

  /** The ticket of today whose number, or whose number's digits, were keyed in. */
  #ticketOf(digits: string): TicketId {
    const { numbers } = this.#ports.state();
    const exact = numbers.get(digits);
    if (exact) return exact;
    const alike = [...numbers].filter(([number]) => number.replace(/\D/g, "") === digits);
    return alike.length === 1 ? (alike[0]?.[1] ?? "") : "";
  }
}
