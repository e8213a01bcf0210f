import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { HallConfig } from "../src/config/schema.ts";
import { REFUSALS } from "../src/core/refusals.ts";
import { PROBLEMS, type ProblemCode, problem } from "../src/http/problems.ts";

/** Writes the tables of `docs/` that repeat the code. */

const docs = join(import.meta.dirname, "..", "docs");
export const refusalsFile = join(docs, "refusals.md");
export const rulesFile = join(docs, "rules.md");

export function refusalsText(): string {
  return `# Refusals

Made by \`node scripts/doc-tables.ts\` from the code. Each error over HTTP is \`application/problem+json\` with one of
these codes, which stay; \`facts\` hold what a person needs to act on it. At a call pad a refusal is a tone.

## What the rules say no to

${table(["Code", "Status", "Meaning"], codeRows(Object.keys(REFUSALS) as ProblemCode[]))}

## What HTTP says no to

${table(["Code", "Status", "Meaning"], codeRows(Object.keys(PROBLEMS) as ProblemCode[]))}
`;
}

export function rulesText(): string {
  return `# Rules

Made by \`node scripts/doc-tables.ts\` from the schema of the config. Each rule that differs between halls is a key of
the config; what is left out has its default. \`[]\` stands for each thing of a list. Why the rules are as they are
stands in the [example configs](../config); wires, devices, papers and texts are in \`config/hall.schema.json\`.

${table(["Key", "Default", "Rule"], ruleRows())}
`;
}

function codeRows(codes: readonly ProblemCode[]): string[][] {
  return codes.map((code) => {
    const { status, detail } = problem(code);
    return [`\`${code}\``, String(status), detail];
  });
}

/** The parts of a schema that are read here. */
export interface SchemaNode {
  type?: unknown;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  default?: unknown;
  description?: string;
}

export interface RuleKey {
  path: string;
  schema: SchemaNode;
}

const HALL: SchemaNode = JSON.parse(JSON.stringify(HallConfig));

/** What is about names, texts, wires and papers, and so no rule. */
const NO_RULE =
  /(^|\.)(id|name|wires|papers|notice|display|callPad|ratingPad|buttons|reader|printer|pin|key)(\[\])?(\.|$)/;

/** Tables of their own, which one row names. */
const WHOLE = /^calendar\.weeklyHours$/;

/** Every key of the config that is a rule. */
export function ruleKeys(schema: SchemaNode = HALL, path = ""): RuleKey[] {
  if (NO_RULE.test(path)) return [];
  if (schema.properties && !WHOLE.test(path))
    return Object.entries(schema.properties).flatMap(([key, each]) =>
      ruleKeys(each, path === "" ? key : `${path}.${key}`),
    );
  if (schema.items?.properties && !schema.description) return ruleKeys(schema.items, `${path}[]`);
  return [{ path, schema }];
}

function ruleRows(): string[][] {
  return ruleKeys().map(({ path, schema }) => [
    `\`${path}\``,
    "default" in schema ? `\`${JSON.stringify(schema.default)}\`` : "–",
    schema.description ?? "",
  ]);
}

function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

if (import.meta.main) {
  writeFileSync(refusalsFile, refusalsText());
  writeFileSync(rulesFile, rulesText());
}
