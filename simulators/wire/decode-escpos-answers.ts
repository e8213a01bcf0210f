/** What an answer of a printer says, read beside the questions that were asked of it. */
interface Answer {
  readonly bytes: readonly number[];
  readonly text: string;
  readonly understood: boolean;
}

type Flags = readonly (readonly [bit: number, meaning: string])[];

const REAL_TIME_FLAGS: Readonly<Record<number, Flags>> = {
  1: [[0x08, "offline"]],
  2: [
    [0x04, "cover open"],
    [0x08, "feed key"],
    [0x20, "stopped: paper end"],
    [0x40, "error"],
  ],
  3: [
    [0x08, "cutter"],
    [0x20, "fatal error"],
    [0x40, "recoverable error"],
  ],
  4: [
    [0x0c, "paper near end"],
    [0x60, "paper out"],
  ],
};

const PAPER_ANSWERS: ReadonlyMap<number, string> = new Map([
  [0x00, "paper: ok"],
  [0x03, "paper: near end"],
  [0x0c, "paper: end"],
  [0x0f, "paper: near end"],
]);

/** `questions`: the n of each `DLE EOT n` not yet answered, oldest first; answered ones are taken off. */
export function describeAnswer(bytes: Uint8Array, questions: number[]): Answer[] {
  const answers: Answer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const answer = next(bytes.subarray(at), questions);
    answers.push(answer);
    at += answer.bytes.length;
  }
  return answers;
}

function next(bytes: Uint8Array, questions: number[]): Answer {
  const [first = 0, second] = bytes;
  if (first === 0x37 && second === 0x22 && bytes.length >= 7) {
    const id = Buffer.from(bytes.subarray(2, 6)).toString("latin1");
    return understood(bytes.subarray(0, 7), `printed, “${id}”`);
  }
  if (first === 0x37 && second === 0x25 && bytes.length >= 3) {
    return understood(bytes.subarray(0, 3), "buffers cleared");
  }
  if ((first & 0x93) === 0x10 && bytes.length >= 4) {
    return understood(bytes.subarray(0, 4), `automatic status: ${automatic(bytes)}`);
  }
  if ((first & 0x93) === 0x12) {
    const which = questions.shift() ?? 0;
    return understood(
      bytes.subarray(0, 1),
      `status ${which}: ${meanings(first, REAL_TIME_FLAGS[which] ?? [])}`,
    );
  }
  const paper = PAPER_ANSWERS.get(first);
  if (paper !== undefined) return understood(bytes.subarray(0, 1), paper);
  return { bytes: Array.from(bytes), text: "noise", understood: false };
}

function understood(bytes: Uint8Array, text: string): Answer {
  return { bytes: Array.from(bytes), text, understood: true };
}

function automatic(bytes: Uint8Array): string {
  const [first = 0, second = 0, third = 0] = bytes;
  return (
    [
      ...set(first, [
        [0x08, "offline"],
        [0x20, "cover open"],
      ]),
      ...set(second, [
        [0x08, "cutter"],
        [0x20, "fatal error"],
        [0x40, "recoverable error"],
      ]),
      ...set(third, [
        [0x03, "paper near end"],
        [0x0c, "paper out"],
      ]),
    ].join(", ") || "all well"
  );
}

function meanings(byte: number, flags: Flags): string {
  return set(byte, flags).join(", ") || "all well";
}

function set(byte: number, flags: Flags): string[] {
  return flags.filter(([bit]) => (byte & bit) !== 0).map(([, meaning]) => meaning);
}
