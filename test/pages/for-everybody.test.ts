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
import { firstService, kiosk, phone, serveAt1, states } from "./page-states.ts";
import { followed, shows, stage } from "./stage.ts";

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
  const set = await stage(t, browser);
  const { hall, open } = set;
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
  await followed(set, "window:1");
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
