// The step before every command: brings node_modules and the built pages up to date, and does nothing
// when they are. Plain JavaScript, because it runs before the project's own Node is there (Node 18 and later).
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
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

/** Runs `step` unless the sources in `paths` are the ones it last ran for. */
function whenChanged(stampFile, paths, step) {
  const stamp = join(root, "node_modules", stampFile);
  const now = fingerprint(paths);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  step();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}

export function setUp({ tests }) {
  whenChanged(".halld-packages", ["package.json", "package-lock.json"], () =>
    run("installing packages (once, about a minute)", "npm", [
      "ci",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ]),
  );
  const sources = ["src/pages", "src/i18n", "simulators/bench/page", "vite.config.ts", "package-lock.json"];
  if (existsSync(join(root, "vite.config.ts"))) {
    const build = () =>
      run("building the pages", carriedNode, [
        join(root, "node_modules/vite/bin/vite.js"),
        "build",
        "--logLevel=warn",
      ]);
    if (existsSync(join(root, "dist/pages"))) whenChanged(".halld-pages", sources, build);
    else {
      build();
      writeFileSync(join(root, "node_modules/.halld-pages"), fingerprint(sources));
    }
  }
  if (tests)
    whenChanged(".halld-tap", ["package-lock.json", ".taprc"], () =>
      run("preparing the test runner", carriedNode, [join(root, "node_modules/.bin/tap"), "build"]),
    );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  setUp({ tests: process.argv.includes("--tests") });
