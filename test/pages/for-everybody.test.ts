/** What holds on every page and in every state: for people who see, hear, read or move in other ways. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import t from "tap";
import { bo } from "../../src/i18n/bo.ts";
import { staffZhCN } from "../../src/i18n/staff.zh-CN.ts";
import { zhCN } from "../../src/i18n/zh-CN.ts";
import { launchBrowser } from "./browser.ts";
import type { FakeHall } from "./fake-hall.ts";
import { tabletToken } from "./fake-server.ts";
import { type Stage, shows, stage } from "./stage.ts";

t.setTimeout(240_000);
let browser: Browser;
t.before(async () => {
  browser = await launchBrowser();
});
t.teardown(() => browser.close());

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const axeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** What axe-core finds, short enough to read. Its script goes in past the policy, which allows no inline script. */
async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    `axe.run(document, { runOnly: ${JSON.stringify(axeTags)} })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ""}`),
  );
}

interface State {
  name: string;
  path: string;
  size: { width: number; height: number };
  reach?: (page: Page, stage: Stage) => Promise<void>;
}

const kiosk = { width: 1920, height: 1080 };
const phone = { width: 360, height: 740 };
const desk = { width: 1366, height: 768 };
const firstService = (page: Page) => page.locator(".service").first().click();

async function takeNumber(page: Page) {
  await firstService(page);
  await page.locator(".take-ordinary").click();
}

async function serveAt1(hall: FakeHall) {
  hall.act("1", "call-next", {});
  hall.act("1", "start", {});
}

async function showDay(page: Page, view: number) {
  await page.locator(".views button").nth(view).click();
  await page.locator(".drawing canvas").last().waitFor();
}

const states: readonly State[] = [
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
    async reach(page, { hall }) {
      await page.locator(".rating-idle").waitFor();
      await page.waitForLoadState("networkidle");
      await serveAt1(hall);
      hall.act("1", "finish", {});
      await page.locator(".faces").waitFor();
    },
  },
  {
    name: "rating, why",
    path: `/rating/1?`,
    size: { width: 1280, height: 800 },
    async reach(page, { hall }) {
      await page.locator(".rating-idle").waitFor();
      await page.waitForLoadState("networkidle");
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

const staffPage = /^\/(clerk|guide|manager)/;

/** Every text of a dictionary, whatever its depth. */
function wordsOf(dictionary: object): string[] {
  return Object.values(dictionary).flatMap((entry: unknown) =>
    typeof entry === "string" ? [entry] : typeof entry === "object" && entry !== null ? wordsOf(entry) : [],
  );
}

/** English is left out: its words are also names in the program. */
const dictionaryWords = [zhCN, bo, staffZhCN].flatMap(wordsOf).sort((a, b) => b.length - a.length);
const literal = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const anyWords = new RegExp(`(["'\`])(${dictionaryWords.map(literal).join("|")})\\1`, "g");

/**
 * Serves the pages with every text of the dictionaries in marks, ⟦so⟧: a pseudo-language. A word that a page shows
 * without marks came from nowhere that a translator can see.
 */
async function speakPseudo(page: Page): Promise<void> {
  await page.route("**/assets/*.js", async (route) => {
    const response = await route.fetch();
    const marked = (await response.text()).replace(
      anyWords,
      (_all, quote, words) => `${quote}⟦${words}⟧${quote}`,
    );
    await route.fulfill({ response, body: marked });
  });
  await page.reload();
}

/** What the page shows or reads out outside of marks that has letters in it, the hall's own data left out. */
async function unmarkedWords(page: Page, data: readonly string[]): Promise<string[]> {
  const shown = await page.evaluate<string[]>(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = new Map();
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent.closest("kbd, code, script, .ant-table-measure-row, :lang(en)") !== null) continue;
      texts.set(parent, (texts.get(parent) ?? "") + walker.currentNode.textContent);
    }
    const readOut = ["aria-label", "aria-description", "title", "alt", "placeholder"];
    // Ant Design reads out words of its own dictionaries and the names of its icons.
    const theirs = ".anticon, .ant-pagination *, .ant-table-column-has-sorters";
    const attributes = [...document.body.querySelectorAll("*:not(:lang(en))")].flatMap((element) =>
      element.matches(theirs) ? [] : readOut.map((name) => element.getAttribute(name) ?? ""),
    );
    return [document.title, ...attributes, ...texts.values()];
  })()`);
  return shown
    .map((text) => data.reduce((rest, known) => rest.replaceAll(known, ""), text).replace(/⟦[^⟧]*⟧/g, ""))
    .filter((rest) => /\p{L}{2}/u.test(rest));
}

/** How far the page sticks out of its window. */
async function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
}

/** `no-show`, `en`: the contract's own words, for which a page has to find others. */
const isCode = /^[a-z]+(-[a-z]+)*$/;

function dataOf(hall: FakeHall): string[] {
  const strings: string[] = [];
  const words = hall.voice.languages.map((language) => hall.voice.script(hall, language));
  JSON.stringify([hall.hall(), hall.services(), hall.devices(), words], (_key, value: unknown) => {
    if (typeof value === "string" && !isCode.test(value)) strings.push(value);
    return value;
  });
  const counters = hall.devices().flatMap((device) => Object.keys(device.counters));
  return [...strings, ...counters].sort((a, b) => b.length - a.length);
}

for (const state of states) {
  t.test(`${state.name}: axe finds nothing, nothing sticks out, no word is hard-coded`, async (t) => {
    const set = await stage(t, browser, { reducedMotion: "reduce" });
    for (let count = 0; count < 3; count += 1) set.hall.issue({ service: "identity-card" });
    const language = staffPage.test(state.path) ? "zh-CN" : "bo";
    const page = await set.open(`${state.path}lang=${language}#token=${tabletToken}`, state.size);
    await speakPseudo(page);
    await page.locator("h1").first().waitFor({ state: "attached" });
    await state.reach?.(page, set);
    t.match(await page.locator("body").textContent(), /⟦/, "the marks are there to be seen");
    t.strictSame(await axeFindings(page), []);
    t.strictSame(await unmarkedWords(page, dataOf(set.hall)), []);
    const overflow = await sidewaysPx(page);
    t.ok(overflow <= 0, `no sideways scrolling (${overflow} px)`);
  });
}

