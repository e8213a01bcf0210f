import { execFile } from "node:child_process";
import { type Language, languages } from "../i18n/text.ts";
import { readWav, type Sound } from "./wav.ts";

/**
 * espeak-ng's voices for the languages that it speaks, the one that speaks better first; it has no Tibetan. From 1.51
 * on its `cmn` spells most Chinese characters in English, tone and all (请 is "king three": espeak-ng issue 1236), and
 * the voice for pinyin reads them; before that there was `cmn` alone, and it was right.
 */
const VOICES: Partial<Record<Language, readonly string[]>> = {
  "zh-CN": ["cmn-latn-pinyin", "cmn"],
  en: ["en-gb", "en", "en-us"],
};
/** Slower than its own 175 words a minute: a hall echoes. */
const WORDS_PER_MINUTE = "145";
/** A call takes it 50 ms; one that takes this long is stuck. */
const TIME_LIMIT_MS = 5_000;
const LONGEST_BYTES = 8 * 1024 * 1024;

/** The speech program of the daemon's machine, where it is installed. */
export class Espeak {
  readonly #command: string;
  #voices: Promise<ReadonlyMap<Language, string>> | undefined;

  constructor(command = "espeak-ng") {
    this.#command = command;
  }

  /** What it can speak; nothing where it is not installed. Looked up once. */
  async languages(): Promise<readonly Language[]> {
    return [...(await this.#voicesHere()).keys()];
  }

  /** Rejects when it fails, takes too long, or has no voice for the language. */
  async speak(text: string, language: Language): Promise<Sound> {
    const voice = (await this.#voicesHere()).get(language);
    if (voice === undefined) throw new Error(`${this.#command} does not speak ${language}`);
    const wav = await this.#run(["-v", voice, "-s", WORDS_PER_MINUTE, "--stdin", "--stdout"], text);
    return readWav(wav);
  }

  #voicesHere(): Promise<ReadonlyMap<Language, string>> {
    this.#voices ??= this.#run(["--voices"], "").then(
      (table) => voicesIn(table.toString()),
      () => new Map(),
    );
    return this.#voices;
  }

  /** @param input goes to its standard input, so that no text is ever read as an option */
  #run(args: readonly string[], input: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const child = execFile(
        this.#command,
        args,
        { encoding: "buffer", timeout: TIME_LIMIT_MS, killSignal: "SIGKILL", maxBuffer: LONGEST_BYTES },
        (error, stdout) => (error ? reject(error) : resolve(stdout)),
      );
      // A program that ends without reading closes the pipe; its exit code tells more than that.
      child.stdin?.on("error", () => {});
      child.stdin?.end(input);
    });
  }
}

/** @param table what `--voices` prints: a line of headings, then priority, language and more in columns */
function voicesIn(table: string): Map<Language, string> {
  const installed = new Set(table.split("\n").map((line) => line.trim().split(/\s+/)[1]));
  const found = new Map<Language, string>();
  for (const language of languages) {
    const voice = VOICES[language]?.find((each) => installed.has(each));
    if (voice !== undefined) found.set(language, voice);
  }
  return found;
}
