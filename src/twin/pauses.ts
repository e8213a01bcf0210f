import type { WindowId } from "../core/ids.ts";
import type { HallFacts } from "../scheduler/model.ts";
import type { HallFact } from "../scheduler/observe.ts";

/**
 * Measures how long clerks take to press: from the moment when their window was free and somebody stood in a line that
 * it shows to the call. A key that ends a visit and calls at once leaves no such moment.
 */
export class Pauses {
  /** By group: who stands in its line, and since when somebody has without a break. */
  readonly #lines = new Map<number, { tickets: Set<number>; since: number }>();
  readonly #freeSince = new Map<number, number>();
  readonly #signs = new Map<number, readonly number[]>();
  readonly #pauses = new Map<number, number[]>();

  hear(fact: HallFact, facts: HallFacts): void {
    switch (fact.e) {
      case "arrive": {
        const line = this.#lines.get(fact.group);
        if (line && line.tickets.size > 0) line.tickets.add(fact.ticket);
        else this.#lines.set(fact.group, { tickets: new Set([fact.ticket]), since: fact.t });
        break;
      }
      case "leave":
        this.#lines.get(fact.group)?.tickets.delete(fact.ticket);
        break;
      case "call":
        this.#call(fact, facts);
        break;
      case "close":
        this.#freeSince.delete(fact.window);
        break;
      case "sign":
        this.#signs.set(fact.window, fact.sign);
        break;
      default:
        this.#freeSince.set(fact.window, fact.t);
    }
  }

  /** By window, in their order; windows that called nobody are left out. */
  measured(windows: readonly WindowId[]): Map<WindowId, number[]> {
    return new Map(
      windows.flatMap((id, window) => {
        const pauses = this.#pauses.get(window);
        return pauses ? [[id, pauses] as const] : [];
      }),
    );
  }

  #call({ t, window, ticket, group }: HallFact & { e: "call" }, facts: HallFacts): void {
    const freeSince = this.#freeSince.get(window);
    this.#freeSince.delete(window);
    const line = this.#lines.get(group);
    const stoodInLine = line?.tickets.has(ticket) ?? false;
    if (freeSince !== undefined && stoodInLine) {
      const sign = this.#signs.get(window) ?? facts.windows[window]?.home ?? [];
      const wanted = [group, ...sign]
        .map((each) => this.#lines.get(each))
        .filter((each) => each?.tickets.size);
      const since = Math.max(freeSince, Math.min(...wanted.map((each) => each?.since ?? t)));
      this.#pauses.set(window, [...(this.#pauses.get(window) ?? []), t - since]);
    }
    line?.tickets.delete(ticket);
  }
}
