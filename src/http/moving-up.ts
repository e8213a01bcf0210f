import type { TicketId } from "../core/ids.ts";
import { ticketAnswer } from "./answers.ts";
import type { HallPort } from "./hall-port.ts";

type Tell = (ticket: TicketId, seq: number, body: object) => void;

/**
 * Tells holders that their place changed. Any event may move many tickets at once, so it is looked at for the
 * followed ones only, and only every so often.
 */
export class MovingUp {
  readonly #hall: HallPort;
  readonly #everyMs: number;
  readonly #tell: Tell;
  #timer: NodeJS.Timeout | undefined;
  #told = new Map<TicketId, string>();

  constructor(hall: HallPort, everyMs: number, tell: Tell) {
    this.#hall = hall;
    this.#everyMs = everyMs;
    this.#tell = tell;
  }

  soon(followed: () => readonly TicketId[]): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#look(followed());
    }, this.#everyMs).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #look(followed: readonly TicketId[]): Promise<void> {
    if (followed.length === 0) return;
    const { loop, estimate } = this.#hall;
    const { state } = loop;
    const { seq } = state;
    const told = new Map<TicketId, string>();
    const moved: [TicketId, object][] = [];
    for (const id of followed) {
      const ticket = state.tickets.get(id);
      if (ticket?.state !== "waiting") continue;
      const answer = ticketAnswer(state, ticket, estimate);
      const text = JSON.stringify(answer);
      told.set(id, text);
      if (text !== this.#told.get(id)) moved.push([id, { ticket: answer }]);
    }
    this.#told = told;
    try {
      await loop.settled();
    } catch {
      return;
    }
    for (const [id, body] of moved) this.#tell(id, seq, body);
  }
}
