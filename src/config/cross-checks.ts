import { checkDevices } from "../../devices/check.ts";
import { devicePlanOf, devicesOf } from "./device-plan.ts";
import { numbersCanBeShown } from "./display-checks.ts";
import type { ConfigPath } from "./load.ts";
import { papersCanBeFilled, standInsPrint } from "./paper-checks.ts";
import type { HallConfig } from "./schema.ts";
import { noticesHaveDays, zonesShareOutWindows } from "./voice-checks.ts";

/** A fault that no single value shows: names that lead nowhere, the same thing twice, times that cross. */
export interface CrossFault {
  path: ConfigPath;
  message: string;
}

export const CROSS_CHECKS: readonly ((config: HallConfig) => CrossFault[])[] = [
  timeZoneExists,
  idsAreUnique,
  namesLeadSomewhere,
  keysAreUnique,
  sessionsAreInOrder,
  wiresHaveOneEnd,
  endsAreUnique,
  portsExist,
  devicesFit,
  numbersCanBeShown,
  standInsPrint,
  papersCanBeFilled,
  zonesShareOutWindows,
  noticesHaveDays,
];

function timeZoneExists({ hall }: HallConfig): CrossFault[] {
  try {
    new Intl.DateTimeFormat("en", { timeZone: hall.timeZone });
    return [];
  } catch {
    return [{ path: ["hall", "timeZone"], message: `there is no time zone "${hall.timeZone}"` }];
  }
}

function idsAreUnique(config: HallConfig): CrossFault[] {
  const found: CrossFault[] = [];
  for (const section of [
    "queues",
    "services",
    "windows",
    "dispensers",
    "clerks",
    "staff",
    "wires",
  ] as const) {
    const seen = new Set<string>();
    config[section].forEach(({ id }, index) => {
      if (seen.has(id))
        found.push({ path: [section, index, "id"], message: `"${id}" is there twice in ${section}` });
      seen.add(id);
    });
  }
  return found;
}

function namesLeadSomewhere(config: HallConfig): CrossFault[] {
  const found: CrossFault[] = [];
  const queues = new Set(config.queues.map(({ id }) => id));
  const known = (id: string, path: ConfigPath) => {
    if (!queues.has(id)) found.push({ path, message: `there is no queue "${id}"` });
  };
  for (const [i, { queue, stops }] of config.services.entries()) {
    known(queue, ["services", i, "queue"]);
    for (const [j, id] of (stops ?? []).entries()) known(id, ["services", i, "stops", j]);
  }
  for (const [i, { authorised }] of config.clerks.entries())
    for (const [j, id] of (authorised ?? []).entries()) known(id, ["clerks", i, "authorised", j]);
  config.windows.forEach(({ home, authorised }, i) => {
    for (const [j, id] of home.entries()) known(id, ["windows", i, "home", j]);
    for (const [j, id] of (authorised ?? []).entries()) known(id, ["windows", i, "authorised", j]);
    for (const id of home)
      if (authorised && !authorised.includes(id))
        found.push({
          path: ["windows", i, "authorised"],
          message: `its home queue "${id}" must be among them`,
        });
  });
  const served = new Set(config.windows.flatMap(({ home }) => home));
  config.queues.forEach(({ id }, i) => {
    if (!served.has(id))
      found.push({ path: ["queues", i, "id"], message: `no window has queue "${id}" as its home` });
  });
  return found;
}

function keysAreUnique({ services }: HallConfig): CrossFault[] {
  const seen = new Map<number, string>();
  return services.flatMap(({ id, key }, i) => {
    if (key === undefined) return [];
    const other = seen.get(key);
    seen.set(key, id);
    return other
      ? [{ path: ["services", i, "key"], message: `key ${key} is service "${other}" already` }]
      : [];
  });
}

function sessionsAreInOrder({ calendar, services, voice, windows }: HallConfig): CrossFault[] {
  const weekly = Object.entries(calendar.weeklyHours ?? {}).flatMap(([day, sessions]) =>
    inOrder(sessions, ["calendar", "weeklyHours", day]),
  );
  const quiet = services.flatMap(({ quietHours }, i) =>
    inOrder(quietHours ?? [], ["services", i, "quietHours"]),
  );
  const away = windows.flatMap(({ breaks }, i) => inOrder(breaks ?? [], ["windows", i, "breaks"]));
  return [
    ...away,
    ...inOrder(calendar.sessions, ["calendar", "sessions"]),
    ...weekly,
    ...quiet,
    ...inOrder(voice.quietHours, ["voice", "quietHours"]),
  ];
}

function inOrder(sessions: readonly { from: string; to: string }[], path: ConfigPath): CrossFault[] {
  let before = "00:00";
  return sessions.flatMap(({ from, to }, i) => {
    const wrong = from < before || to <= from;
    before = to;
    return wrong ? [{ path: [...path, i], message: "sessions must follow one another" }] : [];
  });
}

function wiresHaveOneEnd({ wires }: HallConfig): CrossFault[] {
  return wires.flatMap(({ serial, tcp, file }, i) => {
    const ends = [serial, tcp, file].filter((end) => end !== undefined).length;
    return ends === 1 ? [] : [{ path: ["wires", i], message: "a wire needs one of serial, tcp or file" }];
  });
}

/** Who opens a port second finds it locked. */
function endsAreUnique({ wires }: HallConfig): CrossFault[] {
  const seen = new Map<string, string>();
  return wires.flatMap(({ id, serial, tcp, file }, i) => {
    const end = serial ?? tcp ?? file;
    if (end === undefined) return [];
    const other = seen.get(end);
    seen.set(end, id);
    return other === undefined
      ? []
      : [{ path: ["wires", i], message: `wire "${other}" leads to ${end} already` }];
  });
}

function portsExist({ wires }: HallConfig): CrossFault[] {
  return wires.flatMap(({ tcp }, i) => {
    const port = Number(tcp?.split(":").at(-1) ?? 1);
    return port >= 1 && port <= 65_535
      ? []
      : [{ path: ["wires", i, "tcp"], message: `there is no port ${port}` }];
  });
}

/** Wires, drivers, profiles and addresses that fit together. */
function devicesFit(config: HallConfig): CrossFault[] {
  const placed = devicesOf(config);
  const { links, devices } = devicePlanOf(config);
  return checkDevices(links, devices).map(({ device, message }) => ({
    path: placed.find(({ id }) => id === device)?.path ?? [],
    message,
  }));
}
