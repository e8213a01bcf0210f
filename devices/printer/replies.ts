/** What a printer says, one at a time. */
export type Reply =
  /** Answer to `DLE EOT n`; which question it answers, only who asked can know. */
  | { kind: "status"; byte: number }
  /** Four bytes of automatic status. */
  | { kind: "automatic"; bytes: readonly [number, number, number, number] }
  /** Answer to `GS ( H`: all up to this mark is on paper. */
  | { kind: "completed"; mark: Uint8Array }
  /** Answer to `DLE DC4 8`: the buffers are empty. */
  | { kind: "cleared" }
  /** Answer to `GS r 1`. */
  | { kind: "paper"; byte: number }
  /** Bytes that are none of these. */
  | { kind: "noise"; count: number };

const isStatus = (byte: number) => (byte & 0x93) === 0x12;
const beginsAutomatic = (byte: number) => (byte & 0x93) === 0x10;
const continuesAutomatic = (byte: number) => (byte & 0x90) === 0;
const isMarkByte = (byte: number) => byte >= 0x20 && byte <= 0x7e;
const PAPER_STATES = new Set([0x00, 0x03, 0x0c, 0x0f]);

const HEADER = 0x37;
const COMPLETED = 0x22;
const CLEARED = 0x25;
const COMPLETED_LENGTH = 7;

type Step = { took: number; reply: Reply } | "more";

/**
 * Tells a printer's answers apart, however they are chunked, and holds back at most one that is not whole yet. After a
 * byte that fits nothing it goes on with the very next one. A real-time status may cut into an automatic one: their
 * fixed bits differ.
 */
export class ReplyParser {
  #pending: number[] = [];

  /** @returns the replies that `bytes` complete, in order. */
  push(bytes: Uint8Array): Reply[] {
    const replies: Reply[] = [];
    for (const byte of bytes) {
      this.#pending.push(byte);
      this.#drain(replies);
    }
    return replies;
  }

  /** Called when nothing has come for so long that a half reply will not be completed any more. */
  giveUp(): Reply[] {
    const replies: Reply[] = [];
    while (this.#pending.length > 0) {
      this.#pending.shift();
      replies.push({ kind: "noise", count: 1 });
      this.#drain(replies);
    }
    return replies;
  }

  #drain(replies: Reply[]): void {
    while (this.#pending.length > 0) {
      const step = this.#step();
      if (step === "more") return;
      this.#pending.splice(0, step.took);
      const last = replies.at(-1);
      if (step.reply.kind === "noise" && last?.kind === "noise") last.count += 1;
      else replies.push({ ...step.reply });
    }
  }

  #step(): Step {
    const [first = 0] = this.#pending;
    if (first === HEADER) return this.#headed();
    if (isStatus(first)) return { took: 1, reply: { kind: "status", byte: first } };
    if (beginsAutomatic(first)) return this.#automatic();
    if (PAPER_STATES.has(first)) return { took: 1, reply: { kind: "paper", byte: first } };
    return NOISE;
  }

  #headed(): Step {
    const [, identifier, ...rest] = this.#pending;
    if (identifier === undefined) return "more";
    if (identifier === CLEARED) {
      if (rest[0] === undefined) return "more";
      return rest[0] === 0 ? { took: 3, reply: { kind: "cleared" } } : NOISE;
    }
    const mark = rest.slice(0, 4);
    if (identifier !== COMPLETED || !mark.every(isMarkByte)) return NOISE;
    if (rest.length < COMPLETED_LENGTH - 2) return "more";
    if (rest[4] !== 0) return NOISE;
    return { took: COMPLETED_LENGTH, reply: { kind: "completed", mark: Uint8Array.from(mark) } };
  }

  #automatic(): Step {
    for (let at = 1; at < 4; at++) {
      const byte = this.#pending[at];
      if (byte === undefined) return "more";
      if (isStatus(byte)) {
        this.#pending.splice(at, 1);
        return { took: 0, reply: { kind: "status", byte } };
      }
      if (!continuesAutomatic(byte)) return NOISE;
    }
    const [first = 0, second = 0, third = 0, fourth = 0] = this.#pending;
    return { took: 4, reply: { kind: "automatic", bytes: [first, second, third, fourth] } };
  }
}

const NOISE: Step = { took: 1, reply: { kind: "noise", count: 1 } };
