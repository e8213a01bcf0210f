import { readFileSync } from "node:fs";
import t from "tap";
import { refusalsFile, refusalsText, ruleKeys, rulesFile, rulesText } from "../../scripts/doc-tables.ts";

t.test("the tables in docs say what the code says", async (t) => {
  t.equal(readFileSync(refusalsFile, "utf8"), refusalsText(), "node scripts/doc-tables.ts writes it anew");
  t.equal(readFileSync(rulesFile, "utf8"), rulesText(), "node scripts/doc-tables.ts writes it anew");
});

t.test("each rule of the config says what it does", async (t) => {
  const keys = ruleKeys();
  const paths = keys.map(({ path }) => path);
  for (const path of ["calling.recallMaximum", "queues[].quota.perSlot.minutes", "calendar.weeklyHours"])
    t.ok(paths.includes(path), path);
  t.strictSame(
    keys.filter(({ schema }) => !schema.description).map(({ path }) => path),
    [],
  );
});
