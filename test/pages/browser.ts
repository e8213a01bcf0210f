import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import sparticuz, { inflate } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const packageDir = join(import.meta.dirname, "../../node_modules/@sparticuz/chromium");
const unpackedDir = join(import.meta.dirname, "../../node_modules/.cache/halld-chromium");

/**
 * Unpacks the browser that travels inside its package, once for all test files. The package unpacks under its own
 * fixed name in the temporary folder, where two processes at once would start a half-written browser: here each
 * unpacks apart and one rename decides.
 */
async function unpack(): Promise<void> {
  if (existsSync(unpackedDir)) return;
  mkdirSync(dirname(unpackedDir), { recursive: true });
  const ownDir = mkdtempSync(`${unpackedDir}-`);
  const outside = process.env.TMPDIR;
  process.env.TMPDIR = ownDir;
  try {
    await sparticuz.executablePath();
    // Libraries that a bare machine lacks; elsewhere the package leaves them packed.
    await inflate(join(packageDir, "bin/al2023.tar.br"));
  } finally {
    if (outside === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = outside;
  }
  try {
    renameSync(ownDir, unpackedDir);
  } catch (error) {
    rmSync(ownDir, { recursive: true });
    if (!existsSync(unpackedDir)) throw error;
  }
}

/**
 * A real Chromium, headless, for tests and screenshots; the caller closes it. It keeps its processes apart and its
 * web security on, unlike the package's own settings, so that a page behaves as it does in a hall.
 * @param more further switches of Chromium, e.g. for a microphone that needs no person
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  await unpack();
  const libraries = [join(unpackedDir, "al2023/lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  return chromium.launch({
    executablePath: join(unpackedDir, "chromium"),
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none", ...more],
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(unpackedDir, "fonts") },
    ignoreDefaultArgs: ["--enable-automation"],
  });
}
