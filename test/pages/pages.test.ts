import type { Browser } from "playwright-core";
import t from "tap";
import { launchBrowser } from "./browser.ts";
import { FakeHall } from "./fake-hall.ts";
import { startFakeServer, tabletToken } from "./fake-server.ts";
import { asked, followed, shows, stage } from "./stage.ts";

let browser: Browser;
// A browser under load is slow; only a page that never gets there fails.
t.setTimeout(180_000);
t.before(async () => {
  browser = await launchBrowser();
});
t.teardown(() => browser.close());

t.test("a citizen takes a number with two touches, and the language can change on the way", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.issue({ service: "identity-card" });
  const page = await open("/kiosk");
  await page.getByRole("button", { name: /身份证办理/ }).click();
  await shows(page, "户口簿原件");
  await page.getByRole("button", { name: "English" }).click();
  await shows(page, "Household register, original");
  await page.getByRole("button", { name: "Take a number" }).click();
  await shows(page, "A002");
  await shows(page, "1 person ahead of you");
  await page.getByRole("img", { name: "QR code of the ticket" }).waitFor();
  t.match(hall.asked, [
    {
      path: "/tickets",
      body: { service: "identity-card", lane: "ordinary", language: "en", channel: "kiosk" },
    },
  ]);
});

t.test("the priority lane asks for its reason and sends it", async (t) => {
  const { hall, open } = await stage(t, browser);
  const page = await open("/kiosk?lang=zh-CN");
  await page.getByRole("button", { name: /户籍/ }).click();
  await page.getByRole("button", { name: /优先取号/ }).click();
  await page.getByRole("button", { name: "孕妇" }).click();
  await shows(page, "B001");
  t.match(hall.asked[0]?.body, { lane: "priority", reason: "pregnant" });
});

t.test("a service is found by its pinyin initials; one that is closed cannot be chosen", async (t) => {
  const { open } = await stage(t, browser);
  const page = await open("/kiosk");
  await page.getByRole("button", { name: "按拼音首字母查找" }).click();
  for (const letter of "HYD") await page.getByRole("button", { name: letter, exact: true }).click();
  t.equal(await page.locator(".service").count(), 1);
  await page.getByRole("button", { name: /婚姻登记/ }).waitFor();
  await page.getByRole("button", { name: "删除" }).click();
  await page.getByRole("button", { name: "Q", exact: true }).click();
  await shows(page, "没有找到");
  await page.getByRole("button", { name: "返回" }).click();
  t.ok(await page.getByRole("button", { name: /环境卫生/ }).isDisabled());
});

t.test("without paper the kiosk says so and still gives a number", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.paperOut = true;
  const page = await open("/kiosk?dispenser=D1");
  await page.getByRole("button", { name: /户籍/ }).click();
  await page.getByRole("button", { name: "取号", exact: true }).click();
  await shows(page, "打印机缺纸");
  await page.getByRole("button", { name: "不要纸票，直接取号" }).click();
  await shows(page, "B001");
  await shows(page, "请记下号码");
});

t.test("a kiosk left alone forgets who stood there", async (t) => {
  const { open } = await stage(t, browser);
  const page = await open("/kiosk");
  await page.clock.install();
  await page.reload();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: /Household registration/ }).click();
  await page.clock.runFor(50_000);
  await shows(page, "Are you still there?");
  await page.clock.runFor(20_000);
  await shows(page, "您要办什么事？");
});

