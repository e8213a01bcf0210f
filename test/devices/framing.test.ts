import fc from "fast-check";
import t from "tap";
import { ff68Framing, readFf68 } from "../../devices/framing/ff68/parser.ts";
import { writeFf68 } from "../../devices/framing/ff68/writer.ts";
import type { Framing } from "../../devices/framing/framing.ts";
import { FrameScanner } from "../../devices/framing/scanner.ts";
import { hex, toHex } from "./hall.ts";

/** A framing with frames that a device of it may really send. */
interface Subject {
  framing: Framing;
  frame: fc.Arbitrary<Uint8Array>;
}

const byte = fc.integer({ min: 0, max: 255 });
const subjects: Subject[] = [
  {
    framing: ff68Framing,
    frame: fc
      .tuple(
        byte,
        fc.constantFrom(1, 2, 3, 0x11),
        fc.array(fc.integer({ min: 0, max: 0x13 }), { maxLength: 8 }),
      )
      .map(([address, func, data]) => writeFf68(address, func, data)),
  },
];

/** Cuts bytes at random places. */
function chunked(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort(
    (one, other) => one - other,
  );
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

function framesOf(framing: Framing, chunks: Iterable<Uint8Array>): string[] {
  const scanner = new FrameScanner(framing);
  return [...chunks].flatMap((chunk) => scanner.push(chunk)).map(toHex);
}

const join = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

for (const { framing, frame } of subjects) {
  t.test(framing.name, async (t) => {
    t.test("any chunking of frames and noise gives the same frames and counts the same noise", async () => {
      const stream = fc.array(fc.oneof(frame, fc.uint8Array({ maxLength: 40 })), { maxLength: 12 }).map(join);
      fc.assert(
        fc.property(stream, fc.array(fc.nat(), { maxLength: 20 }), (bytes, cuts) => {
          const whole = new FrameScanner(framing);
          const cut = new FrameScanner(framing);
          const frames = whole.push(bytes).map(toHex);
          const fromChunks = chunked(bytes, cuts).flatMap((chunk) => cut.push(chunk).map(toHex));
          const bytewise = framesOf(
            framing,
            Array.from(bytes, (each) => Uint8Array.of(each)),
          );
          return (
            frames.join() === fromChunks.join() &&
            frames.join() === bytewise.join() &&
            whole.discardedBytes === cut.discardedBytes
          );
        }),
      );
    });

    t.test(
      "every byte is part of a frame, counted as noise, or held back for less than a frame",
      async () => {
        fc.assert(
          fc.property(fc.array(fc.oneof(frame, fc.uint8Array({ maxLength: 40 }))).map(join), (bytes) => {
            const scanner = new FrameScanner(framing);
            const taken = scanner.push(bytes).reduce((sum, each) => sum + each.length, 0);
            const held = bytes.length - taken - scanner.discardedBytes;
            scanner.reset();
            return (
              held >= 0 &&
              held < framing.longestFrameBytes &&
              taken + scanner.discardedBytes === bytes.length &&
              !scanner.isMidFrame
            );
          }),
        );
      },
    );

    t.test("noise before a frame, a broken or a cut-off frame never hides it", async () => {
      const noise = fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        fc.tuple(frame, fc.nat(), fc.integer({ min: 1, max: 255 })).map(([bytes, at, flip]) => {
          const broken = bytes.slice();
          broken[at % broken.length] = (broken[at % broken.length] ?? 0) ^ flip;
          return broken;
        }),
        fc.tuple(frame, fc.nat()).map(([bytes, at]) => bytes.slice(0, at % bytes.length)),
      );
      fc.assert(
        fc.property(noise, frame, (before, good) => {
          const found = framesOf(framing, [join([before, good])]);
          return found.at(-1) === toHex(good);
        }),
        { numRuns: 1_000 },
      );
    });

    t.test(
      "ten million random bytes neither throw nor pile up, and a frame after them is found",
      async (t) => {
        const scanner = new FrameScanner(framing);
        const chunk = new Uint8Array(65_536);
        let state = 1;
        let longestHeld = 0;
        for (let sent = 0; sent < 10_000_000; sent += chunk.length) {
          for (let at = 0; at < chunk.length; at++) {
            state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
            chunk[at] = state >>> 24;
          }
          const before = scanner.discardedBytes;
          const taken = scanner.push(chunk).reduce((sum, each) => sum + each.length, 0);
          longestHeld = Math.max(
            longestHeld,
            Math.abs(chunk.length - taken - (scanner.discardedBytes - before)),
          );
        }
        t.ok(longestHeld < framing.longestFrameBytes, `at most ${longestHeld} bytes carried over`);
        const [good] = fc.sample(frame, { numRuns: 1, seed: 7 });
        t.equal(
          scanner
            .push(good ?? chunk)
            .map(toHex)
            .at(-1),
          toHex(good ?? chunk),
        );
      },
    );
  });
}

t.test("FF68 frames as the sources print them", async (t) => {
  t.equal(toHex(writeFf68(1, 1, [0x0c])), "FF 68 03 03 68 01 01 0C 0E 16", "call at address 1");
  t.equal(
    toHex(writeFf68(1, 2, [10, 10, 10, 0, 0, 1])),
    "FF 68 08 08 68 01 02 0A 0A 0A 00 00 01 22 16",
    "___001",
  );
  t.equal(toHex(writeFf68(1, 3, [])), "FF 68 02 02 68 01 03 04 16", "beep");
  t.same(readFf68(hex("FF 68 03 03 68 81 11 03 95 16")), {
    address: 0x81,
    func: 0x11,
    data: Uint8Array.of(3),
  });
  t.throws(() => writeFf68(1, 2, Array<number>(31).fill(0)), RangeError);
  const frames = (text: string) => framesOf(ff68Framing, [hex(text)]);
  t.same(frames("FF 68 03 03 68 01 01 0C 0F 16"), [], "a wrong sum");
  t.same(frames("FF 68 03 03 68 01 01 0C 0E 17"), [], "a wrong end");
  t.same(frames("FF 68 03 04 68 01 01 0C 0E 16"), [], "two lengths that differ");
});
