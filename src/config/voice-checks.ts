import type { CrossFault } from "./cross-checks.ts";
import type { HallConfig } from "./schema.ts";

/** Zones share out windows: one in two zones would be called twice at once. */
export function zonesShareOutWindows({ voice, windows }: HallConfig): CrossFault[] {
  const known = new Set(windows.map(({ id }) => id));
  const zoneOf = new Map<string, string>();
  return voice.zones.flatMap(({ id: zone, windows: ids }, i) =>
    ids.flatMap((id, j) => {
      const path = ["voice", "zones", i, "windows", j];
      const other = zoneOf.get(id);
      zoneOf.set(id, zone);
      if (!known.has(id)) return [{ path, message: `there is no window "${id}"` }];
      return other === undefined ? [] : [{ path, message: `window "${id}" is in zone "${other}" already` }];
    }),
  );
}

/** A notice that ends before it begins would never be shown. */
export function noticesHaveDays({ notices }: HallConfig): CrossFault[] {
  return notices.flatMap(({ from, until }, i) =>
    from !== undefined && until < from
      ? [{ path: ["notices", i, "until"], message: `the notice ends before it begins on ${from}` }]
      : [],
  );
}
