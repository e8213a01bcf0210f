import type { Page } from "playwright-core";
import type { FakeHall } from "./fake-hall.ts";
import { followed, type Stage } from "./stage.ts";

interface State {
  name: string;
  path: string;
  size: { width: number; height: number };
  reach?: (page: Page, stage: Stage) => Promise<void>;
}

export const kiosk = { width: 1920, height: 1080 };
export const phone = { width: 360, height: 740 };
const desk = { width: 1366, height: 768 };
export const firstService = (page: Page) => page.locator(".service").first().click();

async function takeNumber(page: Page) {
  await firstService(page);
  await page.locator(".take-ordinary").click();
}

export async function serveAt1(hall: FakeHall) {
  hall.act("1", "call-next", {});
  hall.act("1", "start", {});
}

async function showDay(page: Page, view: number) {
  await page.locator(".views button").nth(view).click();
  await page.locator(".drawing canvas").last().waitFor();
}

/** Every state of every page that is looked at: how wide its screen is, and how a person gets there. */
export const states: readonly State[] = [
  { name: "home", path: "/?", size: desk },
  { name: "kiosk", path: "/kiosk?", size: kiosk },
  { name: "kiosk, upright", path: "/kiosk?", size: { width: 1080, height: 1920 } },
  { name: "kiosk, service", path: "/kiosk?", size: kiosk, reach: firstService },
  {
    name: "kiosk, care mode",
    path: "/kiosk?",
    size: kiosk,
    async reach(page) {
      await page.locator(".care-button").click();
      await firstService(page);
    },
  },
  {
    name: "kiosk, reasons",
    path: "/kiosk?",
    size: kiosk,
    async reach(page) {
      await firstService(page);
      await page.locator(".take .button-green").click();
      await page.locator(".reasons").waitFor();
    },
  },
  {
    name: "kiosk, public facts",
    path: "/kiosk?",
    size: kiosk,
    async reach(page) {
      await firstService(page);
      await page.locator(".facts-button").click();
      await page.locator(".facts").waitFor();
    },
  },
  {
    name: "kiosk, search",
    path: "/kiosk?",
    size: kiosk,
    async reach(page) {
      await page.locator(".search-button").click();
      await page.locator(".letters").waitFor();
    },
  },
  {
    name: "kiosk, papers ticked",
    path: "/kiosk?dispenser=1&",
    size: { width: 1080, height: 1920 },
    async reach(page) {
      await firstService(page);
      for (const paper of await page.getByRole("checkbox").all()) await paper.check();
    },
  },
  {
    name: "kiosk, appointment",
    path: "/kiosk?",
    size: kiosk,
    async reach(page, { hall }) {
      hall.appointments.set("household", "04815162");
      await page.reload();
      await page.locator(".check-in-button").click();
      await page.locator(".digits").waitFor();
    },
  },
  {
    name: "kiosk, from a wheelchair",
    path: "/kiosk?dispenser=1&",
    size: { width: 1080, height: 1920 },
    async reach(page, { hall }) {
      hall.paperOut = true;
      await page.reload();
      await page.locator(".reach-button").click();
      await page.locator(".kiosk-notice").waitFor();
    },
  },
  {
    name: "kiosk, ticket",
    path: "/kiosk?",
    size: kiosk,
    async reach(page) {
      await takeNumber(page);
      await page.locator(".ticket-number").waitFor();
    },
  },
  {
    name: "kiosk, no paper",
    path: "/kiosk?dispenser=D1&",
    size: kiosk,
    async reach(page, { hall }) {
      hall.paperOut = true;
      await takeNumber(page);
      await page.locator(".problem").waitFor();
    },
  },
  {
    name: "screen",
    path: "/screen?",
    size: kiosk,
    async reach(page, { hall }) {
      await serveAt1(hall);
      await page.locator(".calls-large li").waitFor();
    },
  },
  {
    name: "screen, a notice",
    path: "/screen?",
    size: kiosk,
    async reach(page, { hall }) {
      hall.voice.notices = [hall.window("1").names];
      await page.reload();
      await page.locator(".hall-notice").waitFor();
    },
  },
  {
    name: "screen, not heard yet",
    path: "/screen?voice=on&",
    size: kiosk,
    reach: (page) => page.locator(".allow-sound").waitFor(),
  },
  {
    name: "screen, a zone that is none",
    path: "/screen?zone=nowhere&",
    size: kiosk,
    reach: (page) => page.locator(".unknown-zone").waitFor(),
  },
  { name: "voice", path: "/voice?", size: desk },
  { name: "rating, idle", path: `/rating/1?`, size: { width: 1280, height: 800 } },
  {
    name: "rating",
    path: `/rating/1?`,
    size: { width: 1280, height: 800 },
    async reach(page, set) {
      await page.locator(".rating-idle").waitFor();
      await followed(set, "window:1");
      const { hall } = set;
      await serveAt1(hall);
      hall.act("1", "finish", {});
      await page.locator(".faces").waitFor();
    },
  },
  {
    name: "rating, why",
    path: `/rating/1?`,
    size: { width: 1280, height: 800 },
    async reach(page, set) {
      await page.locator(".rating-idle").waitFor();
      await followed(set, "window:1");
      const { hall } = set;
      await serveAt1(hall);
      hall.act("1", "finish", {});
      await page.locator(".faces button").last().click();
      await page.locator(".why-bad .own-words-open").click();
      await page.locator(".why-bad li button").first().click();
    },
  },
  {
    name: "ticket, waiting",
    path: "/ticket/secret-identity-card-2?",
    size: phone,
    async reach(page) {
      await page.locator(".button-bad").click();
      await page.locator(".phone-leave").waitFor();
    },
  },
  {
    name: "ticket, called",
    path: "/ticket/secret-identity-card-1?",
    size: phone,
    async reach(page, { hall }) {
      hall.act("1", "call-next", {});
      await page.locator(".phone-state-called").waitFor();
    },
  },
  {
    name: "ticket, rating",
    path: "/ticket/secret-identity-card-1?",
    size: phone,
    async reach(page, { hall }) {
      await serveAt1(hall);
      hall.act("1", "finish", {});
      await page.locator(".faces").waitFor();
    },
  },
  { name: "ticket, unknown", path: "/ticket/nobody?", size: phone },
  { name: "clerk, choose", path: "/clerk?", size: desk },
  {
    name: "clerk, serving",
    path: "/clerk/1?",
    size: desk,
    async reach(page, { hall }) {
      await serveAt1(hall);
      await page.locator(".current-serving").waitFor();
    },
  },
  {
    name: "clerk, out of turn",
    path: "/clerk/1?",
    size: { width: 320, height: 700 },
    async reach(page) {
      await page.locator(".acts").waitFor();
      await page.keyboard.press("l");
      await page.locator(".choice").waitFor();
    },
  },
  {
    name: "clerk, promise",
    path: "/clerk/1?",
    size: { width: 320, height: 700 },
    async reach(page, { hall }) {
      await serveAt1(hall);
      await page.locator(".current-serving").waitFor();
      await page.keyboard.press("m");
      await page.locator(".choice").waitFor();
    },
  },
  { name: "guide", path: "/guide?", size: { width: 820, height: 1180 } },
  {
    name: "guide, people",
    path: "/guide?",
    size: { width: 360, height: 740 },
    async reach(page, { hall }) {
      hall.issue({ service: "household", lane: "priority", reason: "elderly", language: "en", escort: true });
      hall.act("1", "call-next", {});
      hall.act("1", "no-show", {});
      await page.locator("#missed").waitFor();
    },
  },
  {
    name: "guide, sign-in",
    path: "/guide?",
    size: { width: 820, height: 1180 },
    async reach(page, { hall }) {
      hall.signInNeeded = true;
      await page.reload();
      await page.locator(".staff-sign-in").waitFor();
    },
  },
  { name: "manager", path: "/manager?", size: { width: 1440, height: 900 } },
  {
    name: "manager, sign-in",
    path: "/manager?",
    size: phone,
    async reach(page, { hall }) {
      hall.signInNeeded = true;
      await page.reload();
      await page.locator(".staff-sign-in").waitFor();
    },
  },
  {
    name: "manager, windows",
    path: "/manager?",
    size: { width: 412, height: 900 },
    reach: (page) => page.locator(".views button").nth(1).click(),
  },
  {
    name: "manager, devices",
    path: "/manager?",
    size: { width: 412, height: 900 },
    reach: (page) => page.locator(".views button").nth(4).click(),
  },
  {
    name: "manager, today",
    path: "/manager?",
    size: phone,
    reach: (page) => showDay(page, 2),
  },
  {
    name: "manager, past days",
    path: "/manager?",
    size: { width: 1440, height: 900 },
    async reach(page) {
      await showDay(page, 3);
      for (const table of await page.locator(".curve summary").all()) await table.click();
    },
  },
  {
    name: "manager, translations",
    path: "/manager?",
    size: { width: 1440, height: 900 },
    reach: (page) => page.locator(".views button").nth(5).click(),
  },
];