t.test("what a finger must hit on a kiosk is at least 20 mm on a 21.5-inch 1080p screen", async (t) => {
  const pixelsPerMm = Math.hypot(1920, 1080) / (21.5 * 25.4);
  const { hall, open } = await stage(t, browser);
  const page = await open("/kiosk", kiosk);
  const smallest = async (touched = "button:visible") => {
    const buttons = await page.locator(touched).all();
    const boxes = await Promise.all(buttons.map((button) => button.boundingBox()));
    const sides = boxes.flatMap((box) => (box === null ? [] : [Math.min(box.width, box.height)]));
    return Math.min(...sides) / pixelsPerMm;
  };
  await page.locator(".service").first().waitFor();
  t.ok((await smallest()) >= 20, "services");
  await page.locator(".search-button").click();
  t.ok((await smallest()) >= 20, "letters");
  await page.locator(".kiosk-foot .button").click();
  await firstService(page);
  t.ok((await smallest()) >= 20, "taking a number");
  t.ok((await smallest(".papers label")) >= 20, "papers to tick");
  hall.appointments.set("household", "04815162");
  await page.reload();
  await page.locator(".check-in-button").click();
  t.ok((await smallest()) >= 20, "digits of an appointment");
});

t.test("a kiosk, a phone and a tablet can be used with the keyboard alone", async (t) => {
  const { hall, open } = await stage(t, browser);
  const press = async (page: Page, name: RegExp) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press("Tab");
      const focused = await page.locator(":focus").textContent();
      if (name.test(focused ?? "")) return page.keyboard.press("Enter");
    }
    return t.fail(`no way by Tab to ${name}`);
  };
  hall.appointments.set("cashier", "11112222");
  const page = await open("/kiosk?lang=en");
  await page.locator(".service").first().waitFor();
  await press(page, /Household registration/);
  await press(page, /^Take a number$/);
  await shows(page, "B001");
  await press(page, /Done/);
  await press(page, /I have an appointment/);
  for (const digit of [/^1$/, /^2$/]) {
    await press(page, digit);
    for (let again = 0; again < 3; again += 1) await page.keyboard.press("Enter");
  }
  await press(page, /Check in/);
  await shows(page, "D001");

  const waiting = await open(`/ticket/${hall.find("B001").id}?lang=en`, phone);
  await shows(waiting, "You are next");
  await press(waiting, /Give up this number/);
  await press(waiting, /Give it up/);
  await shows(waiting, "Cancelled");

  const tablet = await open(`/rating/1?lang=en#token=${tabletToken}`, { width: 1280, height: 800 });
  await shows(tablet, "Welcome");
  hall.issue({ service: "identity-card" });
  await serveAt1(hall);
  hall.act("1", "finish", {});
  await shows(tablet, "Were you satisfied");
  await press(tablet, /^Dissatisfied/);
  await press(tablet, /The work was too slow/);
  await press(tablet, /Send the rating/);
  await shows(tablet, "Thank you");
  t.match(hall.visits.get("v1")?.rating, { level: 2, reasons: ["slow"] });
});

t.test("pages bear narrow and huge screens", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.issue({ service: "identity-card" });
  hall.issue({ service: "household" });
  hall.act("1", "call-next", {});
  for (const [path, width, height] of [
    ["/kiosk", 360, 640],
    ["/kiosk", 3840, 2160],
    ["/screen", 3840, 2160],
    ["/screen", 2160, 3840],
    ["/rating/1", 320, 568],
    ["/rating/1", 3840, 2160],
    ["/ticket/secret-household-1", 320, 568],
    ["/ticket/secret-household-1", 2560, 1440],
    ["/", 320, 568],
    ["/guide", 360, 740],
  ] as const) {
    const page = await open(path, { width, height });
    await page.locator("h1").first().waitFor({ state: "attached" });
    const overflow = await sidewaysPx(page);
    t.ok(overflow <= 0, `${path} at ${width} × ${height} (${overflow} px)`);
    if (path === "/screen") {
      const box = await page.locator(".calls-large .number").first().boundingBox();
      t.ok(
        (box?.height ?? 0) / Math.min(width, height) > 0.08,
        "the called number is as high as a fist on any screen",
      );
    }
    await page.close();
  }
});
