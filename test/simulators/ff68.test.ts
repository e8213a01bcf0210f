import t, { type Test } from "tap";
import { wireDecoder } from "../../simulators/wire/decode.ts";
import type { SimulatedDevicePlan } from "../../simulators/world/plan.ts";
import { startWorld, type World } from "../../simulators/world/world.ts";
import { type Host, hex, openHost, portPath, until } from "./host.ts";

const PAD = { id: "pad", kind: "ff68-keypad", address: 1 } as const;
const DISPLAY = { id: "display", kind: "ff68-display", address: 1 } as const;
/** Vectors of the public sheets. */
const CALL = "ff6803036801010c0e16";
const START = "ff6803036801010a0c16";
const SHOW_001 = "ff6808086801020a0a0a0000012216";
const BEEP = "ff6802026801030416";

async function bus(t: Test, devices: readonly SimulatedDevicePlan[]): Promise<{ world: World; host: Host }> {
  const path = portPath("bus");
  const world = await startWorld({ seed: 7, wires: [{ id: "bus", path, baud: 9600, devices }] });
  const host = await openHost(path, 9600);
  t.teardown(async () => {
    await host.close();
    await world.close();
  });
  return { world, host };
}

t.test("a keypad says each key until the very frame comes back", async (t) => {
  const { world, host } = await bus(t, [PAD, DISPLAY]);
  const pad = world.keypad("pad");

  let press = pad.press("call");
  await host.find(CALL);
  host.write(CALL);
  t.match(await press, { echoed: true });

  press = pad.press(["call"]);
  await host.find(CALL + CALL);
  host.write(START);
  await host.find(CALL);
  host.write(CALL);
  const repeated = await press;
  t.ok(
    repeated.echoed && repeated.repeats >= 2,
    "said again when unechoed; somebody else's frame is no echo",
  );

  press = pad.press("10 start");
  for (const frame of ["ff680303680101010316", "ff680303680101000216", START]) {
    await host.find(frame);
    host.write(frame);
  }
  t.match(await press, { echoed: true }, "digits before their function");

  press = pad.press("12 start");
  t.same(
    await press,
    { echoed: false, repeats: 5 },
    "five repeats, then it gives up, and so does the finger",
  );
  await host.find("ff680303680101010316".repeat(6));
  t.throws(() => pad.press("launch"), /no key is called "launch"/);
});

t.test("a stuck key is said again although it is echoed", async (t) => {
  const { world, host } = await bus(t, [PAD]);
  world.keypad("pad").holdDown("call");
  for (let press = 0; press < 3; press += 1) {
    await t.resolves(host.find(CALL), "echoed before, and still down");
    host.write(CALL);
  }
  world.keypad("pad").release();
});

t.test("a display lights what is meant for it, and nothing else", async (t) => {
  const { world, host } = await bus(t, [PAD, DISPLAY]);
  const display = world.display("display");
  t.equal(display.digits, "      ", "dark at first");
  host.write(`68 ff ff 68 ${SHOW_001}`);
  await t.resolves(
    until(() => display.digits === "   001"),
    "behind noise",
  );
  t.equal(world.keypad("pad").digits, "   001", "so does a keypad of the same address");

  host.write(SHOW_001.replace("2216", "2316"));
  host.write(SHOW_001.slice(2).replace("012216", "032416"));
  host.write("ff6808086802020a0a0a0000042616");
  host.write("ff680303680102000316 ff6804046801020b0b1916");
  host.write(BEEP);
  await until(() => display.tones === 1);
  t.equal(display.digits, "   001", "not for a wrong sum, a missing FF, another's address or too few digits");
  t.equal(display.misunderstood, 2, "and it remembers what it could make nothing of");
  t.equal(world.keypad("pad").tones, 1);

  host.write("ff6808086801020a0a09080706");
  host.write("ff6808086801020a0a0102030a2716");
  await t.resolves(
    until(() => display.digits === "  123 "),
    "behind a frame that broke off",
  );
  t.same(
    display.history.map(({ text }) => text),
    ["   001", "  123 "],
  );
});

