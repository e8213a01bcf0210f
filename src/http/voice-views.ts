import Type, { type Static } from "typebox";
import type { HallRules, VoiceEngine } from "../core/rules.ts";
import { type Language, languages } from "../i18n/text.ts";
import type { CallSpeech } from "../voice/call-speech.ts";
import { type Clips, clipId } from "../voice/clips.ts";
import { volumePercent } from "../voice/loudness.ts";
import { neededWords, recordedLanguages, spokenLanguages } from "../voice/needed-words.ts";
import type { HallPort } from "./hall-port.ts";
import { HttpProblem } from "./problems.ts";
import { Language as LanguageSchema, orNull, Texts } from "./schemas.ts";

/** What a hall has to speak with. */
export interface VoicePort {
  clips: Clips;
  speech: CallSpeech;
}

const Engine = Type.Enum(["clips", "browser", "espeak"]);
const Address = Type.String({ description: "of a WAVE file; another one when it is recorded anew" });

export const VoiceAnswer = Type.Object({
  enabled: Type.Boolean(),
  repeat: Type.Integer({ description: "how often each call is said" }),
  engines: Type.Array(Engine, { description: "the first that can speak a language does" }),
  languages: Type.Array(LanguageSchema, { description: "a call is said in these, one after the other" }),
  volumePercent: Type.Integer({ description: "now: quiet hours change it; 0 is captions only" }),
  zones: Type.Array(
    Type.Object({ id: Type.String(), names: orNull(Texts), windows: Type.Array(Type.String()) }),
  ),
  clips: Type.Record(Type.String(), Type.Record(Type.String(), Address), {
    description:
      "what is recorded: by language, the address of the clip of each word, and of each kiosk's sentence",
  }),
  espeak: Type.Array(LanguageSchema, { description: "what espeak-ng speaks here" }),
});
export type VoiceAnswer = Static<typeof VoiceAnswer>;

export const ScriptAnswer = Type.Array(
  Type.Object({
    language: LanguageSchema,
    words: Type.Array(
      Type.Object({
        clip: Type.String({ description: "names the clip of these words" }),
        words: Type.String(),
        kind: Type.Enum(["sign", "phrase", "window", "sentence"]),
        address: orNull(Address),
      }),
    ),
  }),
);
export type ScriptAnswer = Static<typeof ScriptAnswer>;

const allEngines: VoiceEngine[] = ["clips", "browser", "espeak"];

export function rulesNow({ loop }: HallPort): HallRules {
  const { rules } = loop.state;
  if (!rules) throw new HttpProblem("no-config");
  return rules;
}

/** What a screen or a kiosk needs to know to speak. */
export async function voiceAnswer(hall: HallPort, { clips, speech }: VoicePort): Promise<VoiceAnswer> {
  const rules = rulesNow(hall);
  const recorded = await Promise.all(
    recordedLanguages(rules).map(async (language): Promise<[Language, Record<string, string>]> => {
      const script = await scriptOf(rules, language, clips);
      const there = script.flatMap(({ words, address }): [string, string][] =>
        address === null ? [] : [[words, address]],
      );
      return [language, Object.fromEntries(there)];
    }),
  );
  const { enabled, repeat, engines = allEngines, zones = [] } = rules.voice;
  return {
    enabled,
    repeat,
    engines,
    languages: spokenLanguages(rules),
    volumePercent: volumePercent(rules, hall.loop.now()),
    zones: zones.map(({ id, name, windows }) => ({ id, names: name ?? null, windows })),
    clips: Object.fromEntries(recorded),
    espeak: engines.includes("espeak") ? [...(await speech.languages())] : [],
  };
}

/** All that is to be recorded, in every language that the hall speaks first and in the others after. */
export async function scriptAnswer(hall: HallPort, { clips }: VoicePort): Promise<ScriptAnswer> {
  const rules = rulesNow(hall);
  const all = new Set([...spokenLanguages(rules), ...languages]);
  return Promise.all(
    [...all].map(async (language) => ({ language, words: await scriptOf(rules, language, clips) })),
  );
}

async function scriptOf(
  rules: HallRules,
  language: Language,
  clips: Clips,
): Promise<ScriptAnswer[number]["words"]> {
  const recorded = await clips.recorded(language);
  return neededWords(rules, language).map(({ words, kind }) => {
    const clip = clipId(words);
    const mark = recorded.get(clip);
    const address = mark === undefined ? null : `/api/v1/voice/clips/${language}/${clip}?v=${mark}`;
    return { clip, words, kind, address };
  });
}
