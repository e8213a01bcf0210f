/** What a manager sees of days, and that it can be reached without a mouse and outlives the daemon. */
import type { Browser, Page } from "playwright-core";
import t from "tap";
import { launchBrowser } from "./browser.ts";
import { startFakeServer } from "./fake-server.ts";
import { shows, stage } from "./stage.ts";

t.setTimeout(120_000);
let browser: Browser;
t.before(async () => {
  browser = await launchBrowser();
});
t.teardown(() => browser.close());

const desk = { width: 1440, height: 900 };

/** How many of the drawn pixels are not empty. */
const drawnPixels = (page: Page) =>
  page.evaluate<number[]>(`[...document.querySelectorAll(".drawing canvas")].map((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, index) => index % 4 === 3 && value > 0).length;
  })`);

t.test("today's curves stand before the usual ones, and can be read as tables", async (t) => {
  const { open } = await stage(t, browser);
  const page = await open("/manager?lang=en", desk);
  const heavy: string[] = [];
  page.on("request", (request) => {
    if (/Drawing/.test(request.url())) heavy.push(request.url());
  });
  await shows(page, "Plan of the hall");
  t.equal(heavy.length, 0, "the drawing library waits until it is wanted");
  await page.getByRole("button", { name: "Today and usual" }).click();
  await page.getByRole("heading", { name: "2026-03-02 Mon" }).waitFor();
  await shows(page, "up to 09:5");
  await shows(page, "Usual is the mean of these days: 2026-02-23 Mon, 2026-02-16 Mon");
  await page.locator(".drawing canvas").nth(2).waitFor();
  t.equal(heavy.length, 1);
  t.ok(
    (await drawnPixels(page)).every((pixels) => pixels > 1_000),
    "three curves are drawn",
  );

  await page.locator(".curve summary").first().click();
  const table = page.getByRole("table", { name: "People waiting" });
  await table.getByRole("row", { name: /^16:45 –/ }).waitFor();
  t.match(await table.getByRole("row", { name: /^09:00/ }).textContent(), /^09:00\d+[\d.]+$/);

  const heat = page.getByRole("table", { name: "Heat by window and hour" });
  t.equal(await heat.getByRole("row").count(), 9, "each window has its row, the closed one too");
  const visits = await heat.getByRole("row", { name: /Window 1/ }).textContent();
  await page.getByRole("button", { name: /Share of the hour/ }).click();
  t.not(await heat.getByRole("row", { name: /Window 1/ }).textContent(), visits);
  t.equal(
    await page
      .getByRole("row", { name: /Window 8/ })
      .getByRole("cell", { name: /\d/ })
      .count(),
    0,
  );
});

t.test("any past day is chosen with the keyboard alone", async (t) => {
  const { open } = await stage(t, browser);
  const page = await open("/manager?lang=en", desk);
  await shows(page, "Plan of the hall");
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      if (name.test(`${await focused.getAttribute("id")} ${await focused.textContent()}`)) return;
    }
    t.fail(`no way by Tab to ${name}`);
  };
  await tabTo(/Past days/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "2026-02-27 Fri" }).waitFor();
  await shows(page, "can still be rated");
  await tabTo(/^chosen-day/);
  await page.keyboard.press("End");
  await page.getByRole("heading", { name: "2026-02-16 Mon" }).waitFor();
  await shows(page, "No earlier days are recorded to compare with.");
  await tabTo(/Day after/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "2026-02-23 Mon" }).waitFor();
  t.equal(await page.getByText("can still be rated").count(), 0);
  await tabTo(/As a table/);
  await page.keyboard.press("Enter");
  await page.getByRole("table", { name: "People waiting" }).waitFor();
});

t.test("whoever did not rate is a class of their own, and nobody is ranked or named", async (t) => {
  const { open } = await stage(t, browser);
  const page = await open("/manager?lang=en", desk);
  await page.getByRole("button", { name: "Past days" }).click();
  const ratings = page.getByRole("region", { name: "Ratings" });
  await ratings.getByRole("row").last().waitFor();
  const counts = new Map<string, number>();
  let whole = 0;
  for (const row of await ratings.getByRole("row").all()) {
    const name = await row.getByRole("rowheader").textContent();
    const [, part, all] = /(\d+)\/(\d+) =/.exec((await row.textContent()) ?? "") ?? [];
    counts.set(name ?? "", Number(part));
    whole = Number(all);
  }
  t.strictSame(
    [...counts.keys()],
    ["Very satisfied", "Satisfied", "Fairly satisfied", "Dissatisfied", "Very dissatisfied", "Not rated"],
  );
  const sum = [...counts.values()].reduce((total, count) => total + count, 0);
  t.equal(sum, whole, "the classes add up to the visits");
  t.ok((counts.get("Not rated") ?? 0) > 0);
  const words = await page.locator("main").innerText();
  t.notMatch(words, /clerk/i);
  await page.getByRole("region", { name: "Queues" }).getByRole("cell", { name: "Identity card" }).waitFor();
});

