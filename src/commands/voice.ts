import { resolve } from "node:path";
import { rulesOf } from "../config/rules.ts";
import { findAddress } from "../hall/address-file.ts";
import { hallSecret } from "../hall/secret.ts";
import { voiceToken } from "../http/hall-tokens.ts";
import type { Language } from "../i18n/text.ts";
import { Clips, clipId, clipsFolder } from "../voice/clips.ts";
import { Espeak } from "../voice/espeak.ts";
import { neededWords, recordedLanguages } from "../voice/needed-words.ts";
import { makeStarterClips } from "../voice/starter.ts";
import { readWav } from "../voice/wav.ts";
import { readConfig } from "./check.ts";
import { type Command, noMore, options, required, UsageError } from "./command.ts";

export const voice: Command = {
  usage: "voice list|starter|address --data DIR [--config FILE]",
  help: `
The clips that calls are joined from, and the sentences that kiosks read aloud. A hall records its own at its page
/voice; Tibetan has no other voice.

  voice list --data DIR --config FILE
      every word that calls of FILE's hall need, and every sentence of its kiosks, in each of its languages:
      + recorded, - not, ! a file that is no clip (exit 1)
  voice starter --data DIR --config FILE
      lets espeak-ng say what is not recorded yet, in Chinese and English; what people recorded stays.
      Screens take up new clips within a minute, also of a running hall. Exit 1 without espeak-ng
      (Debian: apt-get install espeak-ng).
  voice address --data DIR
      the running hall's page for recording, with its token behind the #, where no server log sees it.
      Browsers record only on the hall's own machine or over https; elsewhere the page takes sound files.

  --data DIR     the hall's data folder; clips are in its folder \`voice\`
  --config FILE  the hall's config`,
  async run(args) {
    const { values, positionals } = options(args, {
      data: { type: "string" },
      config: { type: "string" },
    });
    const verb = required(positionals[0], "list, starter or address");
    noMore(positionals, 1);
    const dataDir = resolve(required(values.data, "--data DIR"));
    if (verb === "address") return tellAddress(dataDir);
    if (verb !== "list" && verb !== "starter") throw new UsageError(`there is no "voice ${verb}"`);
    const loaded = readConfig(required(values.config, "--config FILE"));
    if (!loaded.ok) return 2;
    const rules = rulesOf(loaded.config);
    const script = recordedLanguages(rules).map((language): Script => {
      return { language, words: neededWords(rules, language).map(({ words }) => words) };
    });
    const clips = new Clips(clipsFolder(dataDir));
    return verb === "list" ? list(script, clips) : starter(script, clips);
  },
};

interface Script {
  language: Language;
  words: string[];
}

function tellAddress(dataDir: string): number {
  const url = findAddress(dataDir);
  if (url === undefined) throw new Error(`no hall runs on ${dataDir}`);
  process.stdout.write(`${url}/voice#token=${voiceToken(hallSecret(dataDir))}\n`);
  return 0;
}

/** Exit code 1 when a file is no clip: what it is needed for is silent, or said by another engine. */
async function list(script: readonly Script[], clips: Clips): Promise<number> {
  let faulty = 0;
  for (const { language, words } of script) {
    const recorded = await clips.recorded(language);
    const there = words.filter((each) => recorded.has(clipId(each)));
    process.stdout.write(`${language}: ${there.length} of ${words.length} recorded\n`);
    for (const each of words) {
      const fault = faultOf(await clips.read(language, clipId(each)));
      if (fault !== undefined) faulty += 1;
      const mark = fault === undefined ? (recorded.has(clipId(each)) ? "+" : "-") : "!";
      process.stdout.write(`  ${mark} ${each}${fault === undefined ? "" : `  ${fault}`}\n`);
    }
  }
  return faulty === 0 ? 0 : 1;
}

function faultOf(wav: Uint8Array | undefined): string | undefined {
  if (wav === undefined) return undefined;
  try {
    readWav(wav);
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

async function starter(script: readonly Script[], clips: Clips): Promise<number> {
  const espeak = new Espeak();
  const spoken = await espeak.languages();
  if (spoken.length === 0) throw new Error("espeak-ng is not installed here");
  for (const { language, words } of script) {
    if (!spoken.includes(language)) {
      process.stdout.write(`${language}: espeak-ng does not speak it; ${words.length} words to record\n`);
      continue;
    }
    const made = await makeStarterClips(espeak, clips, language, words);
    process.stdout.write(`${language}: ${made} clips made, ${words.length - made} were there\n`);
  }
  return 0;
}
