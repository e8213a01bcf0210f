import type { Test } from "tap";
import { Wire } from "../../devices/bus/wire.ts";
import { VirtualClock } from "../../devices/clock.ts";
import type { DeviceStatus } from "../../devices/device.ts";
import {
  type Command,
  type DeviceEvent,
  type Driver,
  type DriverProfile,
  framesOf,
} from "../../devices/drivers/driver.ts";
import { FrameScanner } from "../../devices/framing/scanner.ts";
import { MemoryLine, MemoryLink } from "../../devices/link/memory.ts";
import { keepStatus } from "../../devices/status.ts";
import { hex, quiet, toHex } from "./hall.ts";

/** Bytes as documents print them, both ways. Frames are hex; a profile is the default's name where left out. */
export interface DriverVectors {
  driver: Driver;
  encodes: { profile?: string; address?: number; command: Command; frames: string[] }[];
  decodes: {
    profile?: string;
    address?: number;
    frame: string;
    event: DeviceEvent;
    acknowledged: string | null;
  }[];
  /** Sound frames that are not this device's, or say nothing that it can say. */
  foreign: { profile?: string; address?: number; frame: string }[];
  answers: { profile?: string; request: string; answer: string }[];
  /** Sound frames that do not answer the request: another's, another request's, refusals. */
  notAnswers: { profile?: string; request: string; frame: string }[];
  /** Whether a frame carries a sum by which one broken byte is noticed. */
  isChecked: boolean;
  /** Bytes that begin nothing in this language; `NOISE` where left out. */
  noise?: string;
}

const NOISE = "00 55 AA FF 12";

/** What every driver must keep, whatever it speaks: add its vectors, and it is held to all of this. */
export function conforms(t: Test, vectors: DriverVectors): void {
  t.test(vectors.driver.name, async (t) => {
    t.test("names its source, roles and profiles, and every profile is in the vectors", async (t) => {
      const { driver, encodes, decodes } = vectors;
      t.not(driver.source, "");
      t.not(driver.roles.length, 0);
      const tried = new Set([...encodes, ...decodes].map(({ profile }) => profile ?? firstOf(driver)));
      t.same([...tried].sort(), Object.keys(driver.profiles).sort());
    });
    t.test("vectors, both ways", async (t) => bothWays(t, vectors));
    t.test("every chunking of what it says", async (t) => chunkings(t, vectors));
    t.test("noise between its frames", async (t) => noiseBetween(t, vectors));
    if (vectors.isChecked) {
      t.test("noise inside its frames: a broken byte, a torn end", async (t) => noiseInside(t, vectors));
      t.test("wrong check sums on a wire", async (t) => wrongSums(t, vectors));
    }
    t.test("on a wire: said, heard, acknowledged, answered", async (t) => onWire(t, vectors));
    t.test("an absent device is silent where it owes answers, and hurts nobody", async (t) =>
      absent(t, vectors),
    );
    t.test("unplugged in the middle of a frame, and put back", async (t) => replugged(t, vectors));
  });
}

function firstOf(driver: Driver): string {
  return Object.keys(driver.profiles)[0] ?? "";
}

function profileOf({ profiles }: Driver, name: string | undefined): DriverProfile {
  const profile = name === undefined ? Object.values(profiles)[0] : profiles[name];
  if (profile === undefined) throw new Error(`no profile ${name}`);
  return profile;
}

function bothWays(t: Test, { driver, encodes, decodes, foreign, answers, notAnswers }: DriverVectors): void {
  for (const { profile, address, command, frames } of encodes)
    t.same(
      framesOf(profileOf(driver, profile).encode, address ?? 1, command).map(toHex),
      frames.map((frame) => toHex(hex(frame))),
      `${profile ?? ""} says ${JSON.stringify(command)}`,
    );
  for (const { profile, address, frame, event, acknowledged } of decodes) {
    const { decode, acknowledge } = profileOf(driver, profile);
    t.same(decode(address ?? 1, hex(frame)), event, `${profile ?? ""} hears ${JSON.stringify(event)}`);
    const answer = acknowledge(address ?? 1, hex(frame));
    t.equal(answer && toHex(answer), acknowledged);
  }
  for (const { profile, address, frame } of foreign)
    t.equal(profileOf(driver, profile).decode(address ?? 1, hex(frame)), null, `${frame} is not its own`);
  const isAnswer = (profile: string | undefined, request: string, frame: string) =>
    profileOf(driver, profile).reply?.isAnswer(hex(request), hex(frame));
  for (const { profile, request, answer } of answers)
    t.equal(isAnswer(profile, request, answer), true, answer);
  for (const { profile, request, frame } of notAnswers)
    t.equal(isAnswer(profile, request, frame), false, `${frame} answers nothing`);
}