t.test("a clerk serves a citizen with keys alone, and refusals are said in words", async (t) => {
  const { hall, open } = await stage(t, browser);
  const page = await open("/clerk/1", { width: 1366, height: 768 });
  await shows(page, "1号窗口");
  await page.keyboard.press("n");
  await shows(page, "没有人在等候。");
  const ticket = hall.issue({ service: "identity-card", lane: "priority", reason: "elderly" });
  await page.keyboard.press("n");
  await shows(page, ticket.number);
  await shows(page, "优先（绿色通道）");
  for (let recalls = 0; recalls < 4; recalls += 1) {
    await page.keyboard.press("r");
    await page.getByRole("button", { name: /重呼/, disabled: false }).waitFor();
  }
  await shows(page, "重呼次数");
  await page.keyboard.press("s");
  await shows(page, "办理中");
  await page.keyboard.press("3");
  await shows(page, "没有当前号");
  t.match(hall.visits.get("v1"), { outcome: "papers-missing", recalls: 3 });
  await page.keyboard.press("p");
  await page.keyboard.press("2");
  await shows(page, "用餐");
  t.equal(hall.window("1").paused, "meal");
  await page.keyboard.press("p");
  await page.getByRole("button", { name: /叫下一个/ }).waitFor();
  await page.keyboard.press("w");
  await page.keyboard.press("1");
  await shows(page, "办理中");
  await page.keyboard.press("t");
  await page.keyboard.press("0");
  await page.keyboard.press("2");
  await shows(page, "没有当前号");
  t.match(hall.asked.at(-1), { path: "/windows/1/transfer", body: { queue: "household", keepPlace: true } });
  await page.keyboard.press("o");
  await page.keyboard.press("1");
  await page.getByRole("button", { name: /开放窗口/ }).waitFor();
});

t.test("keys that are off do nothing; a ticket is called out of turn with its reason", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.issue({ service: "identity-card" });
  hall.issue({ service: "identity-card" });
  const page = await open("/clerk/1?lang=en", { width: 320, height: 720 });
  await page.getByRole("button", { name: "Keys on" }).click();
  await page.keyboard.press("n");
  await page.getByRole("button", { name: "Keys off" }).click();
  t.equal(hall.asked.length, 0);
  await page.keyboard.press("l");
  await page.keyboard.type("a002");
  await page.keyboard.press("Enter");
  await page.locator(".current-called").waitFor();
  t.match(hall.asked, [{ path: "/windows/1/call", body: { ticket: "A002", reason: "returned" } }]);
});

t.test(
  "on the docked strip all that can be done now is in sight, and a choice gives way to it again",
  async (t) => {
    const { hall, open } = await stage(t, browser);
    for (let count = 0; count < 4; count += 1) hall.issue({ service: "identity-card" });
    const page = await open("/clerk/1?lang=en", { width: 320, height: 768 });
    const lowestPx = (what: string) =>
      page.evaluate<number>(
        `Math.max(...[...document.querySelectorAll("${what}")].map((each) => each.getBoundingClientRect().bottom))`,
      );
    await shows(page, "4 waiting");
    await page.keyboard.press("n");
    await page.locator(".current-called").waitFor();
    t.ok((await lowestPx(".acts button")) <= 768, "called");
    await page.keyboard.press("s");
    await page.locator(".current-serving").waitFor();
    t.ok((await lowestPx(".acts button")) <= 768, "serving");
    await page.keyboard.press("t");
    await page.locator(".choice").waitFor();
    t.ok((await lowestPx(".choice li")) <= 768, "every queue with its key");
    await page.keyboard.press("Escape");
    await page.locator(".acts").waitFor();
    t.equal(await page.evaluate("scrollY"), 0, "the ticket in hand is in sight again");
  },
);

t.test("where sign-in is needed, the clerk's page asks for it", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.signInNeeded = true;
  hall.issue({ service: "identity-card" });
  const page = await open("/clerk/1?lang=en", { width: 1366, height: 768 });
  await page.getByRole("button", { name: /Sign in/ }).waitFor();
  t.equal(await page.getByRole("button", { name: /Call next/ }).count(), 0, "nothing else is offered");
  await page.keyboard.press("h");
  await page.keyboard.type("7");
  await page.keyboard.press("Escape");
  await page.keyboard.press("h");
  await page.keyboard.type("7");
  await page.getByLabel("PIN").fill("0000");
  await page.keyboard.press("Enter");
  await shows(page, "PIN is wrong");
  await page.getByLabel("PIN").fill("1234");
  await page.keyboard.press("Enter");
  await page.getByLabel("PIN").waitFor({ state: "detached" });
  await shows(page, "Clerk 7");
  await page.keyboard.press("n");
  await page.locator(".current-called").waitFor();
});

