import type { RecordedOffice } from "../days/recorded.ts";

const opensAtHour = 8;
const closesAtHour = 16;
/** An hour is quiet when fewer come than this share of a usual hour. */
const quietShare = 0.6;

export interface Hours {
  /** HH:MM. */
  from: string;
  to: string;
}

/** The hours in which clearly fewer people came for a group of the recorded office than in its usual hour. */
export function quietHours({ days }: RecordedOffice, group: number): Hours[] {
  const tickets = Array.from({ length: closesAtHour - opensAtHour }, () => 0);
  for (const { arrivals } of days)
    for (const [from, to, of, count] of arrivals)
      if (of === group)
        tickets.forEach((_, index) => {
          const opens = (opensAtHour + index) * 60;
          const share = Math.max(0, Math.min(to, opens + 60) - Math.max(from, opens)) / (to - from);
          tickets[index] = (tickets[index] ?? 0) + count * share;
        });
  const usual = tickets.reduce((sum, count) => sum + count, 0) / tickets.length;
  const quiet: Hours[] = [];
  for (const [index, count] of tickets.entries()) {
    if (count >= usual * quietShare) continue;
    const [from, to] = [clock(opensAtHour + index), clock(opensAtHour + index + 1)];
    const last = quiet.at(-1);
    if (last?.to === from) last.to = to;
    else quiet.push({ from, to });
  }
  return quiet;
}

const clock = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;
