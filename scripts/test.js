// All checks of the project, one after another: types, style, then the tests. Ends with `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup.js";

const bin = join(root, "node_modules", ".bin");
const env = { ...process.env, PATH: `${bin}:${process.env.PATH ?? ""}` };
const only = process.argv.slice(2);
const raw = join(root, ".tap", "all.tap");
let passed = 0;
let failed = 0;

function check(what, command, args) {
  const started = Date.now();
  const { status } = spawnSync(join(bin, command), args, { cwd: root, env, stdio: "inherit" });
  const verdict = status === 0 ? "passed" : "failed";
  console.log(`${what}: ${verdict} in ${Math.round((Date.now() - started) / 100) / 10} s`);
  if (status === 0) passed += 1;
  else failed += 1;
  return status === 0;
}

if (only.length === 0) {
  check("types", "tsc", ["--noEmit", "-p", "tsconfig.json"]);
  check("types of the pages", "tsc", ["--noEmit", "-p", "tsconfig.pages.json"]);
  check("style", "biome", ["check", "--diagnostic-level=warn", "."]);
}
mkdirSync(join(root, ".tap"), { recursive: true });
const ran = check("tests", "tap", [
  "run",
  "--disable-coverage",
  // The longest tests wait for wires most of their time.
  "--jobs=3",
  "--timeout=240",
  "--reporter=terse",
  `--output-file=${raw}`,
  ...only,
]);
// tap sums up its assertions in the last lines of its raw output.
const total = /^# \{ total: (\d+)(?:, pass: (\d+))?(?:, fail: (\d+))?/m.exec(readFileSync(raw, "utf8"));
passed += Number(total?.[2] ?? 0) - (ran ? 1 : 0);
failed += Number(total?.[3] ?? 0);
if (!total || Number(total[1]) === 0) failed += 1;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
