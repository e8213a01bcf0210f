import { localTime, minutesOf } from "../core/calendar.ts";
import type { Instant } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";

/** How loud the voice is now, in percent of what a screen can: the quiet hour's that it is, else the hall's. */
export function volumePercent({ hall, voice }: Pick<HallRules, "hall" | "voice">, at: Instant): number {
  const { minuteOfDay } = localTime(at, hall.timeZone);
  const quiet = voice.quietHours?.find(
    ({ from, to }) => minutesOf(from) <= minuteOfDay && minuteOfDay < minutesOf(to),
  );
  return quiet?.volumePercent ?? voice.volumePercent ?? 100;
}
