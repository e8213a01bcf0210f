import t from "tap";
import { spokenNumber } from "../../src/i18n/spoken-number.ts";
import type { Language } from "../../src/i18n/text.ts";
import { announcementOf } from "../../src/pages/screen/announcement.ts";
import {
  type Announcement,
  Announcer,
  breathMs,
  type Voice,
  waitingMost,
} from "../../src/pages/screen/announcer.ts";
import { type Call, callsAfterCall, callsAfterView, callsKept } from "../../src/pages/screen/calls.ts";
import { hallVoice } from "../../src/pages/screen/hall-voice.ts";
import { StandingCalls } from "../../src/pages/screen/standing-calls.ts";
import { bestVoice } from "../../src/pages/shared/best-voice.ts";
import type { Hall } from "../../src/pages/shared/contract.ts";
import type { Sounds, VoiceView } from "../../src/pages/shared/voice-engines.ts";

/** A voice whose sentences end when the test says so. */
class SlowVoice implements Voice {
  said: string[] = [];
  repeat: number;
  #end: (() => void) | null = null;

  constructor(repeat: number) {
    this.repeat = repeat;
  }

  plan() {
    return { languages: ["en", "bo", "zh-CN"] as const, repeat: this.repeat };
  }

  speaks(_call: Announcement, language: Language): boolean {
    return language !== "bo";
  }

  say(call: Announcement, language: Language): Promise<void> {
    if (this.#end !== null) throw new Error("two sentences at once");
    this.said.push(call.texts[language] ?? "");
    return new Promise((resolve) => {
      this.#end = () => {
        this.#end = null;
        resolve();
      };
    });
  }

  /** Ends the sentence that is being said; what follows from it has happened when this resolves. */
  async end(): Promise<void> {
    this.#end?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const call = (number: string): Announcement => ({
  number,
  window: "1",
  recalled: false,
  at: null,
  captions: {},
  texts: { "zh-CN": `请 ${number}`, bo: `ཨང་ ${number}`, en: `go ${number}` },
  words: { "zh-CN": ["请", number], bo: ["ཨང་", number] },
});

