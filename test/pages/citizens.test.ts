/** What citizens do at kiosk, tablet and phone beyond the shortest way. */
import type { Browser, Page } from "playwright-core";
import t from "tap";
import { launchBrowser } from "./browser.ts";
import { closedService } from "./fake-names.ts";
import { startFakeServer, tabletToken } from "./fake-server.ts";
import { followed, type Stage, shows, stage } from "./stage.ts";

let browser: Browser;
t.setTimeout(180_000);
t.before(async () => {
  browser = await launchBrowser();
});
t.teardown(() => browser.close());

t.test("papers can be ticked before the number, and their list printed", async (t) => {
  const { hall, open } = await stage(t, browser);
  const page = await open("/kiosk?lang=en&dispenser=1");
  await page.getByRole("button", { name: /Identity card/ }).click();
  await shows(page, "11:00–12:00");
  await shows(page, "about 6 minutes");
  const papers = page.getByRole("checkbox");
  t.equal(await papers.count(), 2);
  t.equal(await page.getByRole("checkbox", { checked: true }).count(), 0, "nothing is ticked before");
  await papers.first().check();
  await shows(page, "You can take a number without them");
  await page.getByText("The old card").click();
  await shows(page, "All papers are here.");
  await page.getByRole("button", { name: "Print the list of papers" }).click();
  await shows(page, "The list is being printed");
  t.match(hall.asked[0], {
    path: "/services/identity-card/notice",
    body: { dispenser: "1", language: "en" },
  });
});

t.test("an appointment is checked in by its code, on drawn keys", async (t) => {
  const { hall, open } = await stage(t, browser);
  const page = await open("/kiosk?lang=en");
  await page.locator(".service").first().waitFor();
  t.equal(await page.locator(".check-in-button").count(), 0, "where nothing can be booked");
  hall.appointments.set("household", "04815162");
  await page.reload();
  await page.getByRole("button", { name: "I have an appointment" }).click();
  const type = async (code: string) => {
    for (const digit of code) await page.getByRole("button", { name: digit, exact: true }).click();
  };
  await type("0481516");
  t.ok(await page.getByRole("button", { name: "Check in" }).isDisabled());
  await type("9");
  await page.getByRole("button", { name: "Check in" }).click();
  await shows(page, "There is no such appointment.");
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByRole("button", { name: "I have an appointment" }).click();
  await type("04815169");
  await page.getByRole("button", { name: "Erase" }).click();
  await type("2");
  await page.getByRole("button", { name: "Check in" }).click();
  await shows(page, "B001");
  t.match(hall.asked.at(-1), {
    path: "/appointments/check-in",
    body: { code: "04815162", language: "en" },
  });
});

t.test("a printer known to be out is said at once, and the number comes without paper", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.paperOut = true;
  const page = await open("/kiosk?lang=en&dispenser=1");
  await shows(page, "The printer cannot print now.");
  await page.getByRole("button", { name: /Household registration/ }).click();
  await page.getByRole("button", { name: "Take a number" }).click();
  await shows(page, "B001");
  await shows(page, "No paper was printed.");
  await page.getByRole("img", { name: "QR code of the ticket" }).waitFor();
  t.equal(hall.asked[0]?.body.dispenser, undefined);
});

t.test(
  "where a hall names its common services, they are the first page and the others one touch on",
  async (t) => {
    const { hall, open } = await stage(t, browser);
    hall.common = new Set(["household", "cashier", closedService]);
    const page = await open("/kiosk?lang=en");
    await page.locator(".service").first().waitFor();
    t.equal(await page.locator(".service").count(), 3);
    await page.getByRole("button", { name: "All services" }).click();
    t.equal(await page.locator(".service").count(), 12);
  },
);

t.test("only the hall's languages are offered, and the first is who did not choose", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.languages = ["bo", "zh-CN"];
  const page = await open("/kiosk?lang=zh-CN");
  await page.locator(".service").first().waitFor();
  t.equal(await page.locator(".languages button").count(), 2);
  await page.clock.install();
  await page.reload();
  await page.getByRole("button", { name: /户籍/ }).click();
  await page.clock.runFor(62_000);
  await page.locator("h1:lang(bo)").waitFor();
  const tablet = await open("/rating/1");
  await tablet.locator(".languages button").nth(2).waitFor({ state: "detached" });
});

