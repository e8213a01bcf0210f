import t from "tap";
import { HallUnderTest } from "../../simulators/soak/hall-under-test.ts";
import { launchBrowser } from "../pages/browser.ts";

/** One visit as its people see it: real pages, the real daemon, real wires, a real browser. */
t.test("a ticket from the kiosk is called, shown, served and rated", async (t) => {
  const hall = await HallUnderTest.start({ seed: 1, alwaysOpen: true, windows: 5 });
  const browser = await launchBrowser();
  t.teardown(async () => {
    await browser.close();
    await hall.close();
  });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const open = async (path: string) => {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("pageerror", (error) => t.fail(`${path}: ${error.message}`));
    // A page is ready when it has its first picture of the hall.
    const followed = page.waitForEvent("websocket").then((socket) => socket.waitForEvent("framereceived"));
    await page.goto(`${hall.daemon.url}${path}`);
    await followed;
    return page;
  };

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
  const display = hall.hall.windows.find(({ id }) => id === "4")?.display.id ?? "";
  const deadline = Date.now() + 5000;
  while (hall.world.display(display).digits.trim() !== "2001" && Date.now() < deadline)
    await clerk.waitForTimeout(20);
  t.equal(hall.world.display(display).digits, "  2001", "and the window's own display lit up");

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
