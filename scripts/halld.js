#!/usr/bin/env node
// The command `halld`: set-up when something is missing, then src/main.ts on the Node that the project carries.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root, setUp } from "./setup.js";

setUp({ tests: false });
const main = join(root, "src", "main.ts");
if (process.versions.node.startsWith("24.")) {
  await import(main);
} else {
  const child = spawn(join(root, "node_modules", ".bin", "node"), [main, ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