t.test("rating pads differ in address and in the acknowledgement that they want", async (t) => {
  const profiles = ["high-value", "high-short", "high-echo", "own-value", "own-short", "own-echo"] as const;
  const frames = {
    high: "ff680303688111039516",
    own: "ff680303680111031516",
  };
  const acknowledgements = {
    "high-value": "ff680303688101038516",
    "high-short": "6802026881018216",
    "high-echo": frames.high,
    "own-value": "ff680303680101030516",
    "own-short": "6802026801010216",
    "own-echo": frames.own,
  };
  const rateOnce = async (profile: (typeof profiles)[number]) => {
    const { world, host } = await bus(t, [{ id: "faces", kind: "ff68-rating", address: 1, profile }]);
    const rating = world.ratingPad("faces").rate(3);
    const frame = frames[profile.startsWith("high") ? "high" : "own"];
    await t.resolves(host.find(frame), `${profile} speaks under its address`);
    for (const [other, bytes] of Object.entries(acknowledgements)) if (other !== profile) host.write(bytes);
    await t.resolves(host.find(frame), `${profile} does not take the others' acknowledgements`);
    host.write(acknowledgements[profile]);
    t.match(await rating, { acknowledged: true });
  };
  await Promise.all(profiles.map(rateOnce));
});

t.test("devices fail on request", async (t) => {
  const faces = { id: "faces", kind: "ff68-rating", address: 2 } as const;
  const { world, host } = await bus(t, [PAD, DISPLAY, faces]);
  const pad = world.keypad("pad");

  world.setDeviceFaults("pad", { answersAs: 5 });
  let press = pad.press("call");
  await host.find("ff6803036805010c1216");
  host.write("ff6803036805010c1216");
  t.match(await press, { echoed: true }, "under another's address");

  world.setDeviceFaults("pad", { doubleOneIn: 1 });
  const doubled = new Promise((resolve) =>
    world.onBytes((event) => {
      if (event.bytes.length === 2 * hex(CALL).length) resolve(event);
    }),
  );
  press = pad.press("call");
  await doubled;
  host.write(CALL);
  t.match(await press, { echoed: true }, "each frame twice");

  world.setDeviceFaults("pad", { silent: true });
  world.setDeviceFaults("faces", { dropOneIn: 1 });
  const [unheard, unacknowledged] = await Promise.all([pad.press("call"), world.ratingPad("faces").rate(0)]);
  t.same(unheard, { echoed: false, repeats: 5 }, "silent");
  t.same(unacknowledged, { acknowledged: false, repeats: 5 }, "every frame dropped");
  world.setDeviceFaults("pad", {});

  world.kill("pad");
  world.kill("display");
  t.notOk(world.alive("pad"));
  t.same(await pad.press("call"), { echoed: false, repeats: 0 }, "dead");
  let crossed = new Promise((resolve) => world.onBytes(resolve));
  host.write(SHOW_001);
  await crossed;
  t.equal(world.display("display").digits, "      ", "who is dead does not hear");
  world.revive("display");

  world.setDeviceFaults("display", { missOneIn: 1 });
  crossed = new Promise((resolve) => world.onBytes(resolve));
  host.write(SHOW_001);
  await crossed;
  t.equal(world.display("display").digits, "      ", "who misses every frame shows none");
  world.setDeviceFaults("faces", {});
  const rating = world.ratingPad("faces").rate(0);
  await host.find("ff680303688211009316");
  host.write("ff680303688201008316");
  t.match(await rating, { acknowledged: true });

  world.noise("bus", hex("ff68ff"));
  await t.resolves(host.find("ff68ff"), "noise reaches the host too");
});

t.test("the bytes on a bus can be read", async (t) => {
  const decoder = wireDecoder(["ff68-keypad"]);
  const read = (direction: "to-device" | "from-device", digits: string) =>
    decoder.push({ direction, bytes: hex(digits), atMs: 5 }).map(({ text }) => text);
  t.same(read("from-device", CALL), ["key call, pad 1"]);
  t.same(read("to-device", `${CALL}00ff${SHOW_001}${BEEP}`), [
    "echo of key call, pad 1",
    "noise",
    "digits ___001 at 1",
    "beep at 1",
  ]);
  t.same(read("from-device", "ff680303688111009216ff680303688111039816"), [
    "rating 0 (worst), pad 1",
    "noise",
  ]);
  t.same(read("to-device", "ff6803036881010385166802026881018216"), [
    "rating 3 acknowledged, pad 1",
    "rating acknowledged, pad 1",
  ]);
  t.throws(() => wireDecoder([]), /a wire without devices/);
});
