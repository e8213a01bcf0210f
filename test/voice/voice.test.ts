import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import t from "tap";
import type { HallRules } from "../../src/core/rules.ts";
import { windowNames } from "../../src/core/window-names.ts";
import { callWords } from "../../src/i18n/call-words.ts";
import { kioskSentences } from "../../src/i18n/kiosk-sentences.ts";
import { signWords } from "../../src/i18n/spoken-number.ts";
import { type Language, languages, textIn } from "../../src/i18n/text.ts";
import type { KioskStep } from "../../src/pages/kiosk/kiosk-state.ts";
import { spokenSentences } from "../../src/pages/kiosk/spoken-sentences.ts";
import type { Service, Ticket } from "../../src/pages/shared/contract.ts";
import { levelHint, peakDb, silenceDb } from "../../src/pages/voice/level.ts";
import { CallSpeech, SpeechBusy } from "../../src/voice/call-speech.ts";
import { Clips, clipId } from "../../src/voice/clips.ts";
import { Espeak } from "../../src/voice/espeak.ts";
import { volumePercent } from "../../src/voice/loudness.ts";
import { neededWords, recordedLanguages, spokenLanguages } from "../../src/voice/needed-words.ts";
import { tidied } from "../../src/voice/tidy.ts";
import { readWav, type Sound, writeWav } from "../../src/voice/wav.ts";
import { NINE, rules } from "../core/given.ts";
import { fakeEspeak, tone } from "./fake-espeak.ts";

const samples = fc
  .array(fc.integer({ min: -32_767, max: 32_767 }), { maxLength: 200 })
  .map((values) => Float32Array.from(values, (value) => value / 32_767));

t.test("a WAVE file keeps every sample, and whatever else comes is a fault and no crash", async (t) => {
  fc.assert(
    fc.property(samples, fc.constantFrom(8_000, 22_050, 48_000), (samples, sampleRate) => {
      const read = readWav(writeWav({ sampleRate, samples }));
      return read.sampleRate === sampleRate && read.samples.every((sample, i) => sample === samples[i]);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, framed) => {
      const file = framed ? Buffer.concat([tone().subarray(0, 12), bytes]) : bytes;
      try {
        readWav(file);
        return true;
      } catch (error) {
        return error instanceof RangeError;
      }
    }),
  );
  t.throws(() => readWav(Buffer.from("OggS")), RangeError);
});

t.test("two channels become one", async (t) => {
  const both = Buffer.from(writeWav({ sampleRate: 8_000, samples: Float32Array.of(0.5, 0.1, -0.5, -0.3) }));
  both.writeUInt16LE(2, 22);
  const { samples } = readWav(both);
  t.strictSame(
    Array.from(samples, (sample) => Math.round(sample * 100) / 100),
    [0.3, -0.4],
  );
});

const RATE = 16_000;

/** A sound of parts, each so many milliseconds of a tone of this loudness; a little hum and an offset under all. */
function soundOf(parts: readonly [ms: number, loudness: number][], { hum = 0, offset = 0 } = {}): Sound {
  const samples = parts.flatMap(([ms, loudness]) =>
    Array.from({ length: (RATE * ms) / 1000 }, (_, i) => loudness * Math.SQRT2 * Math.sin(i / 3)),
  );
  const under = (i: number) => offset + hum * Math.SQRT2 * Math.sin(i / 11);
  return { sampleRate: RATE, samples: Float32Array.from(samples, (sample, i) => sample + under(i)) };
}

function tidy(sound: Sound): { ms: number; peak: number; loudness: number; ends: number[] } {
  const { samples = new Float32Array() } = tidied(sound) ?? {};
  const middle = samples.subarray(RATE * 0.06, samples.length - RATE * 0.06);
  return {
    ms: Math.round((samples.length / RATE) * 1000),
    peak: Math.max(...samples.map(Math.abs)),
    loudness: Math.sqrt(middle.reduce((sum, each) => sum + each * each, 0) / middle.length),
    ends: [samples[0] ?? Number.NaN, samples.at(-1) ?? Number.NaN],
  };
}