/** An announcer whose rests are over at once, and the numbers whose turn came. */
function announcerWith(voice: Voice, stands: (call: Announcement) => boolean = () => true) {
  const turns: string[] = [];
  const announcer = new Announcer({
    voice,
    onTurn: ({ number }) => turns.push(number),
    stands,
    rest: () => Promise.resolve(),
  });
  return { announcer, turns };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

t.test("calls are said whole, in the plan's languages that have a voice, as often as planned", async (t) => {
  const voice = new SlowVoice(2);
  const { announcer, turns } = announcerWith(voice);
  announcer.announce(call("A1"));
  await settled();
  t.strictSame(turns, ["A1"]);
  for (let sentences = 0; sentences < 4; sentences += 1) await voice.end();
  t.strictSame(voice.said, ["go A1", "请 A1", "go A1", "请 A1"]);
  voice.repeat = 1;
  announcer.announce(call("A3"));
  await settled();
  t.equal(voice.said.at(-1), "go A3", "after a silence the next one is said at once");
  for (let sentences = 0; sentences < 2; sentences += 1) await voice.end();
  t.equal(voice.said.length, 6, "the plan of now is followed");
});

t.test(
  "a call that nobody heard yet goes before one that is said again; none cuts another off",
  async (t) => {
    const voice = new SlowVoice(2);
    const { announcer, turns } = announcerWith(voice);
    announcer.announce(call("A1"));
    await settled();
    announcer.announce(call("A2"));
    announcer.announce(call("A3"));
    t.strictSame(turns, ["A1"], "the captions wait for their turn");
    for (let sentences = 0; sentences < 12; sentences += 1) await voice.end();
    t.strictSame(turns, ["A1", "A2", "A3", "A1", "A2", "A3"]);
    t.equal(voice.said.length, 12);
  },
);

t.test("a number that is called once more while it waits is said from the beginning, and once", async (t) => {
  const voice = new SlowVoice(2);
  const { announcer, turns } = announcerWith(voice);
  announcer.announce(call("A1"));
  await settled();
  announcer.announce(call("A2"));
  announcer.announce(call("A1"));
  for (let sentences = 0; sentences < 20; sentences += 1) await voice.end();
  t.strictSame(turns, ["A1", "A2", "A1", "A2", "A1"]);
});

t.test("what is over is not said any more, neither late nor again", async (t) => {
  const voice = new SlowVoice(2);
  const over = new Set<string>();
  const { announcer, turns } = announcerWith(voice, ({ number }) => !over.has(number));
  for (const number of ["A1", "A2", "A3"]) announcer.announce(call(number));
  await settled();
  over.add("A1").add("A2");
  for (let sentences = 0; sentences < 20; sentences += 1) await voice.end();
  t.strictSame(turns, ["A1", "A3", "A3"]);
});

t.test("between two sentences the voice takes breath", async (t) => {
  const heard: string[] = [];
  const announcer = new Announcer({
    voice: {
      plan: () => ({ languages: ["zh-CN", "en"], repeat: 2 }),
      speaks: () => true,
      say: async (_call, language) => void heard.push(language),
    },
    onTurn: () => {},
    stands: () => true,
    rest: async (ms) => void heard.push(`${ms} ms`),
  });
  announcer.announce(call("A1"));
  await settled();
  const breath = `${breathMs} ms`;
  t.strictSame(heard.slice(1), ["zh-CN", breath, "en", breath, "zh-CN", breath, "en", breath]);
});

t.test("when calls come too fast, the latest are said", async (t) => {
  const voice = new SlowVoice(1);
  const { announcer } = announcerWith(voice);
  announcer.announce(call("A0"));
  await settled();
  for (let number = 1; number < 20; number += 1) announcer.announce(call(`A${number}`));
  for (let sentences = 0; sentences < 60; sentences += 1) await voice.end();
  t.equal(voice.said.length, 2 * (1 + waitingMost));
  t.equal(voice.said.at(-1), "请 A19");
});

t.test("a screen that was cut off says those calls only that still ask somebody to come", async (t) => {
  const calls = new StandingCalls();
  const called = { ...call("A1"), at: "2026-03-02T10:00:00+08:00" };
  const tell = (at: string, ticket: string | null, state: string) =>
    calls.hear({
      type: "event",
      seq: 1,
      at: `2026-03-02T${at}+08:00`,
      windows: [{ id: "1", ticket, state }],
    });
  t.ok(calls.stands(called), "where nothing is known of the window");
  tell("10:00:00", "A1", "called");
  t.ok(calls.stands(called));
  tell("10:00:10", "A1", "serving");
  t.ok(calls.stands(called), "a clerk who starts at once does not silence the call");
  tell("10:04:00", "A1", "serving");
  t.notOk(calls.stands(called), "who is served for minutes has come");
  tell("10:05:00", null, "idle");
  t.notOk(calls.stands(called));
  tell("10:06:00", "A2", "called");
  t.notOk(calls.stands(called));
  t.ok(calls.stands({ ...call("A2"), at: "2026-03-02T10:06:00+08:00" }));
});

const view: VoiceView = {
  enabled: true,
  repeat: 3,
  engines: ["clips", "browser", "espeak"],
  languages: ["bo", "zh-CN", "en"],
  volumePercent: 50,
  zones: [],
  clips: { bo: { "ཨང་": "/1", A1: "/2" }, "zh-CN": { 请: "/3" } },
  espeak: ["zh-CN", "en"],
};

/** What was heard, each with its volume. */
function ears(playsWell: (address: string) => boolean = () => true) {
  const heard: string[] = [];
  const sounds: Sounds = {
    async play(addresses, volume) {
      heard.push(`${addresses.join("+")} at ${volume}`);
      return addresses.every(playsWell);
    },
    speaks: (language) => language === "zh-CN",
    async speak(words, _language, volume) {
      heard.push(`${words} at ${volume}`);
      return playsWell(words);
    },
  };
  return { heard, sounds };
}

t.test("each language is said by the first engine that has all of a call", async (t) => {
  const { heard, sounds } = ears();
  const voice = hallVoice(() => view, sounds);
  t.strictSame(voice.plan(), { languages: ["bo", "zh-CN", "en"], repeat: 3 });
  for (const language of voice.plan().languages) {
    t.ok(voice.speaks(call("A1"), language));
    await voice.say(call("A1"), language);
  }
  t.strictSame(heard, [
    "/1+/2 at 0.5",
    "请 A1 at 0.5",
    "/api/v1/voice/call?number=A1&window=1&language=en&recalled=false at 0.5",
  ]);
  t.notOk(voice.speaks(call("A2"), "bo"), "half a call is not said: its caption stands");
  const quiet = hallVoice(() => ({ ...view, volumePercent: 0 }), sounds);
  t.strictSame(quiet.plan().languages, [], "hours of no volume have captions only");
  t.strictSame(hallVoice(() => null, sounds).plan().languages, []);
  const clipsOnly = hallVoice(() => ({ ...view, engines: ["clips"] }), sounds);
  t.notOk(clipsOnly.speaks(call("A1"), "en"), "an engine that the hall does not want is not used");
});

t.test("a clip that cannot be played does not silence the call", async (t) => {
  const { heard, sounds } = ears((address) => !address.startsWith("/3"));
  const clips = { "zh-CN": { 请: "/3", A1: "/4" } };
  await hallVoice(() => ({ ...view, clips }), sounds).say(call("A1"), "zh-CN");
  t.strictSame(heard, ["/3+/4 at 0.5", "请 A1 at 0.5"]);
});

t.test("a browser's voice that fails hands the call to the next engine", async (t) => {
  const { heard, sounds } = ears((words) => !words.startsWith("请"));
  await hallVoice(() => view, sounds).say(call("A1"), "zh-CN");
  t.strictSame(heard, [
    "请 A1 at 0.5",
    "/api/v1/voice/call?number=A1&window=1&language=zh-CN&recalled=false at 0.5",
  ]);
});

t.test(
  "of a browser's voices the one that needs no network speaks, and none of another language",
  async (t) => {
    const voice = (lang: string, localService = true) => ({ lang, localService });
    const best = (language: Language, ...voices: ReturnType<typeof voice>[]) =>
      bestVoice(voices, language)?.lang;
    t.equal(best("zh-CN", voice("zh-HK"), voice("zh-TW"), voice("zh_CN")), "zh_CN");
    t.equal(best("zh-CN", voice("zh-CN", false), voice("zh-TW")), "zh-TW", "Mandarin too, and here");
    t.equal(best("zh-CN", voice("zh-HK"), voice("yue-CN"), voice("zh-yue")), undefined, "Cantonese is not");
    t.equal(best("en", voice("de-DE"), voice("en-US", false), voice("en-GB")), "en-GB");
    t.equal(best("bo", voice("zh-CN"), voice("en-US")), undefined);
  },
);

t.test("an announcement's message says what is shown, read and joined; others are none", async (t) => {
  const message = {
    type: "event" as const,
    seq: 1,
    event: "announcement",
    number: "A012",
    window: "1",
    recalled: true,
    at: "2026-03-02T10:00:00+08:00",
    text: { "zh-CN": "请 A012 号", en: "Number A012", fr: "…" },
    words: { en: ["Number", "A", "zero"], fr: ["…"] },
  };
  t.strictSame(announcementOf(message), {
    number: "A012",
    window: "1",
    recalled: true,
    at: "2026-03-02T10:00:00+08:00",
    captions: { "zh-CN": "请 A012 号", en: "Number A012" },
    texts: { "zh-CN": "请 A 零一二 号", en: "Number A zero one two" },
    words: { en: ["Number", "A", "zero"] },
  });
  t.equal(announcementOf({ ...message, event: "ticket-called" }), null);
});

t.test("numbers are spoken sign by sign", async (t) => {
  t.equal(spokenNumber("A012", "zh-CN"), "A 零一二");
  t.equal(spokenNumber("A012", "en"), "A zero one two");
  t.equal(spokenNumber("2007", "zh-CN"), "二零零七");
});

function hallWith(tickets: Record<string, string | null>): Hall {
  return {
    name: "",
    seq: 1,
    queues: [],
    devices: [],
    dispensers: [],
    hot: { waiting: 10, waitMinutes: 30 },
    windows: Object.entries(tickets).map(([id, ticket]) => ({
      id,
      name: id,
      state: ticket === null ? "idle" : "called",
      sign: [],
      home: [],
      ticket,
    })),
  };
}

t.test("calls stay on the wall, come to the head when repeated, and never grow without end", async (t) => {
  let calls: readonly Call[] = callsAfterCall([], "A1", "1");
  calls = callsAfterCall(calls, "B1", "2");
  const shown = () => calls.map(({ number, window, times }) => `${number}@${window}×${times}`);
  t.strictSame(shown(), ["B1@2×1", "A1@1×1"]);
  t.equal(callsAfterView(calls, hallWith({ "1": null, "2": "B1" })), calls, "what was shown stays as it is");
  calls = callsAfterCall(calls, "A1", "1");
  t.strictSame(shown(), ["A1@1×2", "B1@2×1"]);
  calls = callsAfterView(calls, hallWith({ "1": "A2", "2": "B1", "3": "A1" }));
  t.strictSame(shown(), ["A2@1×1", "A1@3×3", "B1@2×1"], "what was called while the page was away is shown");
  for (let number = 0; number < 100; number += 1) calls = callsAfterCall(calls, `C${number}`, "1");
  t.equal(calls.length, callsKept);
});
