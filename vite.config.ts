import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { build, defineConfig, type Plugin, type UserConfig } from "vite";

const root = import.meta.dirname;
const pagesDir = join(root, "src/pages");
const benchDir = join(root, "simulators/bench/page");

/** Each folder of src/pages that has an index.html is a page of its own. */
function pageEntries(): Record<string, string> {
  const names = readdirSync(pagesDir).filter((name) => existsSync(join(pagesDir, name, "index.html")));
  return Object.fromEntries(names.map((name) => [name, join(pagesDir, name, "index.html")]));
}

const HEAD = `
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="theme-color" content="#0b5567" />
    <link rel="icon" type="image/svg+xml" href="../icon.svg" />`;

const BODY = `
    <div id="root"></div>
    <script type="module" src="./main.tsx"></script>
  `;

/** What every page's index.html says alike; each file says its title only. */
const pageShell: Plugin = {
  name: "page-shell",
  transformIndexHtml: {
    order: "pre",
    handler: (html) => html.replace("<head>", `<head>${HEAD}`).replace("<body>", `<body>${BODY}`),
  },
};

const common: UserConfig = {
  configFile: false,
  logLevel: "warn",
  plugins: [react()],
};

/** The bench page belongs to the simulated world and is served by it, so it is built apart from the hall's pages. */
const benchPage: Plugin = {
  name: "bench-page",
  apply: "build",
  async closeBundle() {
    if (!existsSync(join(benchDir, "index.html"))) return;
    await build({
      ...common,
      root: benchDir,
      build: { outDir: join(root, "dist/bench"), emptyOutDir: true, assetsInlineLimit: 0 },
    });
  },
};

export default defineConfig({
  ...common,
  root: pagesDir,
  plugins: [react(), pageShell, benchPage],
  resolve: {
    alias: [{ find: /^.*\/Dom\/dynamicCSS$/, replacement: join(pagesDir, "manager/no-dynamic-style.ts") }],
  },
  build: {
    outDir: join(root, "dist/pages"),
    emptyOutDir: true,
    // The pages run under a policy that allows nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rollupOptions: { input: pageEntries() },
  },
});
