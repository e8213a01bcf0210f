import { rulesOf } from "./rules.ts";
import type { HallConfig } from "./schema.ts";

/** One thing that differs between two configs; the values of PINs are left out. */
export interface Change {
  /** Keys from the top; parts of a list by their ids, e.g. `queues.tax.start`. */
  path: string;
  change: "added" | "removed" | "changed";
  before?: unknown;
  after?: unknown;
}

/** What differs. Prefixes that the hall gives out itself are compared too. */
export function changesBetween(before: HallConfig, after: HallConfig): Change[] {
  return differences("", filled(before), filled(after));
}

/** Whether a change is about wires or devices, which are opened at the start. */
export function isAboutDevices({ path }: Change): boolean {
  return /^wires(\.|$)|^(windows|dispensers)\.[^.]+\.(display|callPad|ratingPad|buttons|reader|printer)(\.|$)/.test(
    path,
  );
}

function filled(config: HallConfig): object {
  return { ...config, queues: rulesOf(config).queues };
}

function differences(path: string, before: unknown, after: unknown): Change[] {
  if (before === after) return [];
  if (before === undefined) return [{ path, change: "added", ...shown(path, "after", after) }];
  if (after === undefined) return [{ path, change: "removed", ...shown(path, "before", before) }];
  const [one, other] = [partsOf(before), partsOf(after)];
  if (one && other) {
    const names = new Set([...one.keys(), ...other.keys()]);
    return [...names].flatMap((name) =>
      differences(path === "" ? name : `${path}.${name}`, one.get(name), other.get(name)),
    );
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ path, change: "changed", ...shown(path, "before", before), ...shown(path, "after", after) }];
}

/** What a value is made of: a mapping of its keys, a list of things with ids of those. */
function partsOf(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const parts = value.map((each: unknown): [unknown, unknown] => [idOf(each), each]);
  if (parts.some(([id]) => typeof id !== "string")) return undefined;
  return new Map(parts.map(([id, each]) => [String(id), each]));
}

function idOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
}

function shown(
  path: string,
  side: "before" | "after",
  value: unknown,
): { before?: unknown; after?: unknown } {
  if (/\.pin$/.test(path)) return {};
  if (typeof value !== "object" || value === null || !("pin" in value)) return { [side]: value };
  const { pin: _pin, ...rest } = value;
  return { [side]: rest };
}
