import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import t from "tap";
import { refusalsFile, refusalsText, ruleKeys, rulesFile, rulesText } from "../scripts/doc-tables.ts";

const root = resolve(import.meta.dirname, "..");
const docs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
const pages = ["README.md", "simulators/days/README.md", ...docs.map((name) => `docs/${name}`)];
const texts = new Map(pages.map((page) => [page, readFileSync(join(root, page), "utf8")]));

/** Names of all the project's own files. */
const fileNames = new Set(
  ["src", "devices", "simulators", "scripts", "test", "config"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => basename(path)),
  ),
);

/** What stands in backticks, or in a block of commands. */
function codeIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```(?:sh)?\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) =>
    block.split("\n"),
  );
  const spans = [...text.replaceAll(/^```[\s\S]*?^```/gm, "").matchAll(/`([^`]+)`/g)].map(
    ([, span = ""]) => span,
  );
  return [...blocks, ...spans];
}

async function helpOf(command: string): Promise<string> {
  const module: Record<string, unknown> = await import(`../src/commands/${command}.ts`);
  const found = Object.values(module).find(
    (each) => typeof each === "object" && each !== null && "help" in each,
  );
  return found ? JSON.stringify(found) : "";
}

t.test("what the docs point to is there", async (t) => {
  for (const [page, text] of texts) {
    const links = [...text.matchAll(/\]\(([^)#]+)/g)].map(([, link = ""]) => link);
    for (const link of links.filter((each) => !each.startsWith("http")))
      t.ok(existsSync(join(root, dirname(page), link)), `${page}: ${link}`);
    for (const code of codeIn(text)) {
      if (/^(src|devices|simulators|scripts|test|config|docs)\/[\w./-]+$/.test(code))
        t.ok(existsSync(join(root, code)), `${page}: ${code}`);
      if (/^[\w-]+\.(ts|tsx|js|yaml)$/.test(code)) t.ok(fileNames.has(code), `${page}: ${code}`);
    }
  }
});

t.test("commands in the docs are the program's, with options that it knows", async (t) => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  let count = 0;
  for (const [page, text] of texts)
    for (const code of codeIn(text)) {
      const [, script] = /^npm (?:run )?([a-z]+)/.exec(code) ?? [];
      if (script) t.ok(script in scripts, `${page}: ${code}`);
      const [, file] = /^node (scripts\/\S+)/.exec(code) ?? [];
      if (file) t.ok(existsSync(join(root, file)), `${page}: ${code}`);
      const [, command, rest = ""] = /^(?:npx )?halld ([a-z]+)(.*)/.exec(code) ?? [];
      // The line that a hall prints when citizens can take tickets.
      if (!command || command === "ready") continue;
      count += 1;
      const help = await helpOf(command);
      for (const [option] of rest.split("#")[0]?.matchAll(/--[a-z-]+/g) ?? [])
        t.ok(help.includes(option), `${page}: ${code}`);
    }
  t.ok(count > 20, `${count} commands were found`);
});

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