t.test("calls appear on the wall, are captioned, stay, and a recall comes to the head again", async (t) => {
  const { hall, server, open } = await stage(t, browser);
  const page = await open("/screen?lang=en");
  await shows(page, "No calls yet");
  hall.issue({ service: "identity-card" });
  hall.issue({ service: "household" });
  hall.act("1", "call-next", {});
  await shows(page, "Number A001, please go to Window 1.");
  await shows(page, "请 A001 号，到 1号窗口 办理。");
  hall.act("2", "call-next", {});
  const head = page.locator(".calls-large li").first();
  await head.filter({ hasText: "B001" }).waitFor();
  hall.act("1", "recall", {});
  await head.filter({ hasText: "A001" }).waitFor();
  hall.act("1", "finish", {});
  await page.locator(".window-idle").filter({ hasText: "Window 1" }).waitFor();
  t.match(await page.locator(".calls-large").textContent(), /A001/, "a call stays after its visit");
  server.send("hall", hall.voice.announcement(hall, "B001", "2", true));
  await shows(page, "Number B001, please go to Window 2 now.");
});

t.test("a large hall's windows take turns on the wall, in the hall's languages only", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.windows = new FakeHall(hall.now, 28).windows;
  hall.languages = ["zh-CN", "en"];
  const page = await open("/screen");
  await page.clock.install();
  await page.reload();
  await shows(page, "办理业务");
  t.equal(await page.locator("[lang=bo]").count(), 0);
  const seen: string[] = [];
  for (const pageOf of ["1/3", "2/3", "3/3"]) {
    await shows(page, pageOf);
    seen.push(
      ...(await page.locator(".window-name").allTextContents()).map((name) => name.replace(/\D/g, "")),
    );
    await page.clock.runFor(20_000);
  }
  t.strictSame(
    seen,
    Array.from({ length: 27 }, (_, index) => String(index + 1)),
    "every open window once",
  );
  await shows(page, "1/3");
});

t.test("pages say when they are stale and heal when the daemon is back", async (t) => {
  const { hall, server, open } = await stage(t, browser);
  hall.issue({ service: "identity-card" });
  const wall = await open("/screen?lang=en");
  await shows(wall, "1 waiting");
  await server.close();
  await shows(wall, "Connection lost");
  hall.act("1", "call-next", {});
  const again = await startFakeServer(hall, server.port);
  t.teardown(() => again.close());
  await shows(wall, "Number A001, please go to Window 1.");
  await wall.locator(".stale").waitFor({ state: "detached" });
});

t.test("a gap in the live messages makes the page ask for the whole picture", async (t) => {
  const { hall, server, open } = await stage(t, browser);
  const wall = await open("/screen?lang=en");
  await shows(wall, "No calls yet");
  hall.issue({ service: "identity-card" });
  hall.onEvent(() => {});
  hall.act("1", "call-next", {});
  server.send("hall", { event: "device-changed", prev: 999 });
  await shows(wall, "A001");
});