/** Everything that devices of this driver say in the vectors, in frames. */
function heard({ decodes, foreign, answers, notAnswers }: DriverVectors): Uint8Array[] {
  return [
    ...[...decodes, ...foreign, ...notAnswers].map(({ frame }) => hex(frame)),
    ...answers.map(({ answer }) => hex(answer)),
  ];
}

const join = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

function chunkings(t: Test, vectors: DriverVectors): void {
  const frames = heard(vectors);
  const whole = join(frames);
  const expected = frames.map(toHex);
  const scan = (chunks: Uint8Array[]) => {
    const scanner = new FrameScanner(vectors.driver.framing);
    return chunks.flatMap((chunk) => scanner.push(chunk).map(toHex));
  };
  t.same(scan([whole]), expected, "all at once");
  t.same(scan(Array.from(whole, (byte) => Uint8Array.of(byte))), expected, "byte by byte");
  let isSame = true;
  for (let cut = 1; cut < whole.length; cut++)
    isSame &&= scan([whole.subarray(0, cut), whole.subarray(cut)]).join() === expected.join();
  t.ok(isSame, "cut in two at every place");
}

function noiseBetween(t: Test, vectors: DriverVectors): void {
  const frames = heard(vectors);
  const noise = hex(vectors.noise ?? NOISE);
  const scanner = new FrameScanner(vectors.driver.framing);
  const found = scanner.push(join([noise, ...frames.flatMap((frame) => [frame, noise])]));
  t.same(found.map(toHex), frames.map(toHex));
  scanner.reset();
  t.equal(scanner.discardedBytes, noise.length * (frames.length + 1), "all of it is counted");

  for (const { profile, address, command, frames } of vectors.encodes) {
    const { clock, line, station, told, status } = bench(vectors.driver, profile, address ?? 1);
    line.say(noise);
    clock.advance(noise.length);
    station.send(command, "call");
    clock.advance(1_000);
    t.same(
      told.slice(0, frames.length),
      frames.map((frame) => toHex(hex(frame))),
      "what is said comes after it",
    );
    line.unplug();
    t.equal(status.current().counters.discardedBytes, noise.length);
  }
}

/** The frame with another sum, or another end where the sum is the one before. */
function withWrongSum(frame: Uint8Array): Uint8Array {
  const broken = frame.slice();
  const at = frame.length - 2;
  broken[at] = (broken[at] ?? 0) ^ 0x01;
  return broken;
}

function wrongSums(t: Test, { driver, decodes, encodes, answers }: DriverVectors): void {
  for (const { profile, address, frame, event } of decodes) {
    const { clock, line, events, told } = bench(driver, profile, address ?? 1);
    line.say(withWrongSum(hex(frame)));
    clock.advance(500);
    t.same({ events, told }, { events: [], told: [] }, "it says nothing, and is not acknowledged");
    line.say(hex(frame));
    clock.advance(500);
    t.same(events, [event], "its repeat does");
  }
  for (const { profile, address, command, frames } of encodes) {
    const known = answers.find(({ request }) => frames.includes(request));
    if (known === undefined) continue;
    const { clock, line, station, told, status } = bench(driver, profile, address ?? 1);
    const outcomes: string[] = [];
    line.onHeard = (bytes) => {
      told.push(toHex(bytes));
      const answer = hex(known.answer);
      clock.after(5, () => line.say(told.length === 1 ? withWrongSum(answer) : answer));
    };
    station.send(command, "call", (outcome) => outcomes.push(outcome));
    clock.advance(5_000);
    t.same(outcomes, ["answered"]);
    t.match(status.current(), { state: "idle", counters: { retries: 1, timeouts: 1 } });
  }
}

function noiseInside(t: Test, vectors: DriverVectors): void {
  const { framing } = vectors.driver;
  let accepted = 0;
  let hidden = 0;
  for (const frame of heard(vectors)) {
    for (let at = 0; at < frame.length; at++) {
      for (const flip of [0x01, 0x10, 0x80, 0xff]) {
        const broken = frame.slice();
        broken[at] = (broken[at] ?? 0) ^ flip;
        const found = new FrameScanner(framing).push(join([broken, frame])).map(toHex);
        if (found.length > 1 && !isSame(found[0], frame)) accepted += 1;
        if (!isSame(found.at(-1), frame)) hidden += 1;
      }
      const cutOff = new FrameScanner(framing).push(join([frame.subarray(0, at), frame])).map(toHex);
      if (cutOff.length !== 1 || !isSame(cutOff[0], frame)) hidden += 1;
    }
  }
  t.equal(accepted, 0, "no broken frame is taken for a sound one");
  t.equal(hidden, 0, "and none hides the sound one behind it");
}

