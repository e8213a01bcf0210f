import { callText, countedAloud, type SpokenCall } from "../i18n/call-words.ts";
import type { Language } from "../i18n/text.ts";
import type { Espeak } from "./espeak.ts";
import { tidied } from "./tidy.ts";
import { writeWav } from "./wav.ts";

/** Screens ask for the call of now, all at once, and twice. */
const KEPT = 50;
/** Children at once: the daemon's machine has a hall to run. */
const AT_ONCE = 2;
/** More than a hall's windows could call in the time that they take is no hall's. */
const WAITING_MOST = 40;

/** So many speeches are being made that no more are taken on. */
export class SpeechBusy extends Error {
  override name = "SpeechBusy";
}

/** What espeak-ng says, a few at a time: calls, of which the latest are kept, and what kiosks read aloud. */
export class CallSpeech {
  readonly #espeak: Pick<Espeak, "speak" | "languages">;
  readonly #made = new Map<string, Promise<Uint8Array>>();
  #speaking = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(espeak: Pick<Espeak, "speak" | "languages">) {
    this.#espeak = espeak;
  }

  languages(): Promise<readonly Language[]> {
    return this.#espeak.languages();
  }

  /** A WAVE file. Rejects with SpeechBusy, or with what went wrong at espeak-ng. */
  wavOf(call: SpokenCall, language: Language): Promise<Uint8Array> {
    const text = callText(call, language);
    const key = `${language} ${text}`;
    const known = this.#made.get(key);
    if (known) return known;
    const making = this.#make(text, language);
    this.#made.set(key, making);
    for (const oldest of this.#made.keys()) {
      if (this.#made.size <= KEPT) break;
      this.#made.delete(oldest);
    }
    // A failure is not kept: the next one may do better.
    making.catch(() => this.#made.delete(key));
    return making;
  }

  /** Any text as a WAVE file, its digits said as people count. Not kept: one person asked for it. Rejects as `wavOf`. */
  textWav(text: string, language: Language): Promise<Uint8Array> {
    return this.#make(countedAloud(text, language), language);
  }

  #make(text: string, language: Language): Promise<Uint8Array> {
    return this.#inTurn(async () => {
      const sound = tidied(await this.#espeak.speak(text, language));
      if (!sound) throw new Error("espeak-ng said nothing");
      return writeWav(sound);
    });
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#speaking >= AT_ONCE) {
      if (this.#waiting.length >= WAITING_MOST) throw new SpeechBusy("too much is being spoken");
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#speaking += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes the place over.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#speaking -= 1;
    }
  }
}
