/** Makes the pictures of docs/screenshots. Run by hand: `node scripts/screenshots.ts [name…]`, after the pages are built. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../test/pages/browser.ts";
import { FakeHall } from "../test/pages/fake-hall.ts";
import { startFakeServer } from "../test/pages/fake-server.ts";
import { type Shot, shots } from "./shots.ts";

const outDir = join(import.meta.dirname, "../docs/screenshots");
/** A fixed moment, so that a picture changes only when its page does. */
const startedAt = Date.parse("2026-03-02T10:00:00+08:00");

function busyHall(): FakeHall {
  let nowMs = startedAt;
  const hall = new FakeHall(() => new Date(nowMs), 16);
  const services = hall.services().filter(({ openNow }) => openNow);
  for (let round = 0; round < 7; round += 1)
    services.forEach((service, index) => {
      nowMs += 20_000;
      if (round < 2 + ((index * 3) % 6))
        hall.issue({ service: service.id, ...(round === 1 ? { lane: "priority", reason: "elderly" } : {}) });
    });
  for (let crowd = 0; crowd < 9; crowd += 1) hall.issue({ service: "household" });
  for (const { id, open } of hall.windows.slice(0, 12)) {
    nowMs += 15_000;
    if (open && id !== "5") hall.act(id, "call-next", {});
  }
  for (const id of ["1", "2", "4", "8"]) hall.act(id, "start", {});
  hall.act("14", "pause", { reason: "meal" });
  for (let more = 0; more < 3; more += 1) hall.issue({ service: "identity-card" });
  hall.appointments.set("household", "04815162");
  hall.propose("5", "household");
  const since = "2026-03-02T09:48:00.000+08:00";
  const number = hall.window("1").ticket?.number ?? "";
  hall.alarms = [
    { kind: "overrun", window: "1", number, service: "identity-card", since },
    { kind: "notice", service: "vehicle-registration", validUntil: "2026-03-20", expired: false },
  ];
  hall.voice.notices = [
    {
      "zh-CN": "3 月 5 日上午停电检修，大厅照常办理。",
      bo: "ཟླ་ 3 ཚེས་ 5 ཉིན་སྔ་དྲོ་གློག་ཆད་ཀྱང་ཁང་ནས་སྒྲུབ་བཞིན་ཡོད།",
      en: "No power on the morning of 5 March; the hall stays open.",
    },
  ];
  for (const { clip } of hall.voice.script(hall, "bo").slice(0, 6))
    hall.voice.clips.set(`bo/${clip}`, Buffer.alloc(0));
  hall.voice.recordAll(hall, "zh-CN", Buffer.alloc(0));
  return hall;
}

async function take(browser: Browser, shot: Shot, language: string): Promise<void> {
  const hall = busyHall();
  const server = await startFakeServer(hall);
  const context = await browser.newContext({
    viewport: { width: shot.width, height: shot.height },
    locale: "zh-CN",
    reducedMotion: "reduce",
  });
  try {
    const page = await context.newPage();
    const joint = shot.path.endsWith("&") || shot.path.endsWith("?") ? "" : "?";
    await page.goto(`${server.address}${shot.path}${joint}lang=${language}`);
    await page.waitForLoadState("networkidle");
    await shot.act?.(page, hall);
    await page.evaluate("document.fonts.ready");
    await page.screenshot({ path: join(outDir, `${shot.name}.${language}.png`) });
  } finally {
    await context.close();
    await server.close();
  }
}

const wanted = process.argv.slice(2);
mkdirSync(outDir, { recursive: true });
const browser = await launchBrowser();
for (const shot of shots) {
  if (wanted.length > 0 && !wanted.some((name) => shot.name.startsWith(name))) continue;
  for (const language of shot.languages) await take(browser, shot, language);
}
await browser.close();
