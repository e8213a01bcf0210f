import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { HallConfig } from "../src/config/schema.ts";

/** Writes config/hall.schema.json, with which editors check a hall's config while it is written. */
export function schemaText(): string {
  return `${JSON.stringify({ $schema: "http://json-schema.org/draft-07/schema#", title: "A hall of halld", ...HallConfig }, null, 2)}\n`;
}

export const schemaFile = join(import.meta.dirname, "..", "config", "hall.schema.json");

if (import.meta.main) writeFileSync(schemaFile, schemaText());
