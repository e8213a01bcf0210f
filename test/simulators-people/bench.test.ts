import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { realClock } from "../../devices/clock.ts";
import { openDevices } from "../../devices/open.ts";
import { benchLayout } from "../../simulators/bench/layout.ts";
import { startBench } from "../../simulators/bench/server.ts";
import { readRecordedOffice } from "../../simulators/days/recorded.ts";
import { demoHall } from "../../simulators/demo-hall/hall.ts";
import { demoWorldPlan } from "../../simulators/demo-hall/world-plan.ts";
import { startWorld } from "../../simulators/world/world.ts";
import { launchBrowser } from "../pages/browser.ts";

const folder = mkdtempSync(join(tmpdir(), "bench-"));
const hall = demoHall(readRecordedOffice("warsaw-ochota"), {
  wiresFolder: folder,
  windows: 2,
  dispensers: 1,
});

/** The host's side of the wires, without a hall behind it. */
function openHost() {
  const places = [
    ...hall.windows.flatMap(({ display, callPad, ratingPad }) => [display, callPad, ratingPad]),
    ...hall.dispensers.flatMap(({ buttons, printer }) => [buttons, printer]),
  ];
  return openDevices({
    links: hall.wires.map((wire) => ({ kind: "serial", ...wire })),
    devices: places.map(({ wire, ...place }) => ({ ...place, link: wire })),
    clock: realClock,
    log: { info() {}, warn() {}, error() {} },
    onStatus: () => {},
  });
}

t.setTimeout(120_000);

t.test("hands on the bench page reach the wires, and lights and papers on them reach the page", async (t) => {
  const world = await startWorld(demoWorldPlan(hall, 1));
  const host = openHost();
  const bench = await startBench({ world, layout: benchLayout(hall, "http://127.0.0.1:1"), port: 0 });
  const browser = await launchBrowser();
  t.teardown(async () => {
    await browser.close();
    await bench.close();
    await host.close();
    await world.close();
    rmSync(folder, { recursive: true });
  });
  const page = await browser.newPage();
  page.on("pageerror", (error) => t.fail(error.message));
  const acts: string[] = [];
  host.callPad("pad-1").onPress((press) => {
    acts.push(press.act);
    press.accept();
  });

  await page.goto(bench.url);
  host.windowDisplay("display-1").show({ number: "1017" });
  await page.getByRole("link", { name: "1号窗口" }).getByRole("img", { name: "1017" }).waitFor();
  await page.getByRole("link", { name: "2号窗口" }).getByRole("img", { name: "dark" }).waitFor();

  await page.getByRole("link", { name: "1号窗口" }).click();
  await page.getByRole("button", { name: /呼叫/ }).click();
  await page.getByText("echoed").waitFor();
  t.same(acts, ["call"]);
  const analyser = page.getByRole("region", { name: "bytes on the wire" });
  await analyser.getByText("echo of key call, pad 1").waitFor();
  await analyser.getByText("FF 68 03 03 68 01 01 0C 0E 16").first().waitFor();

  await page.getByRole("button", { name: "bus-1: plugged in" }).click();
  await page.getByRole("button", { name: "bus-1: pulled" }).waitFor();
  await page.getByRole("button", { name: /重呼/ }).click();
  await page.getByText("no echo").waitFor();
  host.windowDisplay("display-1").show({ number: "1018" });
  await page.getByRole("button", { name: "bus-1: pulled" }).click();
  await page.getByRole("img", { name: "1018" }).waitFor();
  t.same(acts, ["call"], "a key on a pulled cable never arrives");

  await page.getByRole("switch", { name: "power of display-1" }).click();
  await page.getByRole("switch", { name: "power of display-1", checked: false }).waitFor();
  t.notOk(world.alive("display-1"));

  await page.goto(`${bench.url}/#dispenser-1`);
  const printed = host.ticketPrinter("printer-1").print({
    id: "J1",
    paper: {
      widthMm: 80,
      lines: [{ kind: "text", text: "1017", size: 4, align: "center" }, { kind: "cut" }],
    },
  });
  t.same(await printed, { outcome: "printed" });
  const paper = page.getByRole("img", { name: "paper 1 of printer-1" });
  await paper.waitFor();
  t.ok(
    await paper.evaluate((image: { naturalWidth: number }) => image.naturalWidth > 300),
    "a legible picture",
  );
  await page.getByRole("button", { name: "paper out" }).click();
  await page.getByRole("img", { name: "paper out" }).waitFor();
  t.equal(world.printer("printer-1").state.paper, "out");
});

t.test("what is not on the bench is not found, and does no harm", async (t) => {
  const world = await startWorld(demoWorldPlan({ ...hall, wires: [] }, 1));
  const bench = await startBench({ world, layout: benchLayout(hall, ""), port: 0 });
  t.teardown(async () => {
    await bench.close();
    await world.close();
  });
  for (const path of ["/papers/printer-1/0.png", "/papers/nobody/0.png", "/nothing"])
    t.equal((await fetch(`${bench.url}${path}`)).status, 404, path);
  const socket = new WebSocket(`${bench.url.replace("http", "ws")}/live`);
  const heard: string[] = [];
  const second = new Promise<void>((resolve) => {
    socket.onmessage = ({ data }) => {
      heard.push(JSON.parse(String(data)).news);
      if (heard.length === 2) resolve();
    };
  });
  await second;
  for (const nonsense of ["{", '{"act":"press","device":"pad-1","keys":"call"}', '{"act":"unplug"}'])
    socket.send(nonsense);
  socket.close();
  await new Promise((resolve) => {
    socket.onclose = resolve;
  });
  t.same(heard, ["layout", "snapshot"]);
  t.equal((await fetch(bench.url)).status, 200);
});
