// Loads the daemon's program once, so that what Node makes of it is there for the first start too: whoever strips the
// types of a file holds the compiler for it, 25 MiB in each thread, until the end.
import module from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./setup.js";

module.enableCompileCache(join(root, "node_modules", ".cache", "halld"));
// Asked for its help, main.ts does nothing else; nobody is to read it here.
process.argv.push("--help");
process.stdout.write = () => true;
const FILES = [
  "main.ts",
  "commands/serve.ts",
  "journal/store.ts",
  "journal/worker.ts",
  "reports/reports-thread.ts",
  "runtime/scheduling/planner-thread.ts",
];
// A thread's file finds no thread here and may complain; it is compiled all the same.
for (const file of FILES) await import(pathToFileURL(join(root, "src", file)).href).catch(() => {});
module.flushCompileCache();
process.exit(0);
