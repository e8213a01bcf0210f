import { readFileSync } from "node:fs";
import { parseConfig } from "../config/load.ts";
import { rulesOf } from "../config/rules.ts";
import { MINUTE_MS } from "../core/durations.ts";
import type { HallRules } from "../core/rules.ts";
import type { RecordedDay, RecordedTicket, Recording } from "./recording.ts";

/** An office with its days, as in the JSON of recorded offices: `[from, to, group, n]` in minutes of the day. */
interface OfficeFile {
  office: string;
  groups: { name: string; serviceMeanMinutes: number }[];
  windows: { window: number; home: number[]; authorised: number[] }[];
  days: { date: string; arrivals: [from: number, to: number, group: number, tickets: number][] }[];
}

/** The days of an office's JSON file, with rules made of what it says of its windows. @throws Error naming what is wrong */
export function recordedInOffice(file: string, hours: { from: string; to: string }): Recording {
  const office = JSON.parse(readFileSync(file, "utf8")) as OfficeFile;
  if (!Array.isArray(office.groups) || !Array.isArray(office.windows) || !Array.isArray(office.days))
    throw new Error(`${file}: groups, windows and days are expected`);
  const days = office.days.map(({ date, arrivals }) => {
    const tickets = arrivals.flatMap(([from, to, group, count]) =>
      Array.from({ length: count }, (_, n) =>
        came(`G${group}`, Math.round((from + ((to - from) * (n + 0.5)) / count) * MINUTE_MS)),
      ),
    );
    return dayOf(date, tickets);
  });
  return { rules: rulesOfOffice(file, office, hours), days };
}

/**
 * The days of a table, one line a ticket: `day,time,queue,minutes`, e.g. `2026-03-02,09:14:30,tax,7.5`; minutes may
 * be left out. The rules are those of a config. @throws Error naming the line that is wrong
 */
export function recordedInTable(file: string, rules: HallRules): Recording {
  const queues = new Set(rules.queues.map(({ id }) => id));
  const days = new Map<string, RecordedTicket[]>();
  const lines = readFileSync(file, "utf8").split(/\r?\n/);
  lines.forEach((line, n) => {
    if (line.trim() === "" || (n === 0 && line.startsWith("day,"))) return;
    const [day = "", time = "", queue = "", minutes = ""] = line.split(",").map((cell) => cell.trim());
    const clock = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(time);
    if (!/^\d{4}-\d\d-\d\d$/.test(day) || !clock) throw new Error(`${file}:${n + 1}: no day and time`);
    if (!queues.has(queue)) throw new Error(`${file}:${n + 1}: the config has no queue "${queue}"`);
    const serviceMs = minutes === "" ? null : Number(minutes) * MINUTE_MS;
    if (serviceMs !== null && !(serviceMs >= 0)) throw new Error(`${file}:${n + 1}: "${minutes}" minutes`);
    const [, hour, minute, second] = clock.map(Number);
    const at = (((hour ?? 0) * 60 + (minute ?? 0)) * 60 + (second || 0)) * 1000;
    days.set(day, [...(days.get(day) ?? []), { ...came(queue, at), serviceMs }]);
  });
  const inOrder = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
  return { rules, days: inOrder.map(([day, tickets]) => dayOf(day, tickets)) };
}

function came(queue: string, at: number): RecordedTicket {
  return {
    queue,
    at,
    lane: "normal",
    slot: null,
    serviceMs: null,
    missedMs: null,
    leftAt: null,
    waitMs: null,
  };
}

function dayOf(day: string, tickets: RecordedTicket[]): RecordedDay {
  const inOrder = tickets.sort((a, b) => a.at - b.at);
  const nothing = { presence: new Map(), pauses: new Map() };
  return { day, at: Date.parse(day), tickets: inOrder, ...nothing, policy: "static" };
}

/** As a technician would have written it down; its clock is UTC, since only times of day are recorded. */
function rulesOfOffice(file: string, office: OfficeFile, hours: { from: string; to: string }): HallRules {
  const name = (text: string) => ({ "zh-CN": text, en: text });
  const letter = (n: number) =>
    String.fromCharCode(65 + Math.floor(n / 26)) + String.fromCharCode(65 + (n % 26));
  const loaded = parseConfig(
    JSON.stringify({
      hall: { id: "office", name: name(office.office), timeZone: "UTC", access: "open" },
      calendar: { sessions: [hours], weekdays: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] },
      queues: office.groups.map((group, n) => ({ id: `G${n}`, name: name(group.name), prefix: letter(n) })),
      services: office.groups.map((group, n) => ({
        ...{ id: `S${n}`, name: name(group.name), queue: `G${n}`, normMinutes: group.serviceMeanMinutes },
      })),
      windows: office.windows.map(({ window, home, authorised }) => ({
        id: String(window),
        home: home.map((n) => `G${n}`),
        authorised: authorised.map((n) => `G${n}`),
      })),
    }),
  );
  if (!loaded.ok) throw new Error(`${file}: ${loaded.faults[0]?.message ?? "no office"}`);
  return rulesOf(loaded.config);
}
