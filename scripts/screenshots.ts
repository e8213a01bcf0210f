/**
 * Makes the pictures of docs/screenshots: every page, in every language, in the states that say most, at the size of
 * the screen it is made for. Run by hand: `node scripts/screenshots.ts [name…]`, after the pages are built.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../test/pages/browser.ts";
import { FakeHall } from "../test/pages/fake-hall.ts";
import { type FakeServer, startFakeServer } from "../test/pages/fake-server.ts";

const outDir = join(import.meta.dirname, "../docs/screenshots");
const languages = ["zh-CN", "bo", "en"];
const staffLanguages = ["zh-CN", "en"];
/** A fixed moment, so that a picture changes only when its page does. */
const startedAt = Date.parse("2026-03-02T10:00:00+08:00");

interface Shot {
  name: string;
  path: string;
  width: number;
  height: number;
  languages: readonly string[];
  act?: (page: Page, hall: FakeHall, server: FakeServer) => Promise<void>;
}

const chooseFirst = (page: Page) => page.locator(".service").first().click();

/** Shows one of the manager's views of a day, its curves drawn. */
const showDay = (view: number) => async (page: Page) => {
  await page.locator(".views button").nth(view).click();
  await page.locator(".drawing canvas").last().waitFor();
  await page.evaluate(`document.querySelector(".views").scrollIntoView()`);
  await page.waitForTimeout(300);
};

const shots: readonly Shot[] = [
  { name: "home", path: "/", width: 1280, height: 1100, languages },
  { name: "kiosk", path: "/kiosk?", width: 1920, height: 1080, languages },
  { name: "kiosk-portrait", path: "/kiosk?", width: 1080, height: 1920, languages: ["zh-CN"] },
  { name: "kiosk-service", path: "/kiosk?", width: 1920, height: 1080, languages, act: chooseFirst },
  {
    name: "kiosk-care",
    path: "/kiosk?",
    width: 1080,
    height: 1920,
    languages: ["zh-CN"],
    act: (page) => page.locator(".care-button").click(),
  },
  {
    name: "kiosk-low",
    path: "/kiosk?",
    width: 1080,
    height: 1920,
    languages: ["zh-CN"],
    act: (page) => page.locator(".reach-button").click(),
  },
  {
    name: "kiosk-papers",
    path: "/kiosk?dispenser=D1&",
    width: 1080,
    height: 1920,
    languages: ["zh-CN"],
    async act(page) {
      await chooseFirst(page);
      for (const paper of await page.getByRole("checkbox").all()) await paper.check();
    },
  },
  {
    name: "kiosk-reasons",
    path: "/kiosk?",
    width: 1920,
    height: 1080,
    languages,
    async act(page) {
      await chooseFirst(page);
      await page.locator(".take .button-green").click();
    },
  },
  {
    name: "kiosk-check-in",
    path: "/kiosk?",
    width: 1920,
    height: 1080,
    languages,
    async act(page) {
      await page.locator(".check-in-button").click();
      for (const digit of "04815") await page.getByRole("button", { name: digit, exact: true }).click();
    },
  },
  {
    name: "kiosk-facts",
    path: "/kiosk?",
    width: 1920,
    height: 1080,
    languages,
    async act(page) {
      await chooseFirst(page);
      await page.locator(".facts-button").click();
    },
  },
  {
    name: "kiosk-search",
    path: "/kiosk?",
    width: 1920,
    height: 1080,
    languages: ["zh-CN"],
    async act(page) {
      await page.locator(".search-button").click();
      for (const letter of "SF") await page.getByRole("button", { name: letter, exact: true }).click();
    },
  },
  {
    name: "kiosk-ticket",
    path: "/kiosk?dispenser=D1&",
    width: 1920,
    height: 1080,
    languages,
    async act(page) {
      await chooseFirst(page);
      await page.locator(".take-ordinary").click();
      await page.locator(".ticket-number").waitFor();
    },
  },
  {
    name: "kiosk-paper-out",
    path: "/kiosk?dispenser=D1&",
    width: 1920,
    height: 1080,
    languages,
    async act(page, hall) {
      hall.paperOut = true;
      await chooseFirst(page);
      await page.locator(".take-ordinary").click();
      await page.locator(".problem").waitFor();
      hall.paperOut = false;
    },
  },
  { name: "screen", path: "/screen?", width: 1920, height: 1080, languages },
  { name: "screen-portrait", path: "/screen?", width: 1080, height: 1920, languages: ["zh-CN"] },
  { name: "screen-4k", path: "/screen?", width: 3840, height: 2160, languages: ["en"] },
  {
    name: "voice",
    path: "/voice?",
    width: 1280,
    height: 900,
    languages: staffLanguages,
    async act(page) {
      await page.locator(".spoken .button").nth(1).click();
      await page.locator(".word-list button").nth(6).click();
    },
  },
  { name: "clerk-idle", path: "/clerk/5?", width: 1366, height: 768, languages: staffLanguages },
  {
    name: "clerk-serving",
    path: "/clerk/5?",
    width: 1366,
    height: 768,
    languages: staffLanguages,
    async act(page) {
      await page.keyboard.press("n");
      await page.locator(".current-called").waitFor();
      await page.waitForTimeout(300);
    },
  },
  {
    name: "clerk-strip",
    path: "/clerk/5?",
    width: 320,
    height: 768,
    languages: staffLanguages,
    async act(page) {
      await page.keyboard.press("n");
      await page.locator(".current-called").waitFor();
    },
  },
  {
    name: "rating",
    path: "/rating/1?",
    width: 1280,
    height: 800,
    languages,
    async act(page, hall) {
      await page.locator(".rating-idle").waitFor();
      await page.waitForTimeout(500);
      hall.act("1", "finish", { outcome: "done" });
      await page.locator(".faces").waitFor();
    },
  },
  {
    name: "rating-why",
    path: "/rating/1?",
    width: 1280,
    height: 800,
    languages,
    async act(page, hall) {
      await page.locator(".rating-idle").waitFor();
      await page.waitForTimeout(500);
      hall.act("1", "finish", { outcome: "done" });
      await page.locator(".faces button").last().click();
      await page.locator(".why-bad li button").first().click();
    },
  },
  { name: "ticket", path: "/ticket/secret-identity-card-4?", width: 412, height: 915, languages },
  {
    name: "ticket-rate",
    path: "/ticket/secret-household-2?",
    width: 412,
    height: 915,
    languages: ["zh-CN"],
    async act(page, hall) {
      hall.act("2", "finish", { outcome: "done" });
      await page.locator(".faces").waitFor();
    },
  },
  {
    name: "guide",
    path: "/guide?",
    width: 1180,
    height: 820,
    languages: staffLanguages,
    async act(page) {
      await page.locator(".guide-services input").nth(1).check();
      await page.locator(".guide form button").click();
      await page.locator(".guide-ticket").waitFor();
    },
  },
  { name: "manager", path: "/manager?", width: 1440, height: 1000, languages: staffLanguages },
  { name: "manager-phone", path: "/manager?", width: 360, height: 800, languages: ["zh-CN"] },
  {
    name: "manager-today",
    path: "/manager?",
    width: 1440,
    height: 1000,
    languages: staffLanguages,
    act: showDay(2),
  },
  {
    name: "manager-today-phone",
    path: "/manager?",
    width: 360,
    height: 800,
    languages: ["zh-CN"],
    act: showDay(2),
  },
  {
    name: "manager-past",
    path: "/manager?",
    width: 1440,
    height: 1000,
    languages: staffLanguages,
    async act(page) {
      await showDay(3)(page);
      await page.evaluate(`document.querySelector("#heat-map").scrollIntoView()`);
    },
  },
  {
    name: "manager-devices",
    path: "/manager?",
    width: 1440,
    height: 700,
    languages: staffLanguages,
    act: (page) => page.locator(".views button").nth(4).click(),
  },
];

