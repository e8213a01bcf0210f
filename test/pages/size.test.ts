import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import t from "tap";

const pagesDir = join(import.meta.dirname, "../../dist/pages");

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

const manifest = JSON.parse(readFileSync(join(pagesDir, ".vite/manifest.json"), "utf8")) as Record<
  string,
  Chunk
>;

/** The files that a page loads before anything is touched. */
function loadedAtFirst(entry: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[entry];
  if (chunk === undefined || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const imported of chunk.imports ?? []) loadedAtFirst(imported, seen);
  return seen;
}

const kilobytes = (files: Iterable<string>): number => {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(join(pagesDir, file))).length;
  return bytes / 1_000;
};

t.test("pages load little script: a kiosk's processor is slow and a phone's network is dear", async (t) => {
  const most: Record<string, number> = {
    home: 120,
    kiosk: 120,
    screen: 120,
    rating: 120,
    ticket: 120,
    voice: 120,
    clerk: 500,
    guide: 500,
    manager: 500,
  };
  for (const [page, limit] of Object.entries(most)) {
    const size = kilobytes(loadedAtFirst(`${page}/index.html`));
    t.ok(size > 20 && size <= limit, `${page}: ${size.toFixed(0)} kB of script, gzipped, at most ${limit}`);
  }
});

t.test("nothing in a page's document is inline, so that the strict policy holds", async (t) => {
  for (const page of ["home", "kiosk", "screen", "rating", "ticket", "clerk", "guide", "manager"]) {
    const html = readFileSync(join(pagesDir, page, "index.html"), "utf8");
    t.notMatch(html, /<script(?![^>]* src=)/);
    t.notMatch(html, /<style|style=|https?:\/\//);
    t.match(html, /lang="zh-CN"/);
  }
});
