import type { EventData, HallEvent } from "../../src/core/events.ts";

type SignReason = NonNullable<EventData["sign-changed"]["reason"]>;
type HelpReason = NonNullable<EventData["ticket-called"]["help"]>;

/** What the hall wrote down beside a decision, and the same figures counted from the events before it. */
export interface Reckoned {
  written: Partial<SignReason> | HelpReason;
  counted: Partial<SignReason> | HelpReason;
}

interface Desk {
  open: boolean;
  sign: readonly string[];
  /** Since when it has had nobody; null while it has. */
  idleSince: number | null;
}

/** Counts with pencil and paper what each decision says of the hall, knowing nothing of the core but its events. */
export function reckon(journal: readonly { event: HallEvent; at: number }[]): Reckoned[] {
  const lines = new Map<string, Map<string, number>>();
  const desks = new Map<string, Desk>();
  const found: Reckoned[] = [];
  const line = (queue: string) => lines.get(queue) ?? new Map<string, number>();
  const minutes = (ms: number) => Math.round(ms / 6_000) / 10;
  const free = (window: string, at: number) => {
    const desk = desks.get(window);
    if (desk) desk.idleSince = at;
  };

  function count({ queue = "" }: Partial<SignReason>, window: string, at: number): Partial<SignReason> {
    const waits = [...line(queue).values()].map((since) => at - since);
    const idleSince = desks.get(window)?.idleSince ?? null;
    return {
      waiting: waits.length,
      oldestMinutes: minutes(Math.max(0, ...waits)),
      idleMinutes: idleSince === null ? 0 : minutes(at - idleSince),
      windows: [...desks.values()].filter(({ open, sign }) => open && sign.includes(queue)).length,
    };
  }

  function take({ event: { type, data }, at }: { event: HallEvent; at: number }): void {
    if (type === "config-adopted")
      for (const { id, home } of data.rules.windows)
        desks.set(id, { open: false, sign: home, idleSince: at });
    else if (type === "window-opened" || type === "window-closed") {
      const desk = desks.get(data.window);
      if (desk) Object.assign(desk, { open: type === "window-opened", idleSince: at });
    } else if (type === "ticket-issued") lines.set(data.queue, line(data.queue).set(data.ticket, at));
    else if (type === "ticket-called") {
      const [queue, waiting] = [...lines].find(([, each]) => each.has(data.ticket)) ?? ["", line("")];
      const desk = desks.get(data.window);
      if (data.help)
        found.push({
          written: data.help,
          counted: {
            waiting: waiting.size,
            waitedMinutes: minutes(at - (waiting.get(data.ticket) ?? at)),
            waitingHere: (desk?.sign ?? []).reduce((sum, shown) => sum + line(shown).size, 0),
          },
        });
      if (desk) desk.idleSince = null;
      lines.get(queue)?.delete(data.ticket);
    } else if (type === "visit-finished") free(data.window, at);
    else if (type === "sign-proposed" || type === "sign-changed") {
      const { reason } = data;
      // What was accepted later is as it was proposed.
      if (reason && !(type === "sign-changed" && data.proposal)) {
        const counted = count(reason, data.window, at);
        const { waiting, oldestMinutes, idleMinutes, windows } = reason;
        found.push({ written: { waiting, oldestMinutes, idleMinutes, windows }, counted });
      }
      const desk = desks.get(data.window);
      if (type === "sign-changed" && desk) desk.sign = data.sign;
    }
  }

  for (const happened of journal) take(happened);
  return found;
}