t.test("the tablet asks after a visit, nothing is chosen before, and it times out", async (t) => {
  const set = await stage(t, browser);
  const { hall, open } = set;
  const page = await open(`/rating/1?lang=en#token=${tabletToken}`, { width: 1280, height: 800 });
  await shows(page, "Welcome");
  await followed(set, "window:1");
  const visit = async () => {
    hall.issue({ service: "identity-card" });
    hall.act("1", "call-next", {});
    hall.act("1", "finish", { outcome: "done" });
    await shows(page, "Were you satisfied");
  };
  await visit();
  t.equal(await page.locator("[aria-pressed=true]").count(), 1, "only the language is chosen");
  await page.getByRole("button", { name: "Satisfied", exact: true }).click();
  await shows(page, "Thank you");
  t.match(hall.visits.get("v1")?.rating, { level: 4, channel: "tablet" });
  await visit();
  await page.getByRole("button", { name: "No rating" }).click();
  await shows(page, "Welcome");
  await page.clock.install();
  await visit();
  await page.clock.runFor(46_000);
  await shows(page, "Welcome");
  t.equal(hall.visits.get("v3")?.rating, null, "a visit that nobody rated stays unrated");
});

t.test("the holder's phone follows the ticket from the queue to the rating", async (t) => {
  const { hall, open } = await stage(t, browser);
  const first = hall.issue({ service: "identity-card" });
  const ticket = hall.issue({ service: "identity-card" });
  const page = await open(`/ticket/${ticket.id}?lang=en`, { width: 412, height: 915 });
  await shows(page, "1 person ahead of you");
  await shows(page, "Household register, original");
  hall.cancel(first.id);
  await shows(page, "You are next");
  hall.act("1", "call-next", {});
  await shows(page, "Please go to Window 1");
  hall.act("1", "start", {});
  await shows(page, "Being served");
  hall.act("1", "finish", { outcome: "done" });
  await page.getByRole("button", { name: "Very dissatisfied" }).click();
  await page.getByRole("button", { name: "The wait was too long" }).click();
  await page.getByRole("button", { name: "Send the rating" }).click();
  await shows(page, "You have rated");
  t.match(hall.visits.get("v1")?.rating, { level: 1, channel: "phone", reasons: ["waited-long"] });
});

t.test("the holder can leave the queue, after being asked", async (t) => {
  const { hall, open } = await stage(t, browser);
  const ticket = hall.issue({ service: "household" });
  const page = await open(`/ticket/${ticket.id}?lang=en`, { width: 360, height: 640 });
  await page.getByRole("button", { name: "Give up this number" }).click();
  await page.getByRole("button", { name: "Keep waiting" }).click();
  t.equal(hall.find(ticket.id).state, "waiting");
  await page.getByRole("button", { name: "Give up this number" }).click();
  await page.getByRole("button", { name: "Give it up" }).click();
  await shows(page, "Cancelled");
  const unknown = await open("/ticket/nobody?lang=en");
  await shows(unknown, "This ticket is not known");
});

t.test("the first page shows the hall and leads to the others", async (t) => {
  const { hall, open } = await stage(t, browser);
  for (let count = 0; count < 11; count += 1) hall.issue({ service: "household" });
  const page = await open("/?lang=en");
  await shows(page, "11 waiting");
  await shows(page, "crowded");
  await page.getByRole("link", { name: /Kiosk/ }).click();
  await shows(page, "您要办什么事？");
});

t.test("a parked ticket is listed and comes back to its window with one key", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.issue({ service: "identity-card" });
  const page = await open("/clerk/1?lang=en", { width: 1366, height: 768 });
  await shows(page, "1 waiting");
  await page.keyboard.press("n");
  await page.locator(".current-called").waitFor();
  await page.keyboard.press("k");
  await shows(page, "No current ticket");
  await page.keyboard.press("b");
  await page.getByRole("button", { name: "1 A001" }).waitFor();
  await page.keyboard.press("1");
  await page.locator(".current-called").waitFor();
  t.match(hall.asked.at(-1), { path: "/windows/1/unpark", body: { ticket: "A001" } });
});

