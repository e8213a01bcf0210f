import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { windowNames } from "../../core/window-names.ts";
import type { Language as LanguageCode } from "../../i18n/text.ts";
import { type CallSpeech, SpeechBusy } from "../../voice/call-speech.ts";
import { clipId } from "../../voice/clips.ts";
import { neededWords } from "../../voice/needed-words.ts";
import { tidied } from "../../voice/tidy.ts";
import { readWav, type Sound, writeWav } from "../../voice/wav.ts";
import type { Access } from "../access.ts";
import type { HallPort } from "../hall-port.ts";
import { HttpProblem, problemResponses } from "../problems.ts";
import { Id, Language, strict } from "../schemas.ts";
import type { App } from "../typed.ts";
import {
  rulesNow,
  ScriptAnswer,
  scriptAnswer,
  VoiceAnswer,
  type VoicePort,
  voiceAnswer,
} from "../voice-views.ts";

/** Ten seconds of a word at 48,000 samples a second. */
const CLIP_LIMIT_BYTES = 1024 * 1024;

const clipParams = Type.Object({
  language: Language,
  clip: Type.String({ pattern: "^[0-9a-f]{16}$", description: "as the script names it" }),
});
const CallQuery = Type.Object(
  {
    number: Type.String({ pattern: "^[A-Z0-9]{1,10}$" }),
    window: Id,
    language: Language,
    recalled: Type.Optional(Type.Enum(["true", "false"])),
  },
  strict,
);
/** Longer than what a kiosk says in one breath; half a minute of speech keeps espeak-ng busy for 0.1 s. */
const TEXT_MOST = 200;
const TextQuery = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: TEXT_MOST }), language: Language },
  strict,
);
const wav = { "audio/wav": { schema: Type.String({ format: "binary" }) } };
const tags = ["voice"];

interface Parts {
  hall: HallPort;
  access: Access;
  voice: VoicePort;
}

/** How calls sound: what a screen speaks with, and what the hall recorded itself. */
export async function voiceRoutes(app: App, parts: Parts): Promise<void> {
  const { hall, voice } = parts;
  const view = {
    tags,
    summary: "What a screen needs to speak calls, and a kiosk to read aloud",
    response: { 200: VoiceAnswer, ...problemResponses },
  };
  app.get("/voice", { schema: view }, () => voiceAnswer(hall, voice));

  const script = {
    tags,
    summary: "All that is to be recorded: words that calls are joined from, sentences of kiosks",
    response: { 200: ScriptAnswer, ...problemResponses },
  };
  app.get("/voice/script", { schema: script }, () => scriptAnswer(hall, voice));

  const spoken = {
    tags,
    summary: "A call as espeak-ng says it",
    querystring: CallQuery,
    response: { 200: { description: "a WAVE file", content: wav }, ...problemResponses },
  };
  app.get("/voice/call", { schema: spoken }, async (request, reply) => {
    const { number, window, language, recalled } = request.query;
    const rule = rulesNow(hall).windows.find(({ id }) => id === window);
    if (!rule) throw new HttpProblem("unknown-window", { window });
    const call = { number, windowNames: windowNames(window, rule), recalled: recalled === "true" };
    const bytes = await espoken(request, voice.speech, language, (speech) => speech.wavOf(call, language));
    return reply.type("audio/wav").send(bytes);
  });

  const readAloud = {
    tags,
    summary: "A text as espeak-ng says it, for a kiosk that reads aloud",
    querystring: TextQuery,
    response: { 200: { description: "a WAVE file", content: wav }, ...problemResponses },
  };
  app.get("/voice/text", { schema: readAloud }, async (request, reply) => {
    const { text, language } = request.query;
    const bytes = await espoken(request, voice.speech, language, (speech) => speech.textWav(text, language));
    return reply.type("audio/wav").send(bytes);
  });
  await app.register(clipRoutes, parts);
}

/** What espeak-ng says, or the problem that the caller is told. */
async function espoken(
  { log }: Pick<FastifyRequest, "log">,
  speech: CallSpeech,
  language: LanguageCode,
  say: (speech: CallSpeech) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  if (!(await speech.languages()).includes(language)) throw new HttpProblem("not-found", { language });
  return say(speech).catch((error: unknown) => {
    if (error instanceof SpeechBusy) throw new HttpProblem("too-many");
    log.warn({ err: error }, "espeak-ng could not say it");
    throw new HttpProblem("not-ready");
  });
}

async function clipRoutes(app: App, { hall, access, voice: { clips } }: Parts): Promise<void> {
  app.addContentTypeParser("audio/wav", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  const read = {
    tags,
    summary: "A recorded clip",
    params: clipParams,
    querystring: Type.Object({ v: Type.Optional(Type.String()) }, strict),
    response: { 200: { description: "a WAVE file", content: wav }, ...problemResponses },
  };
  app.get("/voice/clips/:language/:clip", { schema: read }, async (request, reply) => {
    const { language, clip } = request.params;
    const bytes = await clips.read(language, clip);
    if (!bytes) throw new HttpProblem("not-found");
    // Its address changes when it is recorded anew.
    reply.header("cache-control", "private, max-age=31536000, immutable");
    return reply.type("audio/wav").send(bytes);
  });

  const keep = {
    tags,
    summary: "Record a clip, in place of an older one",
    description:
      "16-bit PCM, one or two channels. Silence at its ends is cut off, and it is made as loud as the others.",
    consumes: ["audio/wav"],
    params: clipParams,
    response: { 204: { description: "kept", type: "null" }, ...problemResponses },
  };
  app.put(
    "/voice/clips/:language/:clip",
    { schema: keep, bodyLimit: CLIP_LIMIT_BYTES },
    async (request, reply) => {
      access.recorder(request);
      const { language, clip } = request.params;
      // Only what is on the list is kept: a folder of a hall's clips cannot be filled from outside.
      const isNeeded = neededWords(rulesNow(hall), language).some(({ words }) => clipId(words) === clip);
      if (!isNeeded) throw new HttpProblem("not-found");
      await clips.keep(language, clip, writeWav(recordedIn(request.body)));
      return reply.code(204).send();
    },
  );

  const remove = {
    tags,
    summary: "Take a clip away",
    params: clipParams,
    response: { 204: { description: "gone", type: "null" }, ...problemResponses },
  };
  app.delete("/voice/clips/:language/:clip", { schema: remove }, async (request, reply) => {
    access.recorder(request);
    await clips.remove(request.params.language, request.params.clip);
    return reply.code(204).send();
  });
}

function recordedIn(body: unknown): Sound {
  if (!Buffer.isBuffer(body)) throw new HttpProblem("wrong-content-type", { expected: "audio/wav" });
  try {
    const sound = tidied(readWav(body));
    if (sound) return sound;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new HttpProblem("malformed", { fault: error.message });
  }
  throw new HttpProblem("malformed", { fault: "nothing is to be heard in it" });
}
