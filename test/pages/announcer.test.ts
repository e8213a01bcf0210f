import t from "tap";
import { spokenNumber } from "../../src/i18n/spoken-number.ts";
import type { Language } from "../../src/i18n/text.ts";
import { Announcer, waitingMost } from "../../src/pages/screen/announcer.ts";
import { type Call, callsAfterCall, callsAfterView, callsKept } from "../../src/pages/screen/calls.ts";
import type { Hall } from "../../src/pages/shared/contract.ts";

/** A voice whose sentences end when the test says so. */
class SlowVoice {
  said: string[] = [];
  #end: (() => void) | null = null;

  speaks(language: Language): boolean {
    return language !== "bo";
  }

  say(words: string): Promise<void> {
    if (this.#end !== null) throw new Error("two sentences at once");
    this.said.push(words);
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

const call = (number: string) => ({
  texts: { "zh-CN": `请 ${number}`, bo: `ཨང་ ${number}`, en: `go ${number}` },
});

t.test(
  "calls are said whole, in order, in each language that has a voice, as often as configured",
  async (t) => {
    const voice = new SlowVoice();
    const turns: string[] = [];
    const announcer = new Announcer<ReturnType<typeof call>>(voice, 2, ({ texts }) => turns.push(texts.en));
    announcer.announce(call("A1"));
    announcer.announce(call("A2"));
    t.strictSame(turns, ["go A1"], "the second caption waits for its turn");
    for (let sentences = 0; sentences < 8; sentences += 1) await voice.end();
    t.strictSame(voice.said, ["请 A1", "go A1", "请 A1", "go A1", "请 A2", "go A2", "请 A2", "go A2"]);
    t.strictSame(turns, ["go A1", "go A2"]);
    announcer.announce(call("A3"));
    t.equal(voice.said.at(-1), "请 A3", "after a silence the next one is said at once");
  },
);

t.test("when calls come too fast, the latest are said", async (t) => {
  const voice = new SlowVoice();
  const announcer = new Announcer(voice, 1, () => {});
  for (let number = 0; number < 20; number += 1) announcer.announce(call(`A${number}`));
  for (let sentences = 0; sentences < 60; sentences += 1) await voice.end();
  t.equal(voice.said.length, 2 * (1 + waitingMost));
  t.equal(voice.said.at(-1), "go A19");
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
