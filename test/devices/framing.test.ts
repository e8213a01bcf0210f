import fc from "fast-check";
import t from "tap";
import { a090Framing } from "../../devices/framing/a090/parser.ts";
import { evdevFraming } from "../../devices/framing/evdev/parser.ts";
import { ff68Framing, readFf68 } from "../../devices/framing/ff68/parser.ts";
import { writeFf68 } from "../../devices/framing/ff68/writer.ts";
import type { Framing } from "../../devices/framing/framing.ts";
import { modbusFraming } from "../../devices/framing/modbus/parser.ts";
import { writeRegister } from "../../devices/framing/modbus/writer.ts";
import { onbonFraming } from "../../devices/framing/onbon/parser.ts";
import { writeOnbon } from "../../devices/framing/onbon/writer.ts";
import { FrameScanner } from "../../devices/framing/scanner.ts";
import { textLineFraming } from "../../devices/framing/text-line/parser.ts";
import { hex, toHex } from "./hall.ts";

/** A framing with frames that a device of it may really send, and bytes that its headers are made of. */
interface Subject {
  framing: Framing;
  frame: fc.Arbitrary<Uint8Array>;
  alphabet: string;
  /** Whether a frame can be told from the noise before it; a line of text cannot, nor a bare record. */
  isMarked: boolean;
}

const byte = fc.integer({ min: 0, max: 0xff });
const word = fc.integer({ min: 0, max: 0xffff });
const subjects: Subject[] = [
  {
    framing: ff68Framing,
    frame: fc
      .tuple(byte, fc.constantFrom(1, 2, 3, 0x11), fc.array(fc.nat(0x13), { maxLength: 8 }))
      .map(([address, func, data]) => writeFf68(address, func, data)),
    alphabet: "FF 68 02 03 68 16",
    isMarked: true,
  },
  {
    framing: a090Framing,
    frame: fc
      .tuple(fc.nat(0x9f), fc.array(fc.nat(0x8f), { maxLength: 20 }))
      .map(([address, inside]) => Uint8Array.of(0xa0, 0x90, address, ...inside, 0xa5, 0xaa)),
    alphabet: "A0 90 A5 AA",
    isMarked: true,
  },
  {
    framing: onbonFraming,
    frame: fc
      .tuple(word, fc.array(byte, { maxLength: 20 }))
      .map(([destination, data]) => writeOnbon(destination, data).subarray(7)),
    alphabet: "A5 A6 5A 5B 01 02 00 FE",
    isMarked: true,
  },
  {
    framing: modbusFraming,
    frame: fc
      .tuple(fc.integer({ min: 1, max: 247 }), word, word)
      .map(([address, register, value]) => writeRegister(address, register, value)),
    alphabet: "01 03 06 10 83 90",
    isMarked: true,
  },
  {
    framing: textLineFraming,
    frame: fc
      .array(fc.integer({ min: 0x20, max: 0x7e }), { minLength: 1, maxLength: 40 })
      .map((text) => Uint8Array.of(...text, 0x0d)),
    alphabet: "0D 0A 41 00",
    isMarked: false,
  },
  {
    framing: evdevFraming,
    frame: fc.tuple(word, fc.nat(0x1f), byte, fc.nat(2)).map(([second, type, code, value]) => {
      const record = new DataView(new ArrayBuffer(24));
      record.setUint32(0, second, true);
      record.setUint16(16, type, true);
      record.setUint16(18, code, true);
      record.setInt32(20, value, true);
      return new Uint8Array(record.buffer);
    }),
    alphabet: "00 01",
    isMarked: false,
  },
];

const join = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

