import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Settings } from "typebox/system";
import Value from "typebox/value";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from "yaml";
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

/** TypeBox stops at eight faults; a technician wants all of a large hall's at once. */
Settings.Set({ maxErrors: 10_000 });

/** A hall may write what its windows share once and name it at each; a file that multiplies itself is refused. */
const ALIASES_MAX = 10_000;

/** Every fault of the text at once, in the order of its lines; else the config with its defaults filled in. */
export function parseConfig(text: string): LoadedConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, logLevel: "error" });
  const at = (offset: number, message: string): ConfigFault => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), message };
  };
  if (document.errors.length > 0)
    return { ok: false, faults: document.errors.map((error) => at(error.pos[0], firstLine(error.message))) };
  const lost = lostAliases(document);
  if (lost.length > 0)
    return { ok: false, faults: lost.map(({ offset, name }) => at(offset, `there is no anchor "${name}"`)) };

  let written: unknown;
  try {
    written = document.toJS({ maxAliasCount: ALIASES_MAX }) ?? {};
  } catch (error) {
    return { ok: false, faults: [at(0, error instanceof Error ? firstLine(error.message) : String(error))] };
  }
  const config = Value.Default(HallConfig, structuredClone(written)) as HallConfig;
  const shape = shapeFaults(config);
  const faults = [
    ...shape.map(({ path, key, message }) => at(offsetOf(document, path, key), message)),
    ...crossFaults(config, shape).map(({ path, message }) => at(offsetOf(document, path), message)),
  ];
  if (faults.length > 0) return { ok: false, faults: inOrder(faults) };
  return { ok: true, config, text, hash: createHash("sha256").update(text).digest("hex") };
}

/** Aliases (`*name`) of anchors that are not set before them. */
function lostAliases(document: Document): { offset: number; name: string }[] {
  const found: { offset: number; name: string }[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (!alias.resolve(document)) found.push({ offset: alias.range?.[0] ?? 0, name: alias.source });
    },
  });
  return found;
}

interface ShapeFault {
  path: ConfigPath;
  /** The key itself is at fault, not its value. */
  key: boolean;
  message: string;
  /** What cannot be relied on because of it. */
  about: ConfigPath[];
  /** The only value that this branch of the schema takes. */
  only?: unknown;
}

/**
 * What the names say to each other. A file of another shape is looked at as far as it can be; what is of the wrong
 * shape itself has been told of already.
 */
function crossFaults(config: HallConfig, shape: readonly ShapeFault[]): CrossFault[] {
  const wrong = new Set(shape.flatMap(({ about }) => about.map(nameOf)));
  return CROSS_CHECKS.flatMap((check) => {
    try {
      return check(config).filter(({ path }) => !wrong.has(nameOf(path)));
    } catch (error) {
      if (shape.length === 0) throw error;
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
      found.push({ path, key: true, message: `unknown key "${String(path.at(-1))}"`, about: [] });
    else if (error.keyword === "required") {
      const { requiredProperties } = error.params as { requiredProperties: string[] };
      const names = requiredProperties.map((name) => `"${name}"`).join(", ");
      const about = requiredProperties.map((name) => [...path, name]);
      found.push({ path, key: false, message: `${names} is missing`, about });
    } else if (error.keyword === "const")
      found.push({ path, key: false, message: "", about: [path], only: error.params.allowedValue });
    else if (error.keyword !== "additionalProperties") {
      const wanted = error.keyword === "format" ? "must be a day that exists, YYYY-MM-DD" : error.message;
      found.push({ path, key: false, message: `${nameOf(path)} ${wanted}`, about: [path] });
    }
  }
  return withoutEchoes(found);
}

/** A union tells of each branch that did not fit; one line a place is enough, with the choices where there are some. */
function withoutEchoes(faults: ShapeFault[]): ShapeFault[] {
  const byPlace = Map.groupBy(faults, ({ path, key }) => JSON.stringify([path, key]));
  return [...byPlace.values()].flatMap((there) => {
    const [first] = there;
    if (!first) return [];
    const choices = there.flatMap(({ only }) => (only === undefined ? [] : [JSON.stringify(only)]));
    const message = `${nameOf(first.path)} must be ${choices.join(" or ")}`;
    return choices.length > 0 ? [{ ...first, message }] : [first];
  });
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