t.test("a guide takes a priority number for someone and finds where a number is", async (t) => {
  const { hall, open } = await stage(t, browser);
  const page = await open("/guide?lang=en", { width: 1180, height: 820 });
  await page.getByLabel(/Find a service/).fill("hydj");
  t.equal(await page.getByRole("radio").count(), 1, "pinyin initials find Marriage registration");
  await page.getByLabel(/Find a service/).fill("");
  await page.getByRole("radio", { name: /Household registration/ }).check();
  await page.getByLabel(/Find a service/).fill("hydj");
  t.equal(await page.getByRole("radio").count(), 2, "what is chosen stays in sight");
  await page.getByLabel("Lane").selectOption("pregnant");
  await page.getByLabel("Paper ticket").selectOption({ label: "Printed at Main door" });
  await page.getByLabel("Choose a language").last().selectOption("bo");
  await page.getByRole("button", { name: "Take a number" }).click();
  await shows(page, "Number B001 taken");
  t.match(hall.asked[0]?.body, {
    ...{ lane: "priority", reason: "pregnant", language: "bo" },
    ...{ channel: "guide", dispenser: "1" },
  });
  hall.act("2", "call-next", {});
  await page.getByLabel(/Type the number/).fill("b001");
  await shows(page, "at Window 2");
  await page.getByLabel(/Type the number/).fill("Z999");
  await shows(page, "There is no such number today.");
});

t.test(
  "a guide tells where the paper is, that there is none, and has a lost one printed again",
  async (t) => {
    const { hall, open } = await stage(t, browser);
    const page = await open("/guide?lang=en", { width: 820, height: 1180 });
    await page.getByRole("radio", { name: /Household registration/ }).check();
    await page.getByRole("button", { name: "Take a number" }).click();
    await shows(page, "Number B001 taken. No paper");
    t.equal(await page.getByText(/hand it over|comes out/).count(), 0, "nothing is there to be handed over");
    await page.getByRole("radio", { name: /Household registration/ }).check();
    await page.getByLabel("Paper ticket").selectOption({ label: "Printed at Main door" });
    await page.getByRole("button", { name: "Take a number" }).click();
    await shows(page, "Number B002 taken; its paper comes out at Main door.");

    await page.getByLabel(/Type the number/).fill("B002");
    const again = page.getByRole("button", { name: "Print the ticket again" });
    await again.click();
    await shows(page, "A copy of B002 comes out at Main door.");
    t.match(hall.asked.at(-1), { path: "/tickets/B002/reprint", body: { dispenser: "1" } });
    hall.paperOut = true;
    await again.click();
    await page.locator(".print-paper .notice-bad").waitFor();
    t.equal(await page.getByText("A copy of B002").count(), 0);
    hall.cancel(hall.find("B002").id);
    await again.waitFor({ state: "detached" });
  },
);

t.test("a manager sees what is wrong, overrides a window and takes it back", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.paperOut = true;
  const page = await open("/manager?lang=en", { width: 1440, height: 900 });
  await shows(page, "Main door · Ticket printer: out of paper");
  for (let count = 0; count < 11; count += 1) hall.issue({ service: "household" });
  await shows(page, "Household registration: 11 waiting");
  await page.getByRole("button", { name: "Windows" }).click();
  const row = page.getByRole("row", { name: /Window 2/ });
  await row.getByRole("button", { name: "Close" }).click();
  await row.getByText("closed").waitFor();
  await shows(page, "Household registration: people wait and no window serves it");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await row.getByText("free").waitFor();
  await page.getByRole("button", { name: "Devices" }).click();
  await page.getByRole("cell", { name: "Ticket printer" }).waitFor();
});

