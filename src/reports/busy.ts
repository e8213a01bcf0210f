import { localTime } from "../core/calendar.ts";
import { MINUTE_MS } from "../core/durations.ts";
import type { Instant, WindowId } from "../core/ids.ts";
import type { DayRecord, Spell } from "./day-record.ts";

/** How long each window had somebody in hand, by the hour of the day, in ms. Goes on up to the record's end. */
export function busyMsByHour(record: DayRecord): Map<WindowId, Map<number, number>> {
  const goingOn = [...record.inHand].map(([window, { from }]) => ({ window, from, to: record.until }));
  const busy = new Map<WindowId, Map<number, number>>();
  for (const spell of [...record.spells, ...goingOn]) {
    const hours = busy.get(spell.window) ?? new Map<number, number>();
    busy.set(spell.window, hours);
    for (const { hour, ms } of hoursOf(spell, record.timeZone)) hours.set(hour, (hours.get(hour) ?? 0) + ms);
  }
  return busy;
}

function* hoursOf(
  { from, to }: Pick<Spell, "from" | "to">,
  timeZone: string,
): Generator<{ hour: number; ms: number }> {
  for (let at: Instant = from; at < to; ) {
    const { minuteOfDay, second } = localTime(at, timeZone);
    const intoHourMs = (minuteOfDay % 60) * MINUTE_MS + second * 1000 + (at % 1000);
    const end = Math.min(to, at - intoHourMs + 60 * MINUTE_MS);
    yield { hour: Math.floor(minuteOfDay / 60), ms: end - at };
    at = end;
  }
}