/** Cuts bytes at random places. */
function chunked(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
  places.sort((one, other) => one - other);
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

/** The frames found in chunks, as hex, and how many bytes were noise. */
function scan(framing: Framing, chunks: Iterable<Uint8Array>): { frames: string[]; discarded: number } {
  const scanner = new FrameScanner(framing);
  const frames = [...chunks].flatMap((chunk) => scanner.push(chunk)).map(toHex);
  return { frames, discarded: scanner.discardedBytes };
}

/** Whether the last frame found is the good one; marks before it may be taken for its own. */
function endsWith(frames: readonly string[], good: Uint8Array): boolean {
  return frames.at(-1)?.endsWith(toHex(good)) === true;
}

/**
 * Whether noise and the head of the good frame make a whole frame by chance. Where nothing marks a frame but its check
 * sum, one try in 65,536 does, and nobody could tell.
 */
function isSwallowed(framing: Framing, bytes: Uint8Array, goodAt: number): boolean {
  return Array.from({ length: goodAt }, (_, at) => framing.measure(bytes, at)).some(
    (length, at) => typeof length === "number" && at + length > goodAt,
  );
}

/** Half of it looks like headers: plain random bytes seldom get past the first. */
function* randomChunks(alphabet: Uint8Array, totalBytes: number): Generator<Uint8Array> {
  const chunk = new Uint8Array(65_536);
  let state = 1;
  for (let fed = 0; fed < totalBytes; fed += chunk.length) {
    for (let at = 0; at < chunk.length; at++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      const random = state >>> 16;
      chunk[at] = random & 1 ? (alphabet[(random >>> 8) % alphabet.length] ?? 0) : random >>> 8;
    }
    yield chunk;
  }
}

for (const { framing, frame, alphabet, isMarked } of subjects) {
  const letters = fc.array(fc.constantFrom(...hex(alphabet)), { maxLength: 40 });
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    letters.map((bytes) => Uint8Array.from(bytes)),
    fc.tuple(frame, fc.nat(), fc.integer({ min: 1, max: 255 })).map(([bytes, at, flip]) => {
      const broken = bytes.slice();
      broken[at % broken.length] = (broken[at % broken.length] ?? 0) ^ flip;
      return broken;
    }),
    fc.tuple(frame, fc.nat()).map(([bytes, at]) => bytes.slice(0, at % bytes.length)),
  );
  const stream = fc.array(fc.oneof(frame, noise), { maxLength: 12 }).map(join);

  t.test(framing.name, async (t) => {
    t.test("any chunking gives the same frames and the same noise", async () => {
      fc.assert(
        fc.property(stream, fc.array(fc.nat(), { maxLength: 20 }), (bytes, cuts) => {
          const whole = JSON.stringify(scan(framing, [bytes]));
          const bytewise = Array.from(bytes, (each) => Uint8Array.of(each));
          return (
            whole === JSON.stringify(scan(framing, chunked(bytes, cuts))) &&
            whole === JSON.stringify(scan(framing, bytewise))
          );
        }),
        { numRuns: 300 },
      );
    });

    t.test("every byte is in a frame, or noise, or held back for less than a frame", async () => {
      fc.assert(
        fc.property(stream, (bytes) => {
          const scanner = new FrameScanner(framing);
          const taken = scanner.push(bytes).reduce((sum, each) => sum + each.length, 0);
          const held = bytes.length - taken - scanner.discardedBytes;
          scanner.reset();
          const isAllCounted = taken + scanner.discardedBytes === bytes.length;
          return isAllCounted && held >= 0 && held < framing.longestFrameBytes && !scanner.isMidFrame;
        }),
        { numRuns: 300 },
      );
    });

    if (isMarked)
      t.test("noise, a broken or a cut-off frame never hides the frame behind it", async () => {
        fc.assert(
          fc.property(noise, frame, (before, good) => {
            const bytes = join([before, good]);
            fc.pre(framing !== modbusFraming || !isSwallowed(framing, bytes, before.length));
            return endsWith(scan(framing, [bytes]).frames, good);
          }),
          { numRuns: 2_000 },
        );
      });

    t.test(
      "ten million random bytes neither throw nor pile up, and a frame is found behind them",
      async (t) => {
        const scanner = new FrameScanner(framing);
        let fed = 0;
        let taken = 0;
        let mostHeld = 0;
        for (const chunk of randomChunks(hex(alphabet), 10_000_000)) {
          fed += chunk.length;
          for (const found of scanner.push(chunk)) taken += found.length;
          mostHeld = Math.max(mostHeld, fed - taken - scanner.discardedBytes);
        }
        t.ok(mostHeld < framing.longestFrameBytes, `at most ${mostHeld} bytes held back`);
        scanner.reset();
        const [good = new Uint8Array(0)] = fc.sample(frame, { numRuns: 1, seed: 7 });
        t.ok(endsWith(scanner.push(good).map(toHex), good));
      },
    );
  });
}

t.test("FF68 frames as the sources print them", async (t) => {
  t.equal(toHex(writeFf68(1, 1, [0x0c])), "FF 68 03 03 68 01 01 0C 0E 16", "call at address 1");
  const one = writeFf68(1, 2, [10, 10, 10, 0, 0, 1]);
  t.equal(toHex(one), "FF 68 08 08 68 01 02 0A 0A 0A 00 00 01 22 16", "___001");
  t.equal(toHex(writeFf68(1, 3, [])), "FF 68 02 02 68 01 03 04 16", "beep");
  const rating = { address: 0x81, func: 0x11, data: Uint8Array.of(3) };
  t.same(readFf68(hex("FF 68 03 03 68 81 11 03 95 16")), rating);
  t.throws(() => writeFf68(1, 2, Array<number>(31).fill(0)), RangeError);
  const frames = (text: string) => scan(ff68Framing, [hex(text)]).frames;
  t.same(frames("FF 68 03 03 68 01 01 0C 0F 16"), [], "a wrong sum");
  t.same(frames("FF 68 03 03 68 01 01 0C 0E 17"), [], "a wrong end");
  t.same(frames("FF 68 03 04 68 01 01 0C 0E 16"), [], "two lengths that differ");
});