t.test("who missed the call comes back: by the clerk's undo, by the phone, by the guide", async (t) => {
  const { hall, open } = await stage(t, browser);
  const ticket = hall.issue({ service: "identity-card", escort: true });
  const clerk = await open("/clerk/1?lang=en", { width: 1366, height: 768 });
  await shows(clerk, "1 waiting");
  await clerk.keyboard.press("n");
  await clerk.locator(".current-called").waitFor();
  await clerk.keyboard.press("x");
  await shows(clerk, "No current ticket");
  await clerk.keyboard.press("u");
  await clerk.locator(".current-called").waitFor();
  await clerk.keyboard.press("c");
  await clerk.keyboard.press("2");
  t.match(await asked(hall, "/windows/1/correct-service"), {
    body: { service: "vehicle-registration" },
  });
  await clerk.keyboard.press("x");
  await shows(clerk, "No current ticket");
  const phone = await open(`/ticket/${ticket.id}?lang=en`, { width: 412, height: 915 });
  await phone.getByRole("button", { name: "I am back: queue again" }).click();
  await shows(phone, "You are next");
  const guide = await open("/guide?lang=en", { width: 1180, height: 820 });
  await guide.getByLabel(/Type the number/).fill(ticket.number);
  await shows(guide, "Waiting · nobody ahead of you");
  t.equal(
    await guide.getByRole("button", { name: /Came back/ }).count(),
    0,
    "only what can be done is offered",
  );
  await guide.getByRole("button", { name: "Go along" }).first().click();
  await shows(guide, "with dawa");
  t.equal(hall.find(ticket.id).escort, "taken");
  await guide.getByRole("button", { name: "Arrived" }).first().click();
  await shows(guide, "Nobody waits for company.");
  hall.act("1", "call-next", {});
  hall.act("1", "no-show", {});
  await shows(guide, "Missed their call");
  await guide.getByRole("button", { name: "Came back: queue again" }).last().click();
  await guide.getByRole("heading", { name: "Missed their call" }).waitFor({ state: "detached" });
  t.equal(hall.find(ticket.id).state, "waiting");
});

t.test("where sign-in is needed, a guide signs in and leaves again", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.signInNeeded = true;
  const page = await open("/guide?lang=en", { width: 820, height: 1180 });
  await page.getByLabel("Your id").fill("dawa");
  await page.getByLabel("PIN").fill("0000");
  await page.keyboard.press("Enter");
  await shows(page, "PIN is wrong");
  await page.getByLabel("PIN").fill("1234");
  await page.keyboard.press("Enter");
  await shows(page, "Nobody waits for company.");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Your id").waitFor();
});