/** What the page says aloud, written down: the machine of a test may have no voice. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(`{
    globalThis.said = [];
    globalThis.SpeechSynthesisUtterance = function (words) { this.words = words; };
    Object.defineProperty(globalThis, "speechSynthesis", { value: {
      getVoices: () => [{ lang: "en-GB" }, { lang: "zh-CN" }],
      cancel() {},
      speak(utterance) { said.push(utterance.words + " @" + utterance.rate); utterance.onend(); },
    } });
  }`);
  await page.reload();
  return () => page.evaluate<string[]>("said");
}

t.test("care mode is large, reads each step aloud once and slowly, and waits longer", async (t) => {
  const { hall, open } = await stage(t, browser);
  const page = await open("/kiosk?lang=en");
  const said = await listen(page);
  const name = page.locator(".service-name").first();
  const heightOf = async () => (await name.boundingBox())?.height ?? 0;
  const before = await heightOf();
  await page.clock.install();
  await page.reload();
  await page.getByRole("button", { name: "Large and clear" }).click();
  t.ok((await heightOf()) > before, "letters grow");
  await page.getByRole("button", { name: /Identity card/ }).click();
  await page.getByRole("button", { name: "Take a number" }).waitFor();
  /** All that was said, once its last words are these. */
  async function saidUntil(last: string): Promise<string> {
    for (;;) {
      const words = await said();
      if (words.at(-1) === `${last} @0.85`) return words.join("; ").replaceAll(" @0.85", "");
      await page.waitForTimeout(20);
    }
  }
  const words = await saidUntil("The old card");
  t.match(
    words,
    /^What have you come for\?.*; Identity card, application; .*Household register, original; The/,
  );
  hall.issue({ service: "identity-card" });
  await shows(page, "1 waiting");
  t.equal(await saidUntil("The old card"), words, "a line that grows does not begin it again");
  await page.getByRole("button", { name: /Priority number/ }).click();
  await page.locator(".reasons").waitFor();
  t.match(
    await saidUntil("Soldier or veteran"),
    "Which of these applies to you?; Elderly; Disability; Pregnant",
  );
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByRole("button", { name: /eight public facts/ }).click();
  await page.locator(".facts").waitFor();
  t.match(
    await saidUntil("Fee: 20 yuan for a renewal"),
    /Who decides: Public Security Bureau; .*Fee: 20 yuan for a renewal/,
  );
  await page.getByRole("button", { name: "Back" }).click();
  await page.clock.runFor(100_000);
  await page.getByRole("button", { name: "Take a number" }).waitFor();
  await page.clock.runFor(25_000);
  await shows(page, "您要办什么事？");
});

t.test("from a wheelchair, what is touched lies in the lower part", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.appointments.set("household", "04815162");
  const page = await open("/kiosk?lang=en", { width: 1080, height: 1920 });
  await page.getByRole("button", { name: "Lower, for wheelchairs" }).click();
  const highest = async () => {
    const boxes = await Promise.all(
      (await page.locator("button:visible").all()).map((button) => button.boundingBox()),
    );
    return Math.min(...boxes.map((box) => box?.y ?? 0));
  };
  t.ok((await highest()) > 1920 * 0.4, `services begin at ${await highest()}`);
  await page.getByRole("button", { name: /Household registration/ }).click();
  await page.getByRole("button", { name: "Take a number" }).waitFor();
  t.ok((await highest()) > 1920 * 0.4, `a service's buttons begin at ${await highest()}`);
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByRole("button", { name: "Find by pinyin initials" }).click();
  await page.locator(".letters").waitFor();
  t.ok((await highest()) > 1920 * 0.4, `letters begin at ${await highest()}`);
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByRole("button", { name: "I have an appointment" }).click();
  await page.locator(".digits").waitFor();
  t.ok((await highest()) > 1920 * 0.4, `digits begin at ${await highest()}`);
});

async function finishedVisit(set: Stage, page: Page): Promise<void> {
  const { hall } = set;
  await followed(set, "window:1");
  hall.issue({ service: "identity-card" });
  hall.act("1", "call-next", {});
  hall.act("1", "finish", { outcome: "done" });
  await shows(page, "Were you satisfied");
}