t.test("recordings lose what is before and after the word, and come out equally loud", async (t) => {
  for (const loudness of [0.01, 0.1, 0.6]) {
    const said = tidy(
      soundOf(
        [
          [400, 0],
          [500, loudness],
          [600, 0],
        ],
        { hum: loudness / 30, offset: 0.05 },
      ),
    );
    t.equal(said.ms, 580, "40 ms are left before and after");
    t.ok(Math.abs(said.loudness - 0.16) < 0.01, `${loudness} becomes ${said.loudness}`);
    t.ok(
      said.ends.every((end) => Math.abs(end) < 1e-6),
      "no knock where clips are joined",
    );
  }
  const steady = tidy(soundOf([[500, 0.2]]));
  const consonant = tidy(
    soundOf([
      [300, 0.1],
      [20, 0.9],
      [300, 0.1],
    ]),
  );
  t.ok(consonant.peak <= 0.95);
  t.ok(Math.abs(consonant.loudness / steady.loudness - 1) < 0.15, "one loud moment makes no word quieter");
});

t.test("the click of the key that starts a recording is no part of the word; its last t is", async (t) => {
  const clicked = tidy(
    soundOf([
      [100, 0],
      [10, 0.8],
      [300, 0],
      [400, 0.1],
      [300, 0],
      [20, 0.8],
      [100, 0],
    ]),
  );
  t.equal(clicked.ms, 480);
  t.ok(Math.abs(clicked.loudness - 0.16) < 0.01, "nor does it make the word quieter");
  t.equal(
    tidy(
      soundOf([
        [300, 0],
        [300, 0.1],
        [80, 0],
        [20, 0.03],
        [300, 0],
      ]),
    ).ms,
    480,
    "a stop and its burst",
  );
});

t.test("a recording of nothing is no clip, whatever it is made of", async (t) => {
  for (const nothing of [
    soundOf([]),
    soundOf([[5, 0.5]]),
    soundOf([[800, 0]]),
    soundOf([[800, 0]], { hum: 0.002, offset: 0.3 }),
    soundOf([
      [300, 0],
      [10, 0.9],
      [300, 0],
    ]),
  ])
    t.equal(tidied(nothing), undefined);
});

/** A hall with these windows and these beginnings of its numbers. */
function hallOf(ids: readonly string[], prefixes: readonly string[]): HallRules {
  return rules((hall) => {
    const [queue] = hall.queues;
    hall.windows = ids.map((id) => ({ id, home: ["tax"], authorised: ["tax"] }));
    if (queue) hall.queues = prefixes.map((prefix) => ({ ...queue, prefix }));
  });
}

/** What calls need: all of the list but the kiosk's sentences at its end. */
const neededByCalls = (hall: HallRules, language: Language) =>
  neededWords(hall, language).flatMap(({ words, kind }) => (kind === "sentence" ? [] : [words]));
const neededSet = (hall: HallRules, language: Language) => new Set(neededByCalls(hall, language));