/** The same frame; where its maker begins it with any number of marks, there may be more or fewer of them. */
function isSame(found: string | undefined, frame: Uint8Array): boolean {
  const sound = toHex(frame);
  return found !== undefined && (found.endsWith(sound) || sound.endsWith(found));
}

/** A wire with one device of the driver, in virtual time. */
function bench(driver: Driver, profileName: string | undefined, address: number) {
  const clock = new VirtualClock(1_000);
  const line = new MemoryLine({ clock, baud: 9_600 });
  const link = new MemoryLink({ id: "wire", line, clock });
  const wire = new Wire({ link, framing: driver.framing, clock, log: quiet });
  const statuses: DeviceStatus[] = [];
  const [role = "reader"] = driver.roles;
  const spec = { id: "it", role, driver: driver.name, link: "wire", address };
  const status = keepStatus(spec, clock, (told) => statuses.push(told));
  const station = wire.attach(spec, profileOf(driver, profileName), status);
  const events: DeviceEvent[] = [];
  station.onEvent = (event, frame) => {
    events.push(event);
    station.acknowledge(frame);
  };
  const told: string[] = [];
  line.onHeard = (bytes) => told.push(toHex(bytes));
  wire.open();
  clock.advance(10);
  return { clock, line, station, events, told, status, statuses };
}

function onWire(t: Test, { driver, encodes, decodes, answers }: DriverVectors): void {
  for (const { profile, address, frame, event, acknowledged } of decodes) {
    const { clock, line, events, told, status } = bench(driver, profile, address ?? 1);
    line.say(hex(frame));
    clock.advance(500);
    t.same(events, [event]);
    t.same(told, acknowledged === null ? [] : [acknowledged]);
    t.equal(status.current().counters.framesIn, 1);
    t.equal(status.current().counters.discardedBytes, 0);
  }
  for (const { profile, address, command, frames } of encodes) {
    const { clock, line, station, told } = bench(driver, profile, address ?? 1);
    const outcomes: string[] = [];
    const { onHeard } = line;
    line.onHeard = (bytes, startedMs, endedMs) => {
      onHeard(bytes, startedMs, endedMs);
      const known = answers.find(({ request }) => toHex(hex(request)) === toHex(bytes));
      if (known) clock.after(5, () => line.say(hex(known.answer)));
    };
    station.send(command, "call", (outcome) => outcomes.push(outcome));
    clock.advance(5_000);
    const isAnswered = answers.some(({ request }) => frames.includes(request));
    const owes = profileOf(driver, profile).reply !== null;
    if (!owes || isAnswered) {
      t.same(
        told,
        frames.map((frame) => toHex(hex(frame))),
      );
      if (frames.length > 0) t.same(outcomes, [owes ? "answered" : "sent"]);
    }
  }
}

function absent(t: Test, { driver, encodes }: DriverVectors): void {
  for (const { profile, command, frames } of encodes) {
    const { clock, station, status, told } = bench(driver, profile, 1);
    const { reply } = profileOf(driver, profile);
    station.send(command, "call");
    clock.advance(20_000);
    const { state, conditions, counters } = status.current();
    if (reply === null || frames.length === 0) {
      t.equal(state, "idle");
      t.equal(told.length, frames.length);
    } else {
      t.equal(state, "error");
      t.same(conditions, ["silent"]);
      t.equal(counters.timeouts, reply.attempts * frames.length);
      t.equal(counters.retries, (reply.attempts - 1) * frames.length);
    }
  }
}

function replugged(t: Test, { driver, decodes, encodes }: DriverVectors): void {
  for (const { profile, address, frame, event } of decodes) {
    const { clock, line, events, statuses } = bench(driver, profile, address ?? 1);
    line.say(hex(frame).subarray(0, 3));
    clock.advance(20);
    line.unplug();
    clock.advance(100);
    line.plug();
    clock.advance(20);
    line.say(hex(frame));
    clock.advance(500);
    t.same(events, [event], "half a frame from before does not spoil it");
    t.same(statuses.map(({ state }) => state).slice(0, 3), ["idle", "closed", "idle"]);
  }
  for (const { profile, command, frames } of encodes) {
    if (frames.length === 0) continue;
    const { clock, line, station } = bench(driver, profile, 1);
    const outcomes: string[] = [];
    station.send(command, "call", (outcome) => outcomes.push(outcome));
    clock.advance(1);
    line.unplug();
    clock.advance(1_000);
    t.same(outcomes, ["wire-down"], "what was under way is known to be lost");
  }
}