t.test(
  "a whole visit by keys: who is next, promise, slip, another window, the outcome put right",
  async (t) => {
    const { hall, open } = await stage(t, browser);
    hall.issue({ service: "identity-card", language: "bo", escort: true });
    hall.issue({ service: "identity-card" });
    hall.issue({ service: "identity-card", lane: "priority", reason: "elderly" });
    const page = await open("/clerk?lang=en", { width: 1366, height: 768 });
    await page.getByLabel(/Type the window's number/).waitFor();
    await page.keyboard.type("1");
    await page.keyboard.press("Enter");
    await page.locator(".next li").nth(2).waitFor();
    t.match(await page.locator(".next li").allInnerTexts(), [/A003[\s\S]*Priority/, /A001/, /A002/]);

    await page.keyboard.press("n");
    await shows(page, "Since the call");
    await page.keyboard.press("1");
    await page.keyboard.press("n");
    await shows(page, "with a guide");
    await shows(page, "བོད་ཡིག");
    await page.keyboard.press("s");
    await page.locator(".current-serving").waitFor();
    await page.keyboard.press("m");
    await page.keyboard.type("5");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Household register");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await shows(page, "Promised for 2026-03-09");
    t.match(hall.asked.at(-1), {
      path: "/windows/1/promise",
      body: { workdays: 5, papers: ["Household register"], dispenser: "1" },
    });
    await page.keyboard.press("a");
    await page.keyboard.press("2");
    await shows(page, "Also: Vehicle registration");
    await page.keyboard.press("j");
    await page.keyboard.press("1");
    await page.getByRole("button", { name: /Print case slip/ }).waitFor();
    t.match(hall.asked.at(-1), { path: "/visits/v2/case-slip", body: { dispenser: "1" } });
    await page.keyboard.press("1");
    await shows(page, "No current ticket");
    await page.keyboard.press("e");
    await shows(page, "Correct the last outcome · A001");
    await page.keyboard.press("3");
    t.match(await asked(hall, "/visits/v2/outcome"), { body: { outcome: "papers-missing" } });
    await page.keyboard.press("n");
    await page.locator(".current-called").waitFor();
    await page.keyboard.press("v");
    await page.keyboard.press("0");
    await page.keyboard.press("1");
    await shows(page, "No current ticket");
    t.match(hall.asked.at(-1), { path: "/windows/1/transfer", body: { window: "2", keepPlace: true } });
    await page.keyboard.press("F8");
    await page.keyboard.press("n");
    await page.getByRole("button", { name: "Keys off" }).waitFor();
    t.match(hall.asked.at(-1), { path: "/windows/1/transfer" }, "keys that are off do nothing");
  },
);

t.test("where the hour ahead is short or slack, the manager reads why and acts with one touch", async (t) => {
  const { hall, open } = await stage(t, browser);
  const short = {
    what: "open",
    queue: "cashier",
    workMinutes: 130,
    shortMinutes: 35,
    waiting: 6,
    serving: 1,
  };
  hall.advice = [
    { id: "a1", ...short, windows: ["8"] },
    { id: "a2", what: "close", window: "3", spareMinutes: 90, idleMinutes: 21.4, waiting: 0, serving: 6 },
  ];
  const manager = await open("/manager?lang=en", { width: 1440, height: 900 });
  await shows(
    manager,
    "Cashier: about 130 min of work in the hour ahead, 35 min more than there is time for",
  );
  await shows(manager, "Window 3 has been free for 21 min; without it the other 6 windows still have 90 min");
  await manager.getByRole("button", { name: "Close Window 3" }).click();
  await manager.getByRole("button", { name: "Open Window 8" }).click();
  await manager.getByRole("button", { name: "Open Window 8" }).waitFor({ state: "detached" });
  t.strictSame(
    hall.asked.map(({ path }) => path),
    ["/windows/3/close", "/windows/8/open"],
  );
  await manager.getByRole("button", { name: "中文" }).click();
  await shows(manager, "缴费未来一小时约有 130 分钟的业务，缺 35 分钟；现有 6 人等候，1 个窗口办理。");
});

t.test(
  "what the scheduler proposes is said with its reason; clerk and manager accept or decline",
  async (t) => {
    const { hall, open } = await stage(t, browser);
    for (let count = 0; count < 4; count += 1) hall.issue({ service: "cashier" });
    const clerk = await open("/clerk/1?lang=en", { width: 1366, height: 768 });
    await shows(clerk, "nobody waiting");
    hall.propose("1", "cashier");
    await shows(clerk, "would serve: Identity card, application, Vehicle registration, Cashier");
    await shows(clerk, "4 wait for Cashier, the longest 31 min; this window is free for 12 min.");
    await shows(clerk, "Expected: 24 person-minutes less waiting.");
    await clerk.keyboard.press("y");
    await shows(clerk, "4 waiting");
    t.ok(hall.window("1").sign.includes("cashier"));
    const manager = await open("/manager?lang=en", { width: 1440, height: 900 });
    await shows(manager, "Nothing is proposed now.");
    hall.helpedToday.push({ queue: "cashier", minutes: 3.6 }, { queue: "cashier", minutes: 8.8 });
    hall.propose("2", "cashier");
    await shows(manager, "Hot queues helped today: 2, after 6 min on average, 9 min at most.");
    await manager.getByRole("button", { name: "Decline" }).click();
    await shows(manager, "Nothing is proposed now.");
    t.notOk(hall.window("2").sign.includes("cashier"));
    await manager.getByRole("combobox").selectOption("automatic");
    const chosen = manager.locator("option:checked", { hasText: "changes signs itself" });
    await chosen.waitFor({ state: "attached" });
    t.equal(hall.schedulerMode, "automatic");
  },
);
