import type { Browser } from "playwright-core";
import { launchBrowser } from "../pages/browser.ts";
import { FakeHall } from "../pages/fake-hall.ts";
import { startFakeServer } from "../pages/fake-server.ts";
import { median, type Print } from "./statistics.ts";

const ROUNDS = 9;
/** The processor of a cheap kiosk beside the one of an office. */
const SLOWED = 4;

/** Notes when what is looked for is there and has been painted, in milliseconds since the navigation. */
const watch = (selector: string) => `
  new MutationObserver((_, observer) => {
    if (document.querySelector(${JSON.stringify(selector)}) === null) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { globalThis.paintedAtMs = performance.now(); }));
  }).observe(document, { childList: true, subtree: true });
`;

async function paintedMs(browser: Browser, address: string, selector: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1080, height: 1920 } });
  try {
    const page = await context.newPage();
    await page.route("**/floor", (route) =>
      route.fulfill({ contentType: "text/html", body: "<main><p class='word'>one</p></main>" }),
    );
    await page.addInitScript(watch(selector));
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
    await page.goto(address);
    const painted = await page.waitForFunction(() => Reflect.get(globalThis, "paintedAtMs"));
    return Number(await painted.jsonValue());
  } finally {
    await context.close();
  }
}

/**
 * The kiosk's first useful paint, the services that one can touch, from nothing cached, with the processor slowed four
 * times; beside a page of one word in the same browser. They take turns.
 */
export async function benchKiosk(print: Print): Promise<void> {
  const browser = await launchBrowser();
  const server = await startFakeServer(new FakeHall(() => new Date("2026-03-02T10:00:00+08:00")));
  try {
    const took = { kiosk: [] as number[], floor: [] as number[] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      const kiosk = await paintedMs(browser, `${server.address}/kiosk`, ".service");
      const floor = await paintedMs(browser, `${server.address}/floor`, ".word");
      // The first round warms the browser up.
      if (round === 0) continue;
      took.kiosk.push(kiosk);
      took.floor.push(floor);
    }
    print("kiosk.one_word_paint_cpu_4x", median(took.floor), "ms");
    print("kiosk.first_useful_paint_cpu_4x", median(took.kiosk), "ms");
    print("kiosk.first_useful_paint_cpu_4x_worst", Math.max(...took.kiosk), "ms");
  } finally {
    await browser.close();
    await server.close();
  }
}

if (import.meta.main) await benchKiosk((name, value, unit) => console.log(name, value.toFixed(0), unit));