t.test("a bad rating may say why; it counts when its reasons were never sent off", async (t) => {
  const set = await stage(t, browser);
  const { hall, open } = set;
  const page = await open(`/rating/1?lang=en#token=${tabletToken}`, { width: 1280, height: 800 });
  await shows(page, "Welcome");
  await finishedVisit(set, page);
  await page.getByRole("button", { name: "Dissatisfied", exact: true }).click();
  await shows(page, "What was not right?");
  t.equal(await page.locator(".why-bad [aria-pressed=true]").count(), 0, "no reason is chosen before");
  await page.getByRole("button", { name: "The manner was not kind" }).click();
  await page.getByRole("button", { name: "The work was too slow" }).click();
  await page.getByRole("button", { name: "The manner was not kind" }).click();
  await page.getByRole("button", { name: "Add a few words" }).click();
  await page.getByLabel("In your own words").fill("Two hours for a stamp.");
  await page.getByRole("button", { name: "Send the rating" }).click();
  await shows(page, "Thank you");
  t.strictSame(hall.visits.get("v1")?.rating, {
    level: 2,
    reasons: ["slow"],
    text: "Two hours for a stamp.",
    channel: "tablet",
  });

  await finishedVisit(set, page);
  await page.getByRole("button", { name: "Very dissatisfied" }).click();
  await page.getByRole("button", { name: "Nobody was at the window" }).click();
  hall.issue({ service: "identity-card" });
  hall.act("1", "call-next", {});
  await shows(page, "Welcome");
  t.match(hall.visits.get("v2")?.rating, { level: 1, reasons: ["nobody-there"] }, "the next citizen is here");
  hall.act("1", "finish", { outcome: "done" });
  await shows(page, "Were you satisfied");

  await page.clock.install();
  await page.getByRole("button", { name: "Very dissatisfied" }).click();
  await page.clock.runFor(40_000);
  await page.getByRole("button", { name: "The wait was too long" }).click();
  await page.clock.runFor(40_000);
  await shows(page, "sent in 20 seconds");
  await page.clock.runFor(21_000);
  await shows(page, "Thank you");
  t.match(hall.visits.get("v3")?.rating, { level: 1, reasons: ["waited-long"] });
});

t.test("a good rating may carry words, too", async (t) => {
  const set = await stage(t, browser);
  const page = await set.open(`/rating/1?lang=en#token=${tabletToken}`, { width: 1280, height: 800 });
  await shows(page, "Welcome");
  await finishedVisit(set, page);
  await page.getByRole("button", { name: "Add a few words" }).click();
  await page.getByLabel("In your own words").fill("Drolma was kind.");
  await page.getByRole("button", { name: "Satisfied", exact: true }).click();
  await shows(page, "Thank you");
  const said = { level: 4, text: "Drolma was kind.", channel: "tablet" };
  t.strictSame(set.hall.visits.get("v1")?.rating, said);
});

t.test("a language changes in mid-task and nothing of the task is lost", async (t) => {
  const set = await stage(t, browser);
  const { hall, open } = set;
  const tablet = await open(`/rating/1?lang=en#token=${tabletToken}`, { width: 1280, height: 800 });
  await shows(tablet, "Welcome");
  await finishedVisit(set, tablet);
  await tablet.getByRole("button", { name: "Very dissatisfied" }).click();
  await tablet.getByRole("button", { name: "The work was too slow" }).click();
  await tablet.getByRole("button", { name: "Add a few words" }).click();
  await tablet.getByLabel("In your own words").fill("两个小时");
  await tablet.getByRole("button", { name: "中文" }).click();
  await tablet.getByRole("button", { name: "བོད་ཡིག" }).click();
  t.equal(await tablet.locator(".why-bad [aria-pressed=true]").count(), 1);
  await tablet.locator(".why-send .button-main").click();
  await shows(tablet, "ཐུགས་རྗེ་ཆེ།");
  t.match(hall.visits.get("v1")?.rating, { level: 1, reasons: ["slow"], text: "两个小时" });

  const ticket = hall.issue({ service: "household" });
  const phone = await open(`/ticket/${ticket.id}?lang=en`, { width: 412, height: 915 });
  await phone.getByRole("button", { name: "Give up this number" }).click();
  await phone.getByRole("button", { name: "中文" }).click();
  await phone.getByRole("button", { name: "确定取消" }).click();
  await shows(phone, "已取消");

  hall.appointments.set("household", "04815162");
  const kiosk = await open("/kiosk?lang=bo");
  await kiosk.locator(".check-in-button").click();
  for (const digit of "0481") await kiosk.getByRole("button", { name: digit, exact: true }).click();
  await kiosk.getByRole("button", { name: "English" }).click();
  await kiosk.locator(".typed", { hasText: "0481" }).waitFor();
  for (const digit of "5162") await kiosk.getByRole("button", { name: digit, exact: true }).click();
  await kiosk.getByRole("button", { name: "Check in" }).click();
  await shows(kiosk, "B002");
});