function busyHall(): FakeHall {
  let nowMs = startedAt;
  const hall = new FakeHall(() => new Date(nowMs), 16);
  const services = hall.services().filter(({ openNow }) => openNow);
  for (let round = 0; round < 7; round += 1)
    services.forEach((service, index) => {
      nowMs += 20_000;
      if (round < 2 + ((index * 3) % 6))
        hall.issue({ service: service.id, ...(round === 1 ? { lane: "priority", reason: "elderly" } : {}) });
    });
  for (let crowd = 0; crowd < 9; crowd += 1) hall.issue({ service: "household" });
  for (const { id, open } of hall.windows.slice(0, 12)) {
    nowMs += 15_000;
    if (open && id !== "5") hall.act(id, "call-next", {});
  }
  for (const id of ["1", "2", "4", "8"]) hall.act(id, "start", {});
  hall.act("14", "pause", { reason: "meal" });
  for (let more = 0; more < 3; more += 1) hall.issue({ service: "identity-card" });
  hall.appointments.set("household", "04815162");
  hall.propose("5", "household");
  hall.voice.notices = [
    {
      "zh-CN": "3 月 5 日上午停电检修，大厅照常办理。",
      bo: "ཟླ་ 3 ཚེས་ 5 ཉིན་སྔ་དྲོ་གློག་ཆད་ཀྱང་ཁང་ནས་སྒྲུབ་བཞིན་ཡོད།",
      en: "No power on the morning of 5 March; the hall stays open.",
    },
  ];
  for (const { clip } of hall.voice.script(hall, "bo").slice(0, 6))
    hall.voice.clips.set(`bo/${clip}`, Buffer.alloc(0));
  hall.voice.recordAll(hall, "zh-CN", Buffer.alloc(0));
  return hall;
}

async function take(browser: Browser, shot: Shot, language: string): Promise<void> {
  const hall = busyHall();
  const server = await startFakeServer(hall);
  const context = await browser.newContext({
    viewport: { width: shot.width, height: shot.height },
    locale: "zh-CN",
    reducedMotion: "reduce",
  });
  try {
    const page = await context.newPage();
    const joint = shot.path.endsWith("&") || shot.path.endsWith("?") ? "" : "?";
    await page.goto(`${server.address}${shot.path}${joint}lang=${language}`);
    await page.waitForLoadState("networkidle");
    await shot.act?.(page, hall, server);
    await page.evaluate("document.fonts.ready");
    await page.screenshot({ path: join(outDir, `${shot.name}.${language}.png`) });
  } finally {
    await context.close();
    await server.close();
  }
}

const wanted = process.argv.slice(2);
mkdirSync(outDir, { recursive: true });
const browser = await launchBrowser();
for (const shot of shots) {
  if (wanted.length > 0 && !wanted.some((name) => shot.name.startsWith(name))) continue;
  for (const language of shot.languages) await take(browser, shot, language);
}
await browser.close();
