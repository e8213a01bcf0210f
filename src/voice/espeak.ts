import { execFile } from "node:child_process";
import type { Language } from "../i18n/text.ts";
import { readWav, type Sound } from "./wav.ts";

/** espeak-ng's names for the languages that it speaks; it has no Tibetan. */
const VOICES: Partial<Record<Language, string>> = { "zh-CN": "cmn", en: "en" };
/** Slower than its own 175 words a minute: a hall echoes. */
const WORDS_PER_MINUTE = "145";
/** A call takes it 50 ms; one that takes this long is stuck. */
const TIME_LIMIT_MS = 5_000;
const LONGEST_BYTES = 8 * 1024 * 1024;

/** The speech program of the daemon's machine, where it is installed. */
export class Espeak {
  readonly #command: string;
  #languages: Promise<readonly Language[]> | undefined;

  constructor(command = "espeak-ng") {
    this.#command = command;
  }

  /** What it can speak; nothing where it is not installed. Looked up once. */
  languages(): Promise<readonly Language[]> {
    this.#languages ??= this.#run(["--version"], "").then(
      () => Object.keys(VOICES) as Language[],
      () => [],
    );
    return this.#languages;
  }

  /** Rejects when it fails, takes too long, or has no voice for the language. */
  async speak(text: string, language: Language): Promise<Sound> {
    const voice = VOICES[language];
    if (voice === undefined) throw new Error(`${this.#command} does not speak ${language}`);
    const wav = await this.#run(["-v", voice, "-s", WORDS_PER_MINUTE, "--stdin", "--stdout"], text);
    return readWav(wav);
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
