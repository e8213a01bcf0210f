/** The pages with the daemon itself, as citizens and clerks use them, through its death and return. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Browser, BrowserContext, Page } from "playwright-core";
import t from "tap";
import { launchBrowser } from "./browser.ts";
import { shows } from "./stage.ts";

t.setTimeout(120_000);

const rootDir = join(import.meta.dirname, "../..");

const config = `
hall:
  id: whole-hall
  name: { zh-CN: 测试大厅, en: Test hall }
  timeZone: Asia/Shanghai
  access: open
calendar: { alwaysOpen: true }
queues:
  - { id: identity-card, name: { zh-CN: 身份证办理, en: Identity card }, prefix: A }
  - { id: household, name: { zh-CN: 户籍, en: Household }, prefix: B }
services:
  - { id: identity-card, name: { zh-CN: 身份证办理, en: Identity card }, queue: identity-card }
  - { id: household, name: { zh-CN: 户籍, en: Household }, queue: household }
windows:
  - { id: "1", home: [identity-card], authorised: [identity-card, household] }
  - { id: "2", home: [household] }
`;

let browser: Browser;
let context: BrowserContext;
let daemon: ChildProcess;
let address: string;
const dataDir = t.testdir({ data: {} });

/** Starts the daemon; resolves with its address when it is ready. */
async function startDaemon(port: number): Promise<string> {
  const configFile = join(dataDir, "hall.yaml");
  writeFileSync(configFile, config);
  daemon = spawn(
    process.execPath,
    ["src/main.ts", "serve", "--config", configFile, "--data", join(dataDir, "data"), "--port", String(port)],
    { cwd: rootDir, stdio: ["ignore", "pipe", "ignore"] },
  );
  if (daemon.stdout === null) throw new Error("the daemon has no standard output");
  for await (const line of createInterface(daemon.stdout)) {
    const ready = /^halld ready (\S+)$/.exec(line);
    if (ready?.[1] !== undefined) {
      // What it says later is not read, but must not fill the pipe.
      daemon.stdout.resume();
      return ready[1];
    }
  }
  throw new Error("the daemon ended before it was ready");
}

async function killDaemon(): Promise<void> {
  const ended = once(daemon, "exit");
  daemon.kill("SIGKILL");
  await ended;
}