t.test("what a manager looks at heals when the daemon returns", async (t) => {
  const { server, hall, open } = await stage(t, browser);
  const page = await open("/manager?lang=en", desk);
  await page.getByRole("button", { name: "Today and usual" }).click();
  await shows(page, "up to 09:5");
  await server.close();
  await shows(page, "Connection lost");
  t.equal(await page.getByRole("heading", { name: "2026-03-02 Mon" }).count(), 1, "what was known stays");
  const later = Date.parse("2026-03-02T12:00:00+08:00");
  hall.now = () => new Date(later);
  const again = await startFakeServer(hall, server.port);
  t.teardown(() => again.close());
  await shows(page, "up to 11:5");
  await page.locator(".stale").waitFor({ state: "detached" });
});

t.test("on the narrowest phone nothing sticks out, in the longer of the languages", async (t) => {
  const { hall, open } = await stage(t, browser);
  for (let count = 0; count < 12; count += 1) hall.issue({ service: "household" });
  hall.propose("2", "household");
  const page = await open("/manager?lang=en", { width: 360, height: 640 });
  await shows(page, "Plan of the hall");
  for (const view of await page.locator(".views button").all()) {
    await view.click();
    await page.waitForLoadState("networkidle");
    const sidewaysPx = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
    t.ok(sidewaysPx <= 0, `${await view.textContent()} (${sidewaysPx} px)`);
  }
});

t.test("a window is closed for the reason that the manager gives", async (t) => {
  const { hall, open } = await stage(t, browser);
  const page = await open("/manager?lang=en", { width: 360, height: 740 });
  await page.getByRole("button", { name: "Windows" }).click();
  const window = page.locator(".window-rows tr", { hasText: "Window 2" });
  await page.getByLabel("Reason").fill("The printer is being mended");
  await window.getByRole("button", { name: "Close" }).click();
  await window.getByText("closed").waitFor();
  t.match(hall.asked.at(-1), {
    path: "/windows/2/close",
    body: { reason: "The printer is being mended" },
  });
  await page.getByLabel("Reason").fill(" ");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await window.getByText("free").waitFor();
  t.match(hall.asked.at(-1), { path: "/windows/2/open", body: { reason: "Changed by the manager" } });
});

t.test("where sign-in is needed, a manager signs in first, and leaves nothing to see", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.signInNeeded = true;
  const page = await open("/manager?lang=en", { width: 360, height: 740 });
  await page.getByLabel("Your id").fill("tashi");
  await page.getByLabel("PIN").fill("1234");
  await page.keyboard.press("Enter");
  await shows(page, "Plan of the hall");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Your id").waitFor();
  t.equal(await page.getByText("Plan of the hall").count(), 0);
});

t.test("what the hall finds is an alarm in words, on the plan too, and over when its cause is", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.alarms = [
    { kind: "empty-post", window: "2", waiting: 3, since: "2026-03-02T09:40:00.000+08:00" },
    {
      kind: "overrun",
      window: "1",
      number: "A001",
      service: "household",
      since: "2026-03-02T09:05:00.000+08:00",
    },
    { kind: "notice", service: "household", validUntil: "2026-03-01", expired: true },
    { kind: "notice", service: "cashier", validUntil: "2026-03-20", expired: false },
    { kind: "hoarding", number: "B007", tickets: 6 },
    {
      ...{ kind: "lost-paper", number: "B003", paper: "ticket", dispenser: "1" },
      since: "2026-03-02T09:50:00.000+08:00",
    },
  ];
  const page = await open("/manager?lang=en", desk);
  const alarms = page.getByRole("region", { name: "Alarms" });
  await alarms.getByText("Window 2: 3 waiting, and nobody has been called since 09:40").waitFor();
  t.strictSame(await alarms.getByRole("listitem").allTextContents(), [
    "Window 2: 3 waiting, and nobody has been called since 09:40",
    "Household registration: its notice and public facts expired on 2026-03-01",
    "B003: perhaps without a paper since 09:50; look at the printer at Main door, a guide can print it again",
    "Window 1: A001 (Household registration) in hand since 09:05, far over the norm",
    "Cashier: its notice and public facts hold until 2026-03-20",
    "One person took 6 numbers today, the last one B007",
  ]);
  const plan = page.getByRole("region", { name: "Plan of the hall" });
  await plan.getByRole("listitem").filter({ hasText: "Window 2" }).getByText("nobody calls").waitFor();
  hall.alarms = [];
  hall.issue({ service: "household" });
  await shows(page, "No alarms");
  t.equal(await plan.getByText("nobody calls").count(), 0);
});

