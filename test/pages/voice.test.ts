/** The voice of the wall and of the kiosk, and the page where a hall records it, heard by a real browser with a made-up microphone. */
import type { Browser, CDPSession, Page } from "playwright-core";
import t from "tap";
import { callWords } from "../../src/i18n/call-words.ts";
import { bareWord, signWords } from "../../src/i18n/spoken-number.ts";
import { type Language, textIn } from "../../src/i18n/text.ts";
import { clipId } from "../../src/voice/clips.ts";
import { readWav, writeWav } from "../../src/voice/wav.ts";
import { tone } from "../voice/fake-espeak.ts";
import { launchBrowser } from "./browser.ts";
import { FakeHall } from "./fake-hall.ts";
import type { FakeServer } from "./fake-server.ts";
import { voiceToken } from "./fake-voice.ts";
import { shows, stage } from "./stage.ts";

let browser: Browser;
t.setTimeout(180_000);
t.before(async () => {
  browser = await launchBrowser(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]);
});
t.teardown(() => browser.close());

const recordButton = (page: Page) => page.locator(".record");
const shortTone = tone(8_000).subarray(0, 44 + 1_600);

t.test("a hall records its Tibetan words one by one, hears them, and says a word again", async (t) => {
  const { hall, open } = await stage(t, browser);
  const page = await open(`/voice?lang=en#token=${voiceToken}`, { width: 1280, height: 900 });
  await page.getByRole("button", { name: /བོད་ཡིག/ }).click();
  const [first, second] = hall.voice.script(hall, "bo");
  if (!first || !second) return t.fail("there are words to record");
  const heading = page.getByRole("heading", { level: 2 });
  await heading.filter({ hasText: first.words }).waitFor();

  /** By the keyboard alone, as somebody does who records a hundred words. */
  async function sayIt() {
    await page.keyboard.press("Space");
    await shows(page, "Recording…");
    const heardDb = () => page.evaluate<number>("document.querySelector('meter')?.value ?? -50");
    while ((await heardDb()) <= -50) await page.waitForTimeout(20);
    await page.waitForTimeout(400);
    await page.keyboard.press("Space");
    await recordButton(page).and(page.locator(":enabled")).filter({ hasText: "Record again" }).waitFor();
  }
  await sayIt();
  const name = `bo/${first.clip}`;
  const recorded = hall.voice.clips.get(name);
  if (!recorded) return t.fail("the clip was stored");
  t.match(readWav(recorded), { sampleRate: 24_000 });
  t.ok(readWav(recorded).samples.length > 2_400, "a tenth of a second at least");
  await page.getByRole("button", { name: "Listen", disabled: false }).waitFor();
  t.strictSame(hall.voice.fetched, [name], "what was stored is played back");
  await page.getByRole("button", { name: /བོད་ཡིག 1 \// }).waitFor();

  hall.voice.clips.delete(name);
  await sayIt();
  t.ok(hall.voice.clips.has(name), "the same key says it again");

  await page.keyboard.press("ArrowRight");
  await heading.filter({ hasText: second.words }).waitFor();
  const wav = { name: "word.wav", mimeType: "audio/wav", buffer: tone(8_000) };
  await page.getByLabel("Use a sound file").setInputFiles(wav);
  await page.getByRole("button", { name: /བོད་ཡིག 2 \// }).waitFor();
  await page.getByLabel("Use a sound file").setInputFiles({ ...wav, buffer: Buffer.from("no sound") });
  await shows(page, "This file cannot be played");
  await page.getByLabel("Use a sound file").setInputFiles({ ...wav, buffer: stereoOf(44_100, 14) });
  await shows(page, "Too long: one word or sentence");
  await page.getByLabel("Use a sound file").setInputFiles({ ...wav, buffer: stereoOf(44_100, 1) });
  await page.getByRole("button", { name: "Listen", disabled: false }).waitFor();
  const fromPhone = readWav(hall.voice.clips.get(`bo/${second.clip}`) ?? Buffer.alloc(0));
  t.equal(fromPhone.sampleRate, 24_000, "a phone's stereo at 44.1 kHz is stored as all others are");
  t.ok(Math.abs(fromPhone.samples.length / 24_000 - 1) < 0.01);

  hall.voice.clips.set(`bo/${second.clip}`, Buffer.from("RIFF, cut short"));
  await page.reload();
  await page.getByRole("button", { name: /བོད་ཡིག 2 \// }).click();
  await page.getByRole("button", { name: `● ${second.words}`, exact: true }).click();
  await page.getByRole("button", { name: "Listen", disabled: false }).click();
  await shows(page, "This recording cannot be played");

  await page.getByRole("button", { name: "Remove", disabled: false }).click();
  await page.getByRole("button", { name: /བོད་ཡིག 1 \// }).waitFor();
  t.notOk(hall.voice.clips.has(`bo/${second.clip}`));
  t.match(await page.locator(".trial").textContent(), /Still missing:.*གཅིག/);

  const ofKiosk = page.getByRole("list", { name: "Read aloud by the kiosk in care mode" });
  await ofKiosk.getByRole("button", { name: textIn("bo")("kiosk.welcome") }).click();
  await heading.filter({ hasText: textIn("bo")("kiosk.welcome") }).waitFor();
  await page.getByLabel("Use a sound file").setInputFiles(wav);
  await page.getByRole("button", { name: /བོད་ཡིག 2 \// }).waitFor();
  t.ok(hall.voice.clips.has(clipOf(textIn("bo")("kiosk.welcome"), "bo")), "a sentence is one clip");
});

/** As a phone records: two channels, of which one is silent. */
function stereoOf(sampleRate: number, seconds: number): Buffer {
  const samples = Float32Array.from({ length: sampleRate * seconds * 2 }, (_, i) =>
    i % 2 === 0 ? 0.4 * Math.sin(i / 40) : 0,
  );
  const wav = Buffer.from(writeWav({ sampleRate, samples }));
  wav.writeUInt16LE(2, 22);
  return wav;
}

t.test("when all is recorded a call can be heard; without the right nothing is stored", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.voice.recordAll(hall, "en", shortTone);
  const page = await open("/voice?lang=en", { width: 1280, height: 900 });
  await page.getByRole("button", { name: /^English \d/ }).click();
  await page.getByRole("button", { name: "Hear a call" }).click();
  await page.getByRole("button", { name: "Hear a call", disabled: false }).waitFor();
  const call = { number: "A012", windowNames: hall.windows.at(-1)?.names ?? {}, recalled: false };
  t.strictSame(new Set(hall.voice.fetched), clipNames(call, "en"));
  const before = hall.voice.clips.size;
  await page.getByRole("button", { name: /བོད་ཡིག/ }).click();
  await page
    .getByLabel("Use a sound file")
    .setInputFiles({ name: "a.wav", mimeType: "audio/wav", buffer: tone(8_000) });
  await shows(page, "You may not record here");
  t.equal(hall.voice.clips.size, before);
});

function clipNames(call: Parameters<typeof callWords>[0], language: Language): Set<string> {
  return new Set(callWords(call, language).map((word) => `${language}/${clipId(word)}`));
}

/** Calls a number and announces it, as the daemon does. */
function callAloud(hall: FakeHall, send: FakeServer["send"], window: string): string {
  const service = hall.window(window).home[0] ?? "";
  hall.issue({ service });
  hall.act(window, "call-next", {});
  const number = hall.window(window).ticket?.number ?? "";
  send("hall", hall.voice.announcement(hall, number, window));
  return number;
}

t.test("the screen joins calls from the hall's clips, and its captions show all that is said", async (t) => {
  const { hall, server, open } = await stage(t, browser);
  hall.voice.recordAll(hall, "bo", shortTone);
  hall.voice.languages = ["bo", "zh-CN"];
  const page = await open("/screen?voice=on&lang=en");
  await page.getByRole("button", { name: /so that calls can be heard/ }).click();
  await page.locator(".allow-sound").waitFor({ state: "detached" });
  const number = callAloud(hall, server.send, "1");
  await shows(page, `请 ${number} 号，到 1号窗口 办理。`);
  await shows(page, `Number ${number}, please go to Window 1.`);
  const call = { number, windowNames: hall.window("1").names, recalled: false };
  const wanted = clipNames(call, "bo");
  while (hall.voice.fetched.length < wanted.size) await page.waitForTimeout(20);
  t.strictSame(
    new Set(hall.voice.fetched),
    wanted,
    "Tibetan by clips; Chinese has none, and its caption stands",
  );
  const next = callAloud(hall, server.send, "2");
  await shows(page, `Number ${next}, please go to Window 2.`);
  t.ok(hall.voice.fetched.length <= new Set(hall.voice.fetched).size, "no clip is fetched twice");
});

t.test("a zone's screen shows and captions its own windows; notices and waits are on the wall", async (t) => {
  const { hall, server, open } = await stage(t, browser);
  hall.voice.zones = [{ id: "east", windows: ["1", "3"] }];
  hall.voice.notices = [
    { "zh-CN": "明日停电", bo: "སང་ཉིན་གློག་ཆད།", en: "No power tomorrow" },
    { "zh-CN": "春节放假", bo: "ལོ་གསར་གུང་སེང་།", en: "Closed for the Spring Festival" },
  ];
  for (let people = 0; people < 3; people += 1) hall.issue({ service: "household" });
  const page = await open("/screen?zone=east&lang=en");
  await page.clock.install();
  await page.reload();
  await page.locator(".window").nth(1).waitFor();
  t.equal(await page.locator(".window").count(), 2);
  await shows(page, "3 waiting about 9–36 minutes");
  await shows(page, "No power tomorrow");
  await page.clock.runFor(21_000);
  await shows(page, "Closed for the Spring Festival");
  const elsewhere = callAloud(hall, server.send, "2");
  const here = callAloud(hall, server.send, "1");
  await shows(page, `Number ${here}, please go to Window 1.`);
  t.notMatch(await page.locator(".screen").textContent(), elsewhere);
});

/** Tells the test when the last sound that was begun ends: sounds last as long as they do, whatever the page's clock says. */
const soundsTold = `
  let begun, endsAt = 0;
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (at) {
    begun = this.context;
    endsAt = Math.max(endsAt, at + this.buffer.duration);
    return start.call(this, at);
  };
  globalThis.isSilent = () => begun === undefined || begun.currentTime > endsAt;
`;

/** What of the page's own is in memory, once all that nobody holds any more is gone. */
async function heldBy(devtools: CDPSession) {
  // Again: what one collection finalises, the next one frees.
  for (let times = 0; times < 3; times += 1) await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
  return { heapBytes: usedSize, nodes, jsEventListeners };
}

t.test("a wall that speaks for eight hours does not grow", async (t) => {
  const { hall, server, open } = await stage(t, browser);
  hall.windows = new FakeHall(hall.now, 22).windows;
  hall.voice.notices = [
    { "zh-CN": "甲", bo: "ཀ", en: "a" },
    { "zh-CN": "乙", bo: "ཁ", en: "b" },
  ];
  hall.voice.recordAll(hall, "en", shortTone);
  hall.voice.languages = ["en"];
  const page = await open("/screen?voice=on", { width: 640, height: 360 });
  await page.clock.install();
  // Requests take real time, which their time limits must not outrun.
  await page.addInitScript("AbortSignal.timeout = () => new AbortController().signal");
  await page.addInitScript(soundsTold);
  await page.reload();
  await page.locator(".allow-sound").click();
  const devtools = await page.context().newCDPSession(page);

  let calls = 0;
  /** Time goes by two minutes at a time, in which every window calls and calls again, and has finished at its end. */
  async function hoursPass(hours: number) {
    const openWindows = hall.windows.filter(({ open }) => open).map(({ id }) => id);
    for (let minute = 0; minute < hours * 60; minute += 2) {
      for (const id of openWindows) {
        const number = callAloud(hall, server.send, id);
        hall.act(id, "recall", {});
        server.send("hall", hall.voice.announcement(hall, number, id, true));
        calls += 2;
      }
      await page.clock.runFor(120_000);
      for (const id of openWindows) hall.act(id, "finish", {});
      hall.tickets.clear();
      hall.visits.clear();
    }
    // All that was to be said is said, and a wall that lost touch, as its time is faster than its network, is back.
    await page.clock.runFor(300_000);
    const [id = ""] = openWindows;
    await shows(page, callAloud(hall, server.send, id));
    calls += 1;
    hall.act(id, "finish", {});
    // Nothing is under way when the memory is looked at.
    await page.clock.runFor(300_000);
    while (!(await page.evaluate("isSilent()"))) await page.waitForTimeout(20);
  }

  // Until the browser's own caches are full: fonts, compiled code, and the times of the last 250 requests.
  await hoursPass(2);
  const spans: { bytesPerCall: number; nodes: number; listeners: number }[] = [];
  for (let before = await heldBy(devtools); spans.length < 2; ) {
    calls = 0;
    await hoursPass(3);
    const after = await heldBy(devtools);
    spans.push({
      bytesPerCall: (after.heapBytes - before.heapBytes) / calls,
      nodes: after.nodes - before.nodes,
      listeners: after.jsEventListeners - before.jsEventListeners,
    });
    before = after;
  }
  t.comment(JSON.stringify(spans));
  /** What grows with the calls grows in each span; what the browser compiles anew is in one of them. */
  const growth = (measure: keyof (typeof spans)[number]) => Math.min(...spans.map((span) => span[measure]));
  // A call that is kept, with its number and its place in a list, is more than 60 bytes.
  t.ok(growth("bytesPerCall") < 32, `${growth("bytesPerCall").toFixed(1)} bytes of heap for each call`);
  t.ok(growth("nodes") <= 0, `${growth("nodes")} nodes`);
  t.ok(growth("listeners") <= 0, `${growth("listeners")} listeners`);
});

const clipOf = (words: string, language: Language) => `${language}/${clipId(words)}`;

t.test("a kiosk says in Tibetan what the hall recorded; of the rest the text stands", async (t) => {
  const { hall, open } = await stage(t, browser);
  const text = textIn("bo");
  const page = await open("/kiosk?lang=bo");
  const care = page.locator(".care-button");
  await care.click();
  await shows(page, text("kiosk.welcome"));
  await page.getByRole("button", { name: /ཐོབ་ཐང་ལག་ཁྱེར་ཞུ་བ/ }).click();
  await page.locator(".take-ordinary").waitFor();
  t.strictSame(hall.voice.fetched, [], "nothing is recorded, and no free voice speaks Tibetan");

  hall.voice.recordAll(hall, "bo", shortTone);
  hall.voice.clips.delete(clipOf(text("kiosk.welcome"), "bo"));
  await care.click();
  await page.locator(".kiosk-foot button").click();
  await shows(page, text("kiosk.welcome"));
  await care.click();
  await heard(hall.voice, clipOf(text("kiosk.touch"), "bo"));
  t.strictSame(hall.voice.fetched, [clipOf(text("kiosk.touch"), "bo")], "what is not recorded is left out");
  await page.getByRole("button", { name: /ཐོབ་ཐང་ལག་ཁྱེར་ཞུ་བ/ }).click();
  await page.locator(".take-ordinary").click();
  const number = (await page.locator(".ticket-number").textContent()) ?? "";
  await heard(hall.voice, clipOf(text("kiosk.notPrinted"), "bo"));
  const said = signWords(number, "bo").map((sign) => clipOf(bareWord(sign), "bo"));
  for (const clip of [clipOf(text("common.yourNumber"), "bo"), ...said])
    t.ok(hall.voice.fetched.includes(clip), "the number is joined from the signs that calls have");
  t.strictSame(hall.voice.readAloud, []);
});

t.test("espeak-ng at the daemon reads a kiosk's page where the browser has no voice", async (t) => {
  const { hall, open } = await stage(t, browser);
  hall.voice.espeak = ["en"];
  hall.voice.clips.set(clipOf(textIn("en")("kiosk.touch"), "en"), shortTone);
  const page = await open("/kiosk?lang=en");
  await page.clock.install();
  await page.reload();
  await page.locator(".care-button").click();
  await heard(hall.voice, clipOf(textIn("en")("kiosk.touch"), "en"));
  t.strictSame(hall.voice.readAloud, [textIn("en")("kiosk.welcome")], "in turn, each by the first that can");
  await page.getByRole("button", { name: /Identity card/ }).click();
  while (!hall.voice.readAloud.includes(textIn("en")("kiosk.papers"))) await page.waitForTimeout(20);
  t.ok(hall.voice.readAloud.includes("Identity card, application"), "names, too, which nobody recorded");
  const read = hall.voice.readAloud.length;
  await page.locator(".care-button").click();
  await page.clock.runFor(10_000);
  t.equal(hall.voice.readAloud.length, read, "who wants no more is not read to");
});

/** Waits until a clip was fetched: it is heard from then on. */
async function heard(voice: FakeHall["voice"], clip: string): Promise<void> {
  while (!voice.fetched.includes(clip)) await new Promise((resolve) => setTimeout(resolve, 20));
}