async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${address}${path}`);
  return page;
}

t.before(async () => {
  [browser, address] = await Promise.all([launchBrowser(), startDaemon(0)]);
  context = await browser.newContext();
});
t.teardown(async () => {
  await browser.close();
  await killDaemon();
});

t.test(
  "a number is taken, called, seen on the wall, served and rated; all pages outlive the daemon",
  async (t) => {
    const wall = await open("/screen?lang=en");
    const clerk = await open("/clerk/1?lang=en");
    const tablet = await open("/rating/1?lang=en");
    const kiosk = await open("/kiosk?lang=en");

    await kiosk.getByRole("button", { name: /Identity card/ }).click();
    await kiosk.getByRole("button", { name: "Take a number" }).click();
    await shows(kiosk, "A001");
    const qr = kiosk.getByRole("img", { name: "QR code of the ticket" });
    const id = /tickets\/([^/]+)\/qr/.exec((await qr.getAttribute("src")) ?? "")?.[1];
    t.ok(id, "the ticket has an id");
    t.ok(
      await qr.evaluate(async (image: { naturalWidth: number; decode(): Promise<void> }) => {
        await image.decode();
        return image.naturalWidth > 0;
      }),
      "its QR code is a picture",
    );
    const phone = await open(`/ticket/${id}?lang=en`);
    await shows(phone, "You are next");

    await clerk.keyboard.press("n");
    await clerk.locator(".current-called").waitFor();
    await shows(wall, "Number A001, please go to Window 1.");
    await shows(phone, "Please go to Window 1");

    await killDaemon();
    for (const page of [wall, clerk, phone, tablet]) await shows(page, "Connection lost");
    await startDaemon(Number(new URL(address).port));
    for (const page of [wall, clerk, phone, tablet])
      await page.locator(".stale").waitFor({ state: "detached" });

    await clerk.keyboard.press("s");
    await clerk.locator(".current-serving").waitFor();
    await shows(phone, "Being served");
    await clerk.keyboard.press("1");
    await shows(clerk, "No current ticket");
    await tablet.getByRole("button", { name: "Satisfied", exact: true }).click();
    await shows(tablet, "Thank you");
    await phone.getByRole("button", { name: "Very satisfied" }).click();
    await shows(phone, "This visit has been rated already.");
  },
);

t.test("guide, manager and the first page show the same hall", async (t) => {
  const guide = await open("/guide?lang=en");
  await guide.getByRole("radio", { name: /Household/ }).check();
  await guide.getByLabel("Lane").selectOption("elderly");
  await guide.getByRole("button", { name: "Take a number" }).click();
  await shows(guide, "Number B001 taken");
  const home = await open("/?lang=en");
  await shows(home, "1 waiting");
  const manager = await open("/manager?lang=en");
  await manager.getByRole("button", { name: "Windows" }).click();
  const row = manager.getByRole("row", { name: /Window 2/ });
  await row.getByRole("button", { name: "Close" }).click();
  await row.getByText("closed").waitFor();
  await shows(manager, "Household: people wait and no window serves it");
  t.equal(await manager.getByRole("button", { name: "Undo", exact: true }).count(), 1);
});

t.test("a manager pins a sign, puts up another, takes it back and freezes all", async (t) => {
  const manager = await open("/manager?lang=en");
  await manager.getByRole("button", { name: "Windows" }).click();
  const row = manager.getByRole("row", { name: /^Window 1/ });
  await row.getByRole("button", { name: "Pin", exact: true }).click();
  await row.getByText("pinned").waitFor();
  await row.getByRole("button", { name: "Unpin" }).click();
  await row.getByText("pinned").waitFor({ state: "detached" });
  await row.getByLabel("Scheduler at Window 1").selectOption("advise");
  await row.locator("option:checked", { hasText: "advises" }).waitFor({ state: "attached" });

  await row.getByRole("button", { name: "Change sign" }).click();
  await manager.getByRole("checkbox", { name: "Household" }).check();
  await manager.getByRole("button", { name: "Show what is chosen" }).click();
  await row.getByText("Identity card, Household").waitFor();
  await shows(manager, "Window 1: Identity card, Household");
  await shows(manager, "By hand: Changed by the manager");

  const undo = manager.getByRole("button", { name: "Undo the last change" });
  await undo.click();
  await manager.getByRole("alert").waitFor();
  t.equal(await row.getByText("Identity card, Household").count(), 1, "somebody waits for it");
  const other = manager.getByRole("row", { name: /^Window 2/ });
  await other.getByRole("button", { name: "Open" }).click();
  await other.getByText("free").waitFor();
  await undo.click();
  await shows(manager, "The last change was taken back.");
  await row.getByText("Identity card, Household").waitFor({ state: "detached" });

  const mode = manager.locator("#scheduler-mode");
  await mode.selectOption("automatic");
  await manager.getByRole("button", { name: "Freeze all signs" }).click();
  await shows(manager, "The scheduler is off; signs change by hand only.");
  t.equal(await mode.inputValue(), "off");
});

t.test("today's figures are counted from the journal, and outlive the daemon", async (t) => {
  const manager = await open("/manager?lang=en");
  await manager.getByRole("button", { name: "Today and usual" }).click();
  const figure = (title: string) => manager.locator(".day .figures .card", { hasText: title }).innerText();
  const figures = async () => {
    await shows(manager, "Response rate");
    return Promise.all(["Numbers taken", "Visits ended", "Response rate"].map(figure));
  };
  const before = await figures();
  t.match(before, [/\b2$/, /\b1$/, /100%\s*1\/1$/], "one served and rated, one who waits");
  t.match(await manager.locator(".day code").textContent(), /^[0-9a-f]{64}$/);
  await manager.locator(".drawing canvas").nth(2).waitFor();
  await killDaemon();
  await shows(manager, "Connection lost");
  await startDaemon(Number(new URL(address).port));
  await manager.locator(".stale").waitFor({ state: "detached" });
  const kiosk = await open("/kiosk?lang=en");
  await kiosk.getByRole("button", { name: /Identity card/ }).click();
  await kiosk.getByRole("button", { name: "Take a number" }).click();
  await manager.locator(".day .figures .card", { hasText: /Numbers taken\s*3/ }).waitFor();
  await manager.getByRole("button", { name: "Past days" }).click();
  await shows(manager, "No earlier days are recorded.");
});
