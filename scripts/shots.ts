import type { Page } from "playwright-core";
import type { FakeHall } from "../test/pages/fake-hall.ts";

/** The pictures of docs/screenshots: each page in the states that say most, at the size of the screen it is made for. */

const languages = ["zh-CN", "bo", "en"];
const staffLanguages = ["zh-CN", "en"];
const chinese = ["zh-CN"];

/** The screens that pages are made for, in CSS pixels. */
const KIOSK = { width: 1920, height: 1080 };
const KIOSK_UPRIGHT = { width: 1080, height: 1920 };
const DESK = { width: 1366, height: 768 };
const OFFICE = { width: 1440, height: 1000 };
const TABLET = { width: 1280, height: 800 };
const PHONE = { width: 412, height: 915 };
const SMALL_PHONE = { width: 360, height: 800 };

export interface Shot {
  name: string;
  path: string;
  width: number;
  height: number;
  languages: readonly string[];
  act?: (page: Page, hall: FakeHall) => Promise<void>;
}

const chooseFirst = (page: Page) => page.locator(".service").first().click();

/** A visit ends at the rating page's window. */
const askForRating = async (page: Page, hall: FakeHall) => {
  await page.locator(".rating-idle").waitFor();
  await page.waitForTimeout(500);
  hall.act("1", "finish", { outcome: "done" });
  await page.locator(".faces").waitFor();
};

const callNext = async (page: Page) => {
  await page.keyboard.press("n");
  await page.locator(".current-called").waitFor();
};

/** Shows one of the manager's views of a day, its curves drawn. */
const showDay = (view: number) => async (page: Page) => {
  await page.locator(".views button").nth(view).click();
  await page.locator(".drawing canvas").last().waitFor();
  await page.evaluate(`document.querySelector(".views").scrollIntoView()`);
  await page.waitForTimeout(300);
};

export const shots: readonly Shot[] = [
  { name: "home", path: "/", width: 1280, height: 1100, languages },
  { name: "kiosk", path: "/kiosk?", ...KIOSK, languages },
  { name: "kiosk-portrait", path: "/kiosk?", ...KIOSK_UPRIGHT, languages: chinese },
  { name: "kiosk-service", path: "/kiosk?", ...KIOSK, languages, act: chooseFirst },
  {
    ...{ name: "kiosk-care", path: "/kiosk?", ...KIOSK_UPRIGHT, languages: chinese },
    act: (page) => page.locator(".care-button").click(),
  },
  {
    ...{ name: "kiosk-low", path: "/kiosk?", ...KIOSK_UPRIGHT, languages: chinese },
    act: (page) => page.locator(".reach-button").click(),
  },
  {
    ...{ name: "kiosk-papers", path: "/kiosk?dispenser=D1&", ...KIOSK_UPRIGHT, languages: chinese },
    async act(page) {
      await chooseFirst(page);
      for (const paper of await page.getByRole("checkbox").all()) await paper.check();
    },
  },
  {
    ...{ name: "kiosk-reasons", path: "/kiosk?", ...KIOSK, languages },
    async act(page) {
      await chooseFirst(page);
      await page.locator(".take .button-green").click();
    },
  },
  {
    ...{ name: "kiosk-check-in", path: "/kiosk?", ...KIOSK, languages },
    async act(page) {
      await page.locator(".check-in-button").click();
      for (const digit of "04815") await page.getByRole("button", { name: digit, exact: true }).click();
    },
  },
  {
    ...{ name: "kiosk-facts", path: "/kiosk?", ...KIOSK, languages },
    async act(page) {
      await chooseFirst(page);
      await page.locator(".facts-button").click();
    },
  },
  {
    ...{ name: "kiosk-search", path: "/kiosk?", ...KIOSK, languages: chinese },
    async act(page) {
      await page.locator(".search-button").click();
      for (const letter of "SF") await page.getByRole("button", { name: letter, exact: true }).click();
    },
  },
  {
    ...{ name: "kiosk-ticket", path: "/kiosk?dispenser=D1&", ...KIOSK, languages },
    async act(page) {
      await chooseFirst(page);
      await page.locator(".take-ordinary").click();
      await page.locator(".ticket-number").waitFor();
    },
  },
  {
    ...{ name: "kiosk-paper-out", path: "/kiosk?dispenser=D1&", ...KIOSK, languages },
    async act(page, hall) {
      hall.paperOut = true;
      await chooseFirst(page);
      await page.locator(".take-ordinary").click();
      await page.locator(".problem").waitFor();
      hall.paperOut = false;
    },
  },
  { name: "screen", path: "/screen?", ...KIOSK, languages },
  { name: "screen-portrait", path: "/screen?", ...KIOSK_UPRIGHT, languages: chinese },
  { name: "screen-4k", path: "/screen?", width: 3840, height: 2160, languages: ["en"] },
  {
    ...{ name: "voice", path: "/voice?", width: 1280, height: 900, languages: staffLanguages },
    async act(page) {
      await page.locator(".spoken .button").nth(1).click();
      await page.locator(".word-list button").nth(6).click();
    },
  },
  { name: "clerk-idle", path: "/clerk/5?", ...DESK, languages: staffLanguages },
  {
    ...{ name: "clerk-serving", path: "/clerk/5?", ...DESK, languages: staffLanguages },
    async act(page) {
      await callNext(page);
      await page.waitForTimeout(300);
    },
  },
  {
    ...{ name: "clerk-strip", path: "/clerk/5?", width: 320, height: 768, languages: staffLanguages },
    act: callNext,
  },
  {
    ...{ name: "rating", path: "/rating/1?", ...TABLET, languages },
    act: askForRating,
  },
  {
    ...{ name: "rating-why", path: "/rating/1?", ...TABLET, languages },
    async act(page, hall) {
      await askForRating(page, hall);
      await page.locator(".faces button").last().click();
      await page.locator(".why-bad li button").first().click();
    },
  },
  { name: "ticket", path: "/ticket/secret-identity-card-4?", ...PHONE, languages },
  {
    ...{ name: "ticket-rate", path: "/ticket/secret-household-2?", ...PHONE, languages: chinese },
    async act(page, hall) {
      hall.act("2", "finish", { outcome: "done" });
      await page.locator(".faces").waitFor();
    },
  },
  {
    ...{ name: "guide", path: "/guide?", width: 1180, height: 820, languages: staffLanguages },
    async act(page) {
      await page.locator(".guide-services input").nth(1).check();
      await page.locator(".guide form button").click();
      await page.locator(".guide-ticket").waitFor();
    },
  },
  { name: "manager", path: "/manager?", ...OFFICE, languages: staffLanguages },
  { name: "manager-phone", path: "/manager?", ...SMALL_PHONE, languages: chinese },
  {
    ...{ name: "manager-today", path: "/manager?", ...OFFICE, languages: staffLanguages },
    act: showDay(2),
  },
  {
    ...{ name: "manager-today-phone", path: "/manager?", ...SMALL_PHONE, languages: chinese },
    act: showDay(2),
  },
  {
    ...{ name: "manager-past", path: "/manager?", ...OFFICE, languages: staffLanguages },
    async act(page) {
      await showDay(3)(page);
      await page.evaluate(`document.querySelector("#heat-map").scrollIntoView()`);
    },
  },
  {
    ...{ name: "manager-devices", path: "/manager?", width: 1440, height: 700, languages: staffLanguages },
    act: (page) => page.locator(".views button").nth(4).click(),
  },
];