t.test("a window is set apart from the hall's scheduler, and goes with it again", async (t) => {
  const { hall, open } = await stage(t, browser);
  const page = await open("/manager?lang=en", desk);
  await page.getByRole("button", { name: "Windows" }).click();
  const mode = page.getByLabel("Scheduler at Window 3");
  const chosen = (words: string) =>
    mode.locator("option:checked", { hasText: words }).waitFor({ state: "attached" });
  await chosen("as the hall · advises");
  await mode.selectOption({ label: "off" });
  await chosen("off");
  await mode.selectOption({ label: "as the hall" });
  await chosen("as the hall · advises");
  t.match(
    hall.asked.map(({ body }) => body),
    [
      { mode: "off", window: "3" },
      { mode: null, window: "3" },
    ],
  );
});

t.test("devices are told by where they stand, and what they counted in words", async (t) => {
  const { open } = await stage(t, browser);
  const page = await open("/manager?lang=en", desk);
  await page.getByRole("button", { name: "Devices" }).click();
  const row = page.getByRole("row", { name: /Window 1 · Call pad/ });
  await row.getByText("w1 · 2 · window-1.call-pad").waitFor();
  await row.getByText("received 120, sent 340, sent again 1, stray bytes 3").waitFor();
});

t.test("the day slip is printed from the day's view, and what came of it is told", async (t) => {
  const { hall, open } = await stage(t, browser);
  const page = await open("/manager?lang=en", desk);
  await page.getByRole("button", { name: "Past days" }).click();
  await shows(page, "can still be rated");
  const print = page.getByRole("button", { name: "Print the day slip" });
  t.equal(await print.count(), 0, "only the day that goes on has a slip");
  await page.getByRole("button", { name: "Today and usual" }).click();
  await print.click();
  await shows(page, "comes out at Main door.");
  t.match(hall.asked.at(-1), { path: "/day-slip", body: { dispenser: "1" } });
  hall.paperOut = true;
  await print.click();
  await page.locator(".print-paper .notice-bad").waitFor();
});

t.test("however much is proposed and advised, the hall's plan is on the first screen", async (t) => {
  const { hall, open } = await stage(t, browser);
  for (const window of ["1", "2", "3", "4", "5"]) hall.propose(window, "household");
  hall.advice = ["1", "2", "3", "4"].map((window) => ({
    ...{ id: `a${window}`, what: "close", window, queues: [], idleMinutes: 30, spareMinutes: 60 },
    ...{ waiting: 0, serving: 3, at: "2026-03-02T10:00:00.000+08:00", dismissed: false },
  }));
  const page = await open("/manager?lang=en", desk);
  await shows(page, "More proposals: 3");
  await shows(page, "More advice: 4");
  t.equal(await page.getByRole("button", { name: "Accept" }).count(), 2);
  const plan = await page.getByRole("heading", { name: "Plan of the hall" }).boundingBox();
  t.ok(plan !== null && plan.y + 100 < desk.height, `the plan begins at ${plan?.y}`);
  await page.getByText("More proposals: 3").click();
  await page.getByText("More advice: 4").click();
  t.equal(await page.getByRole("button", { name: "Accept" }).count(), 5);
  t.equal(await page.getByRole("button", { name: "Noted" }).count(), 4);
  for (const proposal of [...hall.proposals]) hall.answerProposal(proposal.id, false);
  await shows(page, "More advice: 2");
});

t.test("on a phone each window tells what it serves", async (t) => {
  const { open } = await stage(t, browser);
  const page = await open("/manager?lang=en", { width: 360, height: 740 });
  await page.getByRole("button", { name: "Windows" }).click();
  const window = page.locator(".window-rows tr", { hasText: "Window 2" });
  await window.getByText("Household registration").waitFor();
});

t.test("who waits too long is told within seconds, and no longer once they are called", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.issue({ service: "household" });
  const page = await open("/manager?lang=en", desk);
  await shows(page, "No alarms");
  page.setDefaultTimeout(9_000);
  const later = hall.now().getTime() + 41 * 60_000;
  hall.now = () => new Date(later);
  await shows(page, "Household registration: someone has waited 41 min");
  hall.act("2", "call-next", {});
  await shows(page, "No alarms");
});