t.test(
  "a kiosk whose daemon dies under a citizen says so, and gives the number when it is back",
  async (t) => {
    const { hall, server, open } = await stage(t, browser);
    const page = await open("/kiosk?lang=en");
    await page.getByRole("button", { name: /Household registration/ }).click();
    await page.getByRole("button", { name: "Take a number" }).waitFor();
    await server.close();
    await page.getByRole("button", { name: "Take a number" }).click();
    await shows(page, "The server cannot be reached");
    await shows(page, "Connection lost");
    const again = await startFakeServer(hall, server.port);
    t.teardown(() => again.close());
    await page.locator(".stale").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Try again" }).click();
    await shows(page, "B001");
    t.equal(
      hall.asked.filter(({ path }) => path === "/tickets").length,
      1,
      "one number, however often it was asked",
    );
  },
);

t.test("a kiosk set up with a dispenser that is gone gives numbers without paper", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.goneDispenser = "9";
  const page = await open("/kiosk?lang=en&dispenser=9");
  await page.getByRole("button", { name: /Household registration/ }).click();
  await page.getByRole("button", { name: "Take a number" }).click();
  await shows(page, "There is no such dispenser.");
  await page.getByRole("button", { name: "Take a number without paper" }).click();
  await shows(page, "B001");
});

/** Lets the page make notices and writes them down: a browser without a head grants nobody any. */
const grantNotices = `{
  globalThis.told = [];
  Object.defineProperty(Notification, "permission", { get: () => "granted" });
  ServiceWorkerRegistration.prototype.showNotification = async function (title, { body, data }) {
    if (this.active === null) throw new TypeError("no active worker");
    if (data !== location.href) throw new TypeError("a touch would lead elsewhere");
    told.push(title + ": " + body);
  };
}`;

/** What the phone was told, once it is as much as that. */
async function told(page: Page, times: number): Promise<string[]> {
  for (;;) {
    const words = await page.evaluate<string[]>("told");
    if (words.length >= times) return words;
    await page.waitForTimeout(20);
  }
}

t.test("the phone tells that its holder is near, next and called, where it is let", async (t) => {
  const { hall, open } = await stage(t, browser);
  const first = hall.issue({ service: "identity-card" });
  const ticket = hall.issue({ service: "identity-card" });
  const page = await open(`/ticket/${ticket.id}?lang=en`, { width: 412, height: 915 });
  await page.addInitScript(grantNotices);
  await page.reload();
  await shows(page, "please keep this page open");
  await told(page, 1);
  hall.cancel(first.id);
  await told(page, 2);
  hall.act("1", "call-next", {});
  t.strictSame(await told(page, 3), [
    "A002: It is nearly your turn. Please come back to the hall.",
    "A002: You are next. Please wait near the windows.",
    "A002: Please go to Window 1",
  ]);
});

t.test("a phone that may not be told is not asked, nor is one before it is touched", async (t) => {
  const { hall, open } = await stage(t, browser);
  const ticket = hall.issue({ service: "identity-card" });
  const page = await open(`/ticket/${ticket.id}?lang=en`, { width: 412, height: 915 });
  const ask = page.getByRole("button", { name: "Tell me when it is nearly my turn" });
  await page.addInitScript(`{
    globalThis.asked = 0;
    Object.defineProperty(Notification, "permission", { get: () => "default" });
    Notification.requestPermission = async () => { asked += 1; return "denied"; };
  }`);
  await page.reload();
  await ask.waitFor();
  t.equal(await page.evaluate("asked"), 0);
  await ask.click();
  await shows(page, "The browser does not allow it");
  t.equal(await page.evaluate("asked"), 1);
  await page.addInitScript(`Object.defineProperty(globalThis, "isSecureContext", { value: false })`);
  await page.reload();
  await shows(page, "You are next");
  t.equal(await ask.count(), 0, "over plain http there is nothing to offer");
});