t.test("the recording list has every word of every call, and no other", async () => {
  const ids = fc.uniqueArray(
    fc.oneof(fc.nat({ max: 9_999 }).map(String), fc.stringMatching(/^[A-Z]-?\d{1,3}$/)),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  const prefixes = fc.uniqueArray(fc.stringMatching(/^[A-Z0-9]{0,3}$/), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(ids, prefixes, fc.constantFrom(...languages), (ids, prefixes, language) => {
      const used = new Set<string>();
      for (const id of ids)
        for (const prefix of prefixes)
          for (const recalled of [false, true]) {
            const call = { number: `${prefix}9876543210`, windowNames: windowNames(id, undefined), recalled };
            for (const word of callWords(call, language)) used.add(word);
          }
      const needed = neededSet(hallOf(ids, prefixes), language);
      return needed.size === used.size && [...used].every((word) => needed.has(word));
    }),
  );
});

t.test("the kiosk's sentences are all that it says without a value, and no other", async (t) => {
  const [named, counted] = ["⟦", /\d/];
  const service = (waiting: number, waitHighMinutes: number | null): Service => ({
    id: "tax",
    name: named,
    queue: "tax",
    windows: [],
    openNow: true,
    waiting,
    waitLowMinutes: waitHighMinutes,
    waitHighMinutes,
    normMinutes: 5,
    pictogram: "tax",
    initials: "t",
    common: true,
    bookable: true,
    quietHours: [],
    notice: { version: "1", validUntil: "2027-01-01", expired: false, papers: [named], subject: named },
  });
  const ticket = (ahead: number): Ticket => ({
    id: "t",
    number: "A012",
    service: "tax",
    queue: "tax",
    lane: "ordinary",
    state: "waiting",
    issuedAt: "",
    ahead,
    waitLowMinutes: ahead,
    waitHighMinutes: ahead,
  });
  const codes = kioskSentences.flatMap((key) => (key.startsWith("refusals.") ? [key.slice(9)] : []));
  const steps: KioskStep[] = [
    { at: "services" },
    { at: "search" },
    { at: "check-in" },
    { at: "taking" },
    ...(["take", "reasons", "facts"] as const).map(
      (panel) => ({ at: "service", service: "tax", panel }) as const,
    ),
    ...[0, 3].flatMap((ahead) =>
      [false, true].map((onPaper) => ({ at: "ticket", ticket: ticket(ahead), onPaper }) as const),
    ),
    ...codes.map((code) => ({ at: "problem", code, wish: { appointmentCode: "1" } }) as const),
  ];
  for (const language of languages) {
    const speaker = { text: textIn(language), language, nameOf: () => named };
    const hall = hallOf(["1"], ["A"]);
    const calls = neededSet(hall, language);
    const said = [service(0, 0), service(0, null), service(3, 12)].flatMap((chosen) =>
      steps.flatMap((step) => spokenSentences(step, chosen, speaker).flatMap(({ words }) => words)),
    );
    const sentences = neededWords(hall, language).slice(calls.size);
    const recordable = new Set(sentences.map(({ words }) => words));
    const rest = said.filter((words) => !recordable.has(words) && !calls.has(words));
    t.strictSame(
      rest.filter((words) => !words.includes(named) && !counted.test(words)),
      [],
      `nothing else can be recorded in ${language}`,
    );
    t.strictSame(
      [...recordable].filter((words) => !said.includes(words)),
      [],
      `nothing is recorded in vain in ${language}`,
    );
  }
});

t.test("neither ten thousand tickets nor a thousand windows lack a word", async (t) => {
  const windows = Array.from({ length: 1_002 }, (_, number) => String(number));
  const hall = hallOf(windows, ["A"]);
  for (const language of languages) {
    const needed = neededSet(hall, language);
    const isSaid = (number: string, window: string) =>
      callWords({ number, windowNames: windowNames(window, undefined), recalled: false }, language).every(
        (word) => needed.has(word),
      );
    t.strictSame(
      windows.filter((window) => !isSaid("A001", window)),
      [],
      language,
    );
    const tickets = Array.from({ length: 10_000 }, (_, number) => `A${String(number).padStart(4, "0")}`);
    t.strictSame(
      tickets.filter((number) => !signWords(number, language).every((word) => needed.has(withoutEnd(word)))),
      [],
    );
    t.ok(needed.size < 60, `${needed.size} words in ${language}`);
  }
});

/** A Tibetan word stands in calls without the point at its end. */
const withoutEnd = (word: string) => word.replace(/་$/, "");

t.test("a county hall's words can be recorded in an hour, in each language", async (t) => {
  const windows = Array.from({ length: 88 }, (_, i) => ({
    id: String(i + 1),
    home: ["tax"],
    authorised: ["tax"],
  }));
  const hall = rules((each: HallRules) => {
    each.windows = windows;
  });
  for (const language of languages) {
    const { length } = neededByCalls(hall, language);
    t.ok(length < 80, `${length} words in ${language}`);
    const sentences = neededWords(hall, language).slice(length);
    t.ok(sentences.length < 30, `and ${sentences.length} sentences, short enough for half an hour`);
    t.ok(
      sentences.every(({ kind }) => kind === "sentence"),
      "the calls can be done first",
    );
  }
  t.same(spokenLanguages(hall), hall.hall.languages);
  const tibetanCalls: HallRules = { ...hall, voice: { ...hall.voice, languages: ["bo"] } };
  t.same(spokenLanguages(tibetanCalls), ["bo"]);
  t.same(recordedLanguages(tibetanCalls), ["bo", "zh-CN", "en"], "kiosks speak all that the hall does");
});

t.test("clips are files that stay, can be recorded anew and taken away", async (t) => {
  const folder = join(t.testdir(), "voice");
  const clips = new Clips(folder);
  t.equal((await clips.recorded("bo")).size, 0, "before anything is recorded");
  t.equal(await clips.read("bo", clipId("གཅིག")), undefined);
  await clips.keep("bo", clipId("གཅིག"), tone());
  t.ok(existsSync(join(folder, "bo", `${clipId("གཅིག")}.wav`)));
  const again = new Clips(folder);
  const first = (await again.recorded("bo")).get(clipId("གཅིག"));
  t.ok(first);
  t.equal((await again.recorded("en")).size, 0);
  await again.keep("bo", clipId("གཅིག"), tone(8_000));
  t.not((await clips.recorded("bo")).get(clipId("གཅིག")), first, "a new recording has a new mark");
  t.same(await clips.read("bo", clipId("གཅིག")), tone(8_000));
  await clips.remove("bo", clipId("གཅིག"));
  t.equal((await clips.recorded("bo")).size, 0);
});

t.test("the voice is quieter in its quiet hours, by the clock on the wall", async (t) => {
  const { hall, voice } = rules();
  const quiet = {
    hall,
    voice: { ...voice, volumePercent: 80, quietHours: [{ from: "12:00", to: "14:00", volumePercent: 30 }] },
  };
  const hour = 3_600_000;
  t.equal(volumePercent({ hall, voice }, NINE), 100);
  t.equal(volumePercent(quiet, NINE), 80);
  t.equal(volumePercent(quiet, NINE + 3 * hour), 30);
  t.equal(volumePercent(quiet, NINE + 5 * hour - 1), 30);
  t.equal(volumePercent(quiet, NINE + 5 * hour), 80);
});

t.test("espeak-ng speaks where it is installed, and its absence is no fault", async (t) => {
  const { command, notes } = fakeEspeak(t.testdir());
  const espeak = new Espeak(command);
  t.same(await espeak.languages(), ["zh-CN", "en"]);
  t.ok((await espeak.speak("-f /etc/passwd", "en")).samples.length > 20_000);
  t.match(
    readFileSync(notes, "utf8"),
    /^-v en-gb .*--stdin --stdout \| -f \/etc\/passwd\n$/,
    "no text is an option",
  );
  await t.rejects(espeak.speak("…", "bo"), /does not speak bo/);
  const old = fakeEspeak(t.testdir({ old: {} }), " 5  cmn  --/M  Chinese_(Mandarin) sit/cmn (zh-cmn 5)");
  const before = new Espeak(old.command);
  t.same(await before.languages(), ["zh-CN"]);
  await before.speak("请", "zh-CN");
  t.match(readFileSync(old.notes, "utf8"), /^-v cmn .*\| 请\n$/, "what has no voice of its own for pinyin");
  const missing = new Espeak("/nonexistent");
  t.same(await missing.languages(), []);
  await t.rejects(missing.speak("one", "en"), /does not speak en/);
});

const call = { number: "A001", windowNames: { "zh-CN": "1" }, recalled: false };

t.test(
  "a call is spoken once however many screens ask, a few at a time, and failures are not kept",
  async (t) => {
    const asked: { text: string; end: (works: boolean) => void }[] = [];
    const speech = new CallSpeech({
      languages: async () => ["en"],
      speak: (text) =>
        new Promise((resolve, reject) =>
          asked.push({
            text,
            end: (works) => (works ? resolve(readWav(tone())) : reject(new Error("broken"))),
          }),
        ),
    });
    const settle = () => new Promise(setImmediate);
    const first = [speech.wavOf(call, "en"), speech.wavOf(call, "en")];
    t.equal(asked.length, 1);
    asked[0]?.end(true);
    t.equal(await first[0], await first[1]);

    const broken = speech.wavOf({ ...call, recalled: true }, "en");
    asked[1]?.end(false);
    await t.rejects(broken, /broken/);
    const again = speech.wavOf({ ...call, recalled: true }, "en");
    asked[2]?.end(true);
    t.equal(readWav(await again).sampleRate, 22_050);

    const many = Array.from({ length: 43 }, (_, i) => speech.wavOf({ ...call, number: `B${i}` }, "en"));
    await t.rejects(Promise.all(many), SpeechBusy);
    t.equal(asked.length, 5, "two more at once");
    for (let turn = 3; turn < asked.length; turn += 1) {
      asked[turn]?.end(true);
      await settle();
    }
    t.equal(asked.length, 45, "the others follow in turn");
    t.equal((await Promise.allSettled(many)).filter(({ status }) => status === "fulfilled").length, 42);
  },
);

t.test("who speaks too softly or too loudly is told", async (t) => {
  const said = (loudness: number) => Float32Array.from({ length: 800 }, (_, i) => loudness * Math.sin(i / 5));
  t.equal(levelHint(said(0.4)), null);
  t.equal(levelHint(said(0.02)), "tooQuiet");
  t.equal(levelHint(said(1.4).map((sample) => Math.max(-1, Math.min(1, sample)))), "tooLoud");
  const once = said(0.4);
  once[3] = 1;
  t.equal(levelHint(once), null, "one sample at the end is no distortion");
  t.equal(peakDb(new Float32Array(10)), silenceDb);
  t.ok(Math.abs(peakDb(said(0.1)) + 20) < 0.1);
});
