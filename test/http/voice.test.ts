import { readFileSync } from "node:fs";
import t from "tap";
import { voiceToken } from "../../src/http/hall-tokens.ts";
import { textIn } from "../../src/i18n/text.ts";
import { CallSpeech } from "../../src/voice/call-speech.ts";
import { Clips } from "../../src/voice/clips.ts";
import { Espeak } from "../../src/voice/espeak.ts";
import { readWav } from "../../src/voice/wav.ts";
import { fakeEspeak, tone } from "../voice/fake-espeak.ts";
import { givenHall } from "./given.ts";

interface Script {
  language: string;
  words: { clip: string; words: string; kind: string; address: string | null }[];
}

t.test("a hall records its own voice, by a token that is good for nothing else", async (t) => {
  const folder = t.testdir();
  const voice = { clips: new Clips(folder), speech: new CallSpeech(new Espeak("/nonexistent")) };
  const { app, hall } = await givenHall({
    voice,
    change(rules) {
      rules.hall.access = "sign-in";
    },
  });
  t.teardown(() => app.close());
  const get = async (url: string) => (await app.inject(`/api/v1${url}`)).json();
  const script: Script[] = await get("/voice/script");
  const tibetan = script.find(({ language }) => language === "bo")?.words ?? [];
  const one = tibetan.find(({ words }) => words === "གཅིག");
  t.match(one, { kind: "sign", address: null });
  t.match(tibetan.at(-1), { kind: "sentence", words: textIn("bo")("refusals.offline"), address: null });
  const url = `/api/v1/voice/clips/bo/${one?.clip}`;
  const authorization = `Bearer ${voiceToken(hall.secret)}`;
  const put = (payload: Buffer | object, headers: Record<string, string> = {}, to = url) =>
    app.inject({
      method: "PUT",
      url: to,
      payload,
      headers: { "content-type": "audio/wav", authorization, ...headers },
    });

  t.equal((await put(tone(), { authorization: "" })).statusCode, 401);
  t.equal((await put(tone(), { authorization: "Bearer wrong" })).statusCode, 401);
  t.match((await put(Buffer.from("no sound"))).json(), { code: "malformed", facts: { fault: /no WAVE/ } });
  t.match((await put(tone().fill(0, 44))).json(), { code: "malformed", facts: { fault: /nothing/ } });
  t.equal((await put({ a: 1 }, { "content-type": "application/json" })).statusCode, 415);
  t.equal((await put(tone(), { "content-type": "audio/ogg" })).statusCode, 415);
  t.equal((await put(Buffer.alloc(1_100_000))).statusCode, 413);
  t.equal(
    (await put(tone(), {}, "/api/v1/voice/clips/bo/0123456789abcdef")).statusCode,
    404,
    "no such words",
  );
  t.equal((await put(tone(), {}, "/api/v1/voice/clips/bo/..%2Fx")).statusCode, 400);
  t.equal((await put(tone())).statusCode, 204);

  const { clips } = await get("/voice");
  t.strictSame(Object.keys(clips.bo), ["གཅིག"]);
  const kept = await app.inject(clips.bo.གཅིག);
  t.equal(kept.headers["content-type"], "audio/wav");
  t.match(kept.headers["cache-control"], /immutable/);
  t.ok(readWav(kept.rawPayload).samples.length < readWav(tone()).samples.length, "its silence is cut off");
  const elsewhere = {
    url: "/api/v1/config",
    method: "POST" as const,
    headers: { authorization },
    payload: { config: "x" },
  };
  t.equal((await app.inject(elsewhere)).statusCode, 401, "it changes nothing else");

  const remove = (headers: Record<string, string>) => app.inject({ method: "DELETE", url, headers });
  t.equal((await remove({})).statusCode, 401);
  t.equal((await remove({ authorization })).statusCode, 204);
  t.equal((await app.inject(url)).statusCode, 404);
});

t.test("a screen is told how to speak, and has espeak-ng's speech where it is installed", async (t) => {
  const folder = t.testdir();
  const { command, notes } = fakeEspeak(folder);
  const voice = { clips: new Clips(folder), speech: new CallSpeech(new Espeak(command)) };
  const { app } = await givenHall({
    voice,
    change(rules) {
      rules.voice = {
        enabled: true,
        repeat: 2,
        languages: ["bo", "en"],
        quietHours: [{ from: "08:00", to: "10:00", volumePercent: 25 }],
        zones: [{ id: "east", windows: ["1"] }],
      };
    },
  });
  t.teardown(() => app.close());
  t.match((await app.inject("/api/v1/voice")).json(), {
    enabled: true,
    engines: ["clips", "browser", "espeak"],
    languages: ["bo", "en"],
    volumePercent: 25,
    zones: [{ id: "east", names: null, windows: ["1"] }],
    clips: { bo: {}, "zh-CN": {}, en: {} },
    espeak: ["zh-CN", "en"],
  });
  const spoken = (query: string) => app.inject(`/api/v1/voice/call?${query}`);
  const wav = await spoken("number=A001&window=1&language=en");
  t.equal(wav.headers["content-type"], "audio/wav");
  t.equal(readWav(wav.rawPayload).sampleRate, 22_050);
  t.match((await spoken("number=A001&window=99&language=en")).json(), { code: "unknown-window" });
  t.match((await spoken("number=A001&window=1&language=bo")).json(), { status: 404, code: "not-found" });
  t.equal((await spoken("number=a;b&window=1&language=en")).statusCode, 400);

  const readAloud = (text: string, language: string) =>
    app.inject({ url: "/api/v1/voice/text", query: { text, language } });
  const aloud = await readAloud("前面还有 103 人 -x", "zh-CN");
  t.equal(aloud.headers["content-type"], "audio/wav");
  t.equal(readWav(aloud.rawPayload).sampleRate, 22_050);
  t.match(readFileSync(notes, "utf8"), /--stdin --stdout \| 前面还有 一百零三 人 -x\n$/);
  t.match((await readAloud("མདུན་དུ་མི་མེད།", "bo")).json(), { status: 404, code: "not-found" });
  t.equal((await readAloud("a".repeat(201), "en")).statusCode, 400, "nobody keeps espeak-ng busy for long");
});

t.test("screens show the notices of today and the wait of each queue", async (t) => {
  const text = (words: string) => ({ "zh-CN": words });
  const { app } = await givenHall({
    change(rules) {
      rules.notices = [
        { text: text("旧"), until: "2026-03-01" },
        { text: text("今"), from: "2026-03-02", until: "2026-03-02" },
        { text: text("明"), from: "2026-03-03", until: "2026-03-09" },
      ];
    },
  });
  t.teardown(() => app.close());
  const view = (await app.inject("/api/v1/screen")).json();
  t.strictSame(view.notices, [text("今")]);
  t.match(view.waits, [{ queue: "tax", waitLowMinutes: Number, waitHighMinutes: Number }]);
});
