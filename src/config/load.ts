import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import Value from "typebox/value";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import { CROSS_CHECKS, type CrossFault } from "./cross-checks.ts";
import { HallConfig } from "./schema.ts";

/** One fault of a config file; line and column count from 1. */
export interface ConfigFault {
  line: number;
  column: number;
  message: string;
}

export type LoadedConfig =
  | { ok: true; config: HallConfig; hash: string; text: string }
  | { ok: false; faults: ConfigFault[] };

/** A place in the file: keys and indexes from the top. */
export type ConfigPath = readonly (string | number)[];

/** Reads and checks a hall's config. Throws only when the file cannot be read. */
export function loadConfig(file: string): LoadedConfig {
  return parseConfig(readFileSync(file, "utf8"));
}

/** Every fault of the text at once, in the order of its lines; else the config with its defaults filled in. */
export function parseConfig(text: string): LoadedConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number, message: string): ConfigFault => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), message };
  };
  if (document.errors.length > 0)
    return { ok: false, faults: document.errors.map((error) => at(error.pos[0], firstLine(error.message))) };

  const written: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const config = Value.Default(HallConfig, structuredClone(written)) as HallConfig;
  const shape = shapeFaults(config);
  const faults = [
    ...shape.map(({ path, key, message }) => at(offsetOf(document, path, key), message)),
    ...crossFaults(config, shape.length === 0).map(({ path, message }) =>
      at(offsetOf(document, path), message),
    ),
  ];
  if (faults.length > 0) return { ok: false, faults: inOrder(faults) };
  return { ok: true, config, text, hash: createHash("sha256").update(text).digest("hex") };
}

interface ShapeFault {
  path: ConfigPath;
  /** The key itself is at fault, not its value. */
  key: boolean;
  message: string;
}

/** What the names say to each other. A file of another shape is looked at as far as it can be. */
function crossFaults(config: HallConfig, shapeIsRight: boolean): CrossFault[] {
  return CROSS_CHECKS.flatMap((check) => {
    try {
      return check(config);
    } catch (error) {
      if (shapeIsRight) throw error;
      return [];
    }
  });
}

/** @param filled with the defaults in, since a section that is left out takes all of its own */
function shapeFaults(filled: unknown): ShapeFault[] {
  const found: ShapeFault[] = [];
  for (const error of Value.Errors(HallConfig, filled)) {
    const path = error.instancePath
      .split("/")
      .slice(1)
      .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    if (error.keyword === "boolean")
      found.push({ path, key: true, message: `unknown key "${String(path.at(-1))}"` });
    else if (error.keyword === "required") {
      const { requiredProperties } = error.params as { requiredProperties: string[] };
      const names = requiredProperties.map((name) => `"${name}"`).join(", ");
      found.push({ path, key: false, message: `${names} is missing` });
    } else if (error.keyword !== "additionalProperties")
      found.push({ path, key: false, message: `${nameOf(path)} ${error.message}` });
  }
  return withoutEchoes(found);
}

/** A union tells of each branch that did not fit; one line a place is enough. */
function withoutEchoes(faults: ShapeFault[]): ShapeFault[] {
  const byPlace = new Map<string, ShapeFault>();
  for (const fault of faults) {
    const place = JSON.stringify([fault.path, fault.key]);
    const other = byPlace.get(place);
    if (!other || other.message.includes("must be equal to constant")) byPlace.set(place, fault);
  }
  return [...byPlace.values()];
}

function nameOf(path: ConfigPath): string {
  return path.length === 0 ? "the file" : path.map(String).join(".");
}

function firstLine(message: string): string {
  return message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? message;
}

/** Where a value, or its key, begins in the text; the nearest thing above it when it is not written there. */
function offsetOf(document: Document, path: ConfigPath, key = false): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(last));
      const node = key || !isNode(pair?.value) || pair.value.range === undefined ? pair?.key : pair.value;
      if (isNode(node) && node.range) return node.range[0];
      continue;
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function inOrder(faults: ConfigFault[]): ConfigFault[] {
  return faults.sort((a, b) => a.line - b.line || a.column - b.column);
}
