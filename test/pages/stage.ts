import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Test } from "tap";
import { FakeHall } from "./fake-hall.ts";
import { type FakeServer, startFakeServer } from "./fake-server.ts";

export interface Stage {
  hall: FakeHall;
  server: FakeServer;
  /** Opens a page of the hall. Whatever breaks in it, or breaks the daemon's policy, fails the test. */
  open(path: string, size?: { width: number; height: number }): Promise<Page>;
}

/** A hall in memory with its pages, for one test. */
export async function stage(
  test: Test,
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Stage> {
  const hall = new FakeHall(() => new Date("2026-03-02T10:00:00+08:00"));
  const server = await startFakeServer(hall);
  const context = await browser.newContext(options);
  test.teardown(async () => {
    await context.close();
    await server.close();
  });
  return {
    hall,
    server,
    async open(path, size = { width: 1920, height: 1080 }) {
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      page.on("pageerror", (error) => test.fail(`${path}: ${error.message}`));
      page.on("console", (message) => {
        if (/Content Security Policy/.test(message.text())) test.fail(`${path}: ${message.text()}`);
      });
      await page.setViewportSize(size);
      await page.goto(`${server.address}${path}`);
      return page;
    },
  };
}

/** Waits until the page shows the words. */
export async function shows(page: Page, words: string): Promise<void> {
  await page.getByText(words, { exact: false }).first().waitFor();
}

/** Waits until a page follows the topic: only then do acts of the hall reach it as events. */
export async function followed({ server }: Stage, topic: string): Promise<void> {
  while (!server.isFollowed(topic)) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Waits until a page has asked the hall for this; the request. A key shows at once, its request comes later. */
export async function asked(hall: FakeHall, path: string): Promise<FakeHall["asked"][number]> {
  for (;;) {
    const found = hall.asked.find((request) => request.path === path);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
