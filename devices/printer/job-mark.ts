import { createHash } from "node:crypto";

/**
 * Sixty-four letters for marks. None looks like a status byte, the head of one, or the head of a longer
 * answer, so that a completion of which bytes were lost is never read as something else.
 */
const LETTERS = [...Array(0x7f).keys()]
  .filter((byte) => byte > 0x20 && byte !== 0x37 && (byte & 0x91) !== 0x10)
  .slice(0, 64);

/** How many earlier marks a new one differs from: more than any printer's buffer holds jobs. */
const REMEMBERED = 256;

/**
 * Gives each job that is sent the four bytes by which its printer confirms it. They come from the job's id
 * and a nonce of this process, so that an answer that was on its way across a restart fits no later job (but
 * one in 16 million); within a process no two of the latest 256 are alike, even for one job sent twice.
 */
export class JobMarks {
  readonly #nonce: string;
  readonly #recent: string[] = [];
  #sequence = 0;

  constructor(nonce: string) {
    this.#nonce = nonce;
  }

  next(jobId: string): Uint8Array {
    for (;;) {
      const text = `${this.#nonce} ${this.#sequence++} ${jobId}`;
      const mark = createHash("sha256").update(text).digest().subarray(0, 4);
      const letters = Uint8Array.from(mark, (byte) => LETTERS[byte & 63] ?? 0);
      const key = letters.join();
      if (this.#recent.includes(key)) continue;
      this.#recent.push(key);
      if (this.#recent.length > REMEMBERED) this.#recent.shift();
      return letters;
    }
  }
}
