import type { FastifyInstance } from "fastify";
import { callCaption, callWords } from "../../src/i18n/call-words.ts";
import { type Language, languages } from "../../src/i18n/text.ts";
import { clipId } from "../../src/voice/clips.ts";
import { neededWords } from "../../src/voice/needed-words.ts";
import { tone } from "../voice/fake-espeak.ts";
import type { FakeHall } from "./fake-hall.ts";
import { prefixes, type Texts } from "./fake-names.ts";

export const voiceToken = "voice-token-of-the-test";

/** How a hall in memory speaks, and what its screens tell everybody. */
export class FakeVoice {
  engines = ["clips", "browser", "espeak"];
  languages: Language[] = ["zh-CN", "bo", "en"];
  repeat = 1;
  volumePercent = 100;
  zones: { id: string; windows: string[] }[] = [];
  notices: Texts[] = [];
  /** What was recorded: `bo/9c3…` and the bytes. */
  clips = new Map<string, Buffer>();
  /** What espeak-ng speaks at the daemon, and what it was asked to read aloud. */
  espeak: Language[] = [];
  readAloud: string[] = [];
  /** Addresses of clips in the order in which they were fetched. */
  fetched: string[] = [];

  /** A clip for every word of a language. */
  recordAll(hall: FakeHall, language: Language, wav: Buffer): void {
    for (const { clip } of this.script(hall, language)) this.clips.set(`${language}/${clip}`, wav);
  }

  script(hall: FakeHall, language: Language) {
    const spokenOf = {
      queues: Array.from(prefixes, (prefix) => ({ prefix })),
      windows: hall.windows.map(({ id, names }) => ({ id, name: names })),
    };
    return neededWords(spokenOf, language).map(({ words, kind }) => {
      const clip = clipId(words);
      const name = `${language}/${clip}`;
      return { clip, words, kind, address: this.clips.has(name) ? `/api/v1/voice/clips/${name}?v=1` : null };
    });
  }

  view(hall: FakeHall) {
    const { engines, languages, repeat, volumePercent, zones } = this;
    const clips = languages.map((language) => [
      language,
      Object.fromEntries(
        this.script(hall, language).flatMap(({ words, address }) =>
          address === null ? [] : [[words, address]],
        ),
      ),
    ]);
    return {
      enabled: true,
      engines,
      languages,
      repeat,
      volumePercent,
      zones,
      clips: Object.fromEntries(clips),
      espeak: this.espeak,
    };
  }

  /** What the hall tells its screens when it calls a number. */
  announcement(hall: FakeHall, number: string, window: string, recalled = false) {
    const call = { number, windowNames: hall.window(window).names, recalled };
    const by = (say: (language: Language) => unknown) =>
      Object.fromEntries(languages.map((language) => [language, say(language)]));
    return {
      event: "announcement",
      number,
      window,
      recalled,
      text: by((language) => callCaption(call, language)),
      words: by((language) => callWords(call, language)),
    };
  }
}

export function fakeVoiceRoutes(app: FastifyInstance, api: string, hall: FakeHall): void {
  const { voice } = hall;
  app.addContentTypeParser("audio/wav", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.get(`${api}/voice`, async () => voice.view(hall));
  app.get(`${api}/screen`, async () => ({
    notices: voice.notices,
    waits: hall
      .services()
      .map(({ queue, waitLowMinutes, waitHighMinutes }) => ({ queue, waitLowMinutes, waitHighMinutes })),
  }));
  app.get(`${api}/voice/script`, async () =>
    languages.map((language) => ({ language, words: voice.script(hall, language) })),
  );
  app.get(`${api}/voice/text`, async (request, reply) => {
    voice.readAloud.push((request.query as { text: string }).text);
    return reply.type("audio/wav").send(tone(8_000));
  });
  const clip = `${api}/voice/clips/:language/:clip`;
  const nameIn = (params: unknown) => {
    const { language, clip } = params as { language: string; clip: string };
    return `${language}/${clip}`;
  };
  app.get(clip, async (request, reply) => {
    const name = nameIn(request.params);
    voice.fetched.push(name);
    return reply.type("audio/wav").send(voice.clips.get(name));
  });
  app.put(clip, async (request, reply) => {
    if (request.headers.authorization !== `Bearer ${voiceToken}`)
      return reply.code(401).send({ code: "not-signed-in" });
    voice.clips.set(nameIn(request.params), request.body as Buffer);
    return reply.code(204).send();
  });
  app.delete(clip, async (request, reply) => {
    voice.clips.delete(nameIn(request.params));
    return reply.code(204).send();
  });
}
