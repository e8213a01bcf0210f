// The step before every command: brings node_modules and, where a hall is run, the built pages up to date, and does
// nothing when they are. Plain JavaScript, because it runs before the project's own Node is there (Node 18 and later).
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const carriedNode = join(root, "node_modules", ".bin", "node");

function run(what, command, args) {
  process.stderr.write(`halld set-up: ${what}\n`);
  const env = { ...process.env, PATH: `${join(root, "node_modules", ".bin")}:${process.env.PATH ?? ""}` };
  // Standard output belongs to the command that follows; the set-up speaks on standard error.
  const result = spawnSync(command, args, { cwd: root, env, stdio: ["ignore", 2, 2] });
  if (result.status !== 0) {
    process.stderr.write(
      `halld set-up: ${what} failed: ${result.error?.message ?? `exit ${result.status}`}\n`,
    );
    process.exit(1);
  }
}

function fingerprint(paths) {
  const hash = createHash("sha256");
  const walk = (path) => {
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) walk(join(path, name));
    else hash.update(path.slice(root.length)).update("\0").update(readFileSync(path));
  };
  for (const path of paths) if (existsSync(join(root, path))) walk(join(root, path));
  return hash.digest("hex");
}

/** Runs `step` when what it makes is missing, or was made from other sources than those in `paths` are now. */
function whenChanged({ stampFile, paths, makes }, step) {
  const stamp = join(root, "node_modules", stampFile);
  const now = fingerprint(paths);
  const isThere = existsSync(join(root, makes)) && existsSync(stamp);
  if (isThere && readFileSync(stamp, "utf8") === now) return;
  step();
  writeFileSync(stamp, now);
}

const PACKAGES = { stampFile: ".halld-packages", paths: ["package-lock.json"], makes: "node_modules" };
const PAGES = {
  stampFile: ".halld-pages",
  paths: [
    "src/pages",
    "src/i18n",
    "src/voice",
    "simulators/bench/page",
    "vite.config.ts",
    "package-lock.json",
  ],
  makes: "dist/pages",
};
const PROGRAM = {
  stampFile: ".halld-compiled",
  paths: ["src", "devices", "package-lock.json"],
  makes: "node_modules/.cache/halld",
};
const TEST_RUNNER = {
  stampFile: ".halld-tap",
  paths: ["package-lock.json", ".taprc"],
  makes: "node_modules",
};

/** @param serves whether what follows runs a hall: nobody else needs the pages, or memory saved for months */
export function setUp({ serves, tests }) {
  whenChanged(PACKAGES, () =>
    run("installing packages (once, about a minute)", "npm", [
      "ci",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ]),
  );
  if (serves) {
    whenChanged(PAGES, () =>
      run("building the pages", carriedNode, [
        join(root, "node_modules/vite/bin/vite.js"),
        "build",
        "--logLevel=warn",
      ]),
    );
    whenChanged(PROGRAM, () =>
      run("compiling the program", carriedNode, [join(root, "scripts", "compile.js")]),
    );
  }
  if (tests)
    whenChanged(TEST_RUNNER, () =>
      run("preparing the test runner", carriedNode, [join(root, "node_modules/.bin/tap"), "build"]),
    );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  setUp({ serves: true, tests: process.argv.includes("--tests") });
