import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import t, { type Test } from "tap";
import { HallUnderTest } from "../../simulators/soak/hall-under-test.ts";
import { launchBrowser } from "../pages/browser.ts";

// A hall as its people see it: real pages, the real daemon, real wires, a real browser.

/** Pages of the hall, each open when the promise resolves; closes the hall when the test ends. */
async function pagesOf(t: Test, hall: HallUnderTest): Promise<(path: string) => Promise<Page>> {
  const browser = await launchBrowser();
  t.teardown(async () => {
    await browser.close();
    await hall.close();
  });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  return async (path) => {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("pageerror", (error) => t.fail(`${path}: ${error.message}`));
    // A page is ready when it has its first picture of the hall.
    const followed = page.waitForEvent("websocket").then((socket) => socket.waitForEvent("framereceived"));
    await page.goto(`${hall.daemon.url}${path}`);
    await followed;
    return page;
  };
}

/** What hangs over the window, when it shows that, or after twenty seconds in vain. */
async function over({ hall, world }: HallUnderTest, window: string, text: string): Promise<string> {
  const sign = world.sign(hall.windows.find(({ id }) => id === window)?.display.id ?? "");
  const deadline = Date.now() + 20_000;
  while (sign.text.trim() !== text && Date.now() < deadline) await sleep(20);
  return sign.text.trim();
}

t.setTimeout(120_000);

t.test("a ticket from the kiosk is called, shown, served and rated", async (t) => {
  const hall = await HallUnderTest.start({ seed: 1, alwaysOpen: true, windows: 5 });
  const open = await pagesOf(t, hall);
  const screen = await open("/screen");
  const kiosk = await open("/kiosk?dispenser=dispenser-1");
  await kiosk.getByRole("button", { name: /缴费/ }).click();
  await kiosk.getByRole("button", { name: "取号", exact: true }).click();
  await kiosk.getByText("2001").first().waitFor();
  await kiosk.getByRole("img", { name: "号票二维码" }).waitFor();

  const clerk = await open("/clerk/4");
  await clerk.getByRole("button", { name: /叫下一个/ }).waitFor();
  await clerk.keyboard.press("n");
  await clerk.locator(".current-called").waitFor();
  await screen.locator(".calls-large li").filter({ hasText: "2001" }).waitFor();
  t.equal(await over(hall, "4", "2001"), "2001", "and the window's own display lit up");

  const rating = await open("/rating/4");
  await clerk.keyboard.press("s");
  await clerk.locator(".current-serving").waitFor();
  await clerk.keyboard.press("1");
  await rating.getByRole("button", { name: "非常满意" }).click();
  await rating.getByText("谢谢您的评价").waitFor();

  await hall.daemon.stop();
  const rated = hall.journal().find(({ type }) => type === "visit-rated");
  t.match(rated?.data, { level: 5, channel: "tablet" });
});

t.test("a window that helps comes to say so over its head, and the manager's page says why", async (t) => {
  const startAtMs = Date.parse("2026-03-02T09:00:00+08:00");
  const clock = { startAtMs, originMs: Date.now(), speed: 60 };
  const options = { seed: 1, alwaysOpen: true, windows: 6, scheduler: "automatic", clock } as const;
  const hall = await HallUnderTest.start(options);
  const open = await pagesOf(t, hall);
  const pad = hall.world.keypad("pad-5");
  t.equal(await over(hall, "5", "缴费"), "缴费");

  // Nobody sits at window 6, whose queue this is.
  for (let n = 0; n < 3; n += 1) await hall.post("/tickets", { service: "vehicle-registration" });
  for (const number of ["3001", "3002", "3003"]) {
    await pad.press("call");
    const called = `请 ${number} 号，到 5号窗口 办理。`;
    t.equal(await over(hall, "5", called), called);
    await pad.press("start");
  }
  await pad.press("evaluate");
  t.equal(await over(hall, "5", "缴费、车辆登记"), "缴费、车辆登记", "the screen followed the sign");
  t.match(await hall.get("/api/v1/scheduler"), {
    changes: [
      {
        ...{ window: "5", sign: ["cashier", "vehicle-registration"], by: "scheduler" },
        reason: { kind: "show-help", queue: "vehicle-registration" },
      },
    ],
  });
  const manager = await open("/manager");
  await manager.getByText(/本窗口已在帮办车辆登记/).waitFor();

  const sign = ["vehicle-registration"];
  const overridden = await hall.post("/windows/5/sign", { sign, reason: "来了一个车队" });
  t.match(overridden.body.changes, [{ window: "5", sign, note: "来了一个车队" }]);
  t.equal(await over(hall, "5", "车辆登记"), "车辆登记", "and the manager's word");
  await manager.getByText(/来了一个车队/).waitFor();
});
