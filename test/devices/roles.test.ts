import t from "tap";
import { Wire } from "../../devices/bus/wire.ts";
import { checkDevices } from "../../devices/check.ts";
import { VirtualClock } from "../../devices/clock.ts";
import type { DeviceSpec, DeviceStatus } from "../../devices/device.ts";
import { ff68Framing } from "../../devices/framing/ff68/parser.ts";
import type { Link, LinkOwner } from "../../devices/link/link.ts";
import { MemoryLine } from "../../devices/link/memory.ts";
import type { PadPress } from "../../devices/roles/call-pad.ts";
import type { ButtonPress } from "../../devices/roles/ticket-buttons.ts";
import { logStatus } from "../../devices/status-log.ts";
import { hex, openForTest, quiet, toHex } from "./hall.ts";

const CALL = "FF 68 03 03 68 01 01 0C 0E 16";
const BEEP = "FF 68 02 02 68 01 03 04 16";
const key = (code: number) => {
  const sum = (1 + 1 + code) & 0xff;
  return `FF 68 03 03 68 01 01 ${toHex(Uint8Array.of(code, sum))} 16`;
};

/** One device on a line in memory, in virtual time; `said` is everything the daemon told it, as hex. */
function bench(device: Partial<DeviceSpec> & Pick<DeviceSpec, "role" | "driver">, baud = 9_600) {
  const clock = new VirtualClock(10_000);
  const line = new MemoryLine({ clock, baud });
  const said: string[] = [];
  line.onHeard = (bytes) => said.push(toHex(bytes));
  const spec: DeviceSpec = { id: "it", link: "wire", address: 1, ...device };
  const devices = openForTest({
    clock,
    links: [{ id: "wire", kind: "memory", line }],
    devices: [spec],
  });
  clock.advance(50);
  return {
    clock,
    line,
    said,
    devices,
    /** The device says a frame, and the wire falls silent. */
    hear(frame: string): void {
      line.say(hex(frame));
      clock.advance(40);
    },
    take: () => said.splice(0),
    status: () => devices.statuses()[0],
  };
}

function callPad(profile?: string) {
  const it = bench({ role: "call-pad", driver: "ff68-keypad", ...(profile ? { profile } : {}) });
  const presses: PadPress[] = [];
  it.devices.callPad("it").onPress((press) => presses.push(press));
  return { ...it, presses, pad: it.devices.callPad("it") };
}

t.test("call pad", async (t) => {
  t.test("an act is echoed when it is accepted, and not before", async (t) => {
    const { hear, take, presses, clock } = callPad();
    hear(CALL);
    t.match(presses, [{ device: "it", act: "call", digits: "" }]);
    t.same(take(), []);
    clock.advance(1_500);
    presses[0]?.accept();
    presses[0]?.refuse();
    clock.advance(40);
    t.same(take(), [CALL], "the first answer counts");
  });

  t.test("a refused act is echoed, with a tone", async (t) => {
    const { hear, take, presses, clock } = callPad();
    hear(CALL);
    presses[0]?.refuse();
    clock.advance(60);
    t.same(take(), [CALL, BEEP]);
  });

  t.test(
    "repeats of an act are one press, each within 600 ms of the latest, and each is echoed",
    async (t) => {
      const { hear, take, presses, clock, line } = callPad();
      hear(CALL);
      presses[0]?.accept();
      for (let repeat = 0; repeat < 4; repeat++) {
        clock.advance(500);
        hear(CALL);
      }
      t.equal(presses.length, 1);
      t.same(take(), [CALL, CALL, CALL, CALL, CALL]);
      clock.advance(700);
      hear(CALL);
      t.equal(presses.length, 2, "the same key later is pressed again");
      t.equal(line.collisions, 0);
    },
  );

  t.test(
    "who is asked something hears a tone and sees the pad blink, except under their fingers",
    async (t) => {
      const { pad, hear, take, clock } = callPad();
      const THREE = "FF 68 08 08 68 01 02 0A 0A 0A 0A 0A 03 38 16";
      const DARK = "FF 68 08 08 68 01 02 0A 0A 0A 0A 0A 0A 3F 16";
      pad.showWaiting(3);
      clock.advance(50);
      t.same(take(), [THREE]);
      pad.ask(true);
      clock.advance(100);
      t.same(take(), [BEEP, DARK]);
      pad.ask(true);
      clock.advance(1_000);
      t.same(take(), [THREE], "asked twice, one tone");
      hear(key(7));
      take();
      clock.advance(5_000);
      t.same(take(), [], "a digit stands");
      clock.advance(8_000);
      t.ok(take().includes(DARK), "and is forgotten");
      pad.ask(false);
      clock.advance(50);
      t.same(take(), [THREE]);
      clock.advance(6_000);
      t.notOk(take().includes(DARK));
    },
  );

  t.test("digits are pressed twice after 300 ms", async (t) => {
    const { hear, presses, clock } = callPad();
    hear(key(1));
    clock.advance(250);
    hear(key(1));
    clock.advance(350);
    hear(key(1));
    hear(CALL);
    t.match(presses, [{ act: "call", digits: "11" }]);
  });

  t.test("where noise tells that repeats were lost, a later one is still the same press", async (t) => {
    const { hear, presses, clock } = callPad();
    hear(CALL);
    presses[0]?.accept();
    clock.advance(400);
    hear("68 00 33");
    clock.advance(600);
    hear(CALL);
    t.equal(presses.length, 1);
    clock.advance(1000);
    hear(CALL);
    t.equal(presses.length, 2);
  });

  t.test("while the answer is awaited a repeat is no new press, however late", async (t) => {
    const { hear, take, presses, clock } = callPad();
    hear(CALL);
    clock.advance(450);
    hear(CALL);
    clock.advance(450);
    hear(CALL);
    t.equal(presses.length, 1);
    presses[0]?.accept();
    clock.advance(40);
    t.same(take(), [CALL]);
  });

  t.test("a repeat that crosses a late answer is no new press", async (t) => {
    const { hear, take, presses, clock } = callPad();
    hear(CALL);
    clock.advance(700);
    presses[0]?.accept();
    hear(CALL);
    clock.advance(40);
    t.equal(presses.length, 1);
    t.same(take(), [CALL, CALL]);
  });

  t.test("another key between two equal ones makes them two presses", async (t) => {
    const { hear, presses } = callPad();
    hear(key(1));
    hear(key(2));
    hear(key(1));
    hear(CALL);
    t.match(presses, [{ act: "call", digits: "121" }]);
  });

  t.test("digits are echoed at once, go before their function key, and are forgotten", async (t) => {
    const { hear, take, presses, clock } = callPad();
    hear(key(1));
    hear(key(4));
    t.same(take(), [key(1), key(4)]);
    hear(key(0x13));
    t.match(presses, [{ act: "transfer", digits: "14" }]);
    hear(key(9));
    clock.advance(10_001);
    hear(CALL);
    t.match(presses[1], { act: "call", digits: "" });
  });

  t.test("what number and function key mean is the profile's", async (t) => {
    const acts = (profile: string | undefined, digit: number) => {
      const { hear, presses } = callPad(profile);
      hear(key(digit));
      hear(key(0x0f));
      return presses.map(({ act, digits }) => `${act} ${digits}`.trim());
    };
    t.same(acts(undefined, 0), ["park"]);
    t.same(acts(undefined, 5), ["no-show"]);
    t.same(acts("guard", 6), ["security"]);
    t.same(acts("guard", 8), ["function 8"]);
    const { hear, take, presses } = callPad("cancel-clears");
    hear(key(7));
    hear(key(0x0e));
    hear(CALL);
    t.match(presses, [{ act: "call", digits: "" }]);
    t.same(take(), [key(7), key(0x0e)]);
  });

  t.test("it shows how many wait, but not over digits being keyed in", async (t) => {
    const { hear, take, pad, clock } = callPad();
    const twelve = "FF 68 08 08 68 01 02 0A 0A 0A 0A 01 02 2E 16";
    pad.showWaiting(11);
    pad.showWaiting(12);
    clock.advance(100);
    t.same(take().at(-1), twelve);
    hear(key(3));
    take();
    clock.advance(4_000);
    t.same(take(), []);
    hear(CALL);
    clock.advance(4_000);
    t.ok(take().includes(twelve));
    pad.beep();
    pad.beep();
    clock.advance(60);
    t.same(take(), [BEEP, BEEP], "tones are not merged");
  });

  t.test("a key that hangs is one press and shows as a condition", async (t) => {
    const { hear, presses, status } = callPad();
    for (let repeat = 0; repeat < 25; repeat++) {
      hear(CALL);
      presses[0]?.accept();
    }
    t.equal(presses.length, 1);
    t.same(status()?.conditions, ["stuck-key"]);
    hear(key(1));
    t.same(status()?.conditions, []);
    t.equal(status()?.counters.framesIn, 26);
  });
});

t.test("ticket buttons: digits and start name a service", async (t) => {
  const { hear, take, devices, clock } = bench({ role: "ticket-buttons", driver: "ff68-keypad" });
  const presses: ButtonPress[] = [];
  devices.ticketButtons("it").onPress((press) => presses.push(press));
  hear(key(1));
  hear(key(2));
  hear(key(0x0a));
  t.match(presses, [{ device: "it", key: 12 }]);
  t.same(take(), [key(1), key(2)]);
  presses[0]?.accept();
  clock.advance(700);
  t.same(take(), [key(0x0a)]);
  hear(key(0x0a));
  clock.advance(40);
  t.same(take(), [key(0x0a), BEEP], "start without digits names nothing");
  hear(key(0x0c));
  clock.advance(40);
  t.same(take(), [CALL, BEEP], "other keys mean nothing here");
  t.equal(presses.length, 1);
});

t.test("rating pad: four faces, five levels, three kinds of acknowledgement", async (t) => {
  const rated = (profile: string | undefined, frame: string) => {
    const { hear, take, devices, clock } = bench({
      role: "rating-pad",
      driver: "ff68-rating",
      ...(profile ? { profile } : {}),
    });
    const levels: number[] = [];
    devices.ratingPad("it").onRating(({ level, accept }) => {
      levels.push(level);
      accept();
    });
    hear(frame);
    clock.advance(40);
    return { levels, said: take() };
  };
  const sums = ["92", "93", "94", "95"];
  for (const [value, level] of [1, 2, 4, 5].entries()) {
    const frame = `FF 68 03 03 68 81 11 0${value} ${sums[value]} 16`;
    t.same(rated(undefined, frame).levels, [level], `value ${value} is level ${level}, and never nothing`);
  }
  const best = "FF 68 03 03 68 81 11 03 95 16";
  t.same(rated(undefined, best).said, ["FF 68 03 03 68 81 01 03 85 16"]);
  t.same(rated("high-short", best).said, ["68 02 02 68 81 01 82 16"]);
  t.same(rated("high-echo", best).said, [best]);
  t.same(rated("own-echo", "FF 68 03 03 68 01 11 03 15 16").levels, [5]);
  t.same(rated("own-echo", best), { levels: [], said: [] }, "another address is another pad");
  t.same(
    rated(undefined, "FF 68 03 03 68 81 11 04 96 16"),
    { levels: [], said: [] },
    "there is no fifth face",
  );
});

t.test("window display", async (t) => {
  const display = () => {
    const it = bench({ role: "window-display", driver: "ff68-display" });
    return { ...it, display: it.devices.windowDisplay("it") };
  };
  const frame = (digits: string, sum: string) => `FF 68 08 08 68 01 02 ${digits} ${sum} 16`;
  const one = frame("0A 0A 0A 00 00 01", "22");

  t.test("shows the digits of a number, right-aligned, and nothing for none", async (t) => {
    const { display: it, take, clock } = display();
    t.equal(it.shown(), null);
    it.show({ number: "A001" });
    t.equal(it.shown(), null, "not before it went out whole");
    clock.advance(30);
    t.same(it.shown(), { number: "A001" });
    it.show({ number: null });
    clock.advance(30);
    t.same(take(), [one, frame("0A 0A 0A 0A 0A 0A", "3F")]);
    it.show({ number: "12345678" });
    clock.advance(30);
    t.same(take(), [frame("0A 0A 0A 0A 0A 0A", "3F")], "its last six digits may be another's number");
  });

  t.test("the latest wins, and is sent again after the cable's return and now and then", async (t) => {
    const { display: it, take, clock, line, status } = display();
    it.show({ number: "1" });
    it.show({ number: "2" });
    it.show({ number: "001" });
    clock.advance(60);
    t.same(take().slice(1), [one], "the first was under way, the second is overtaken");
    clock.advance(2_000);
    t.same(take(), [one]);
    line.unplug();
    t.match(status(), {
      state: "closed",
      reason: "link-down",
      detail: "disconnected: the wire is unplugged",
    });
    it.show({ number: "5" });
    it.show({ number: "A001" });
    clock.advance(5_000);
    line.plug();
    clock.advance(30);
    t.same(take(), [one]);
    t.same(it.shown(), { number: "A001" });
    t.match(status(), { state: "idle", reason: null, detail: null, counters: { reconnects: 1 } });
  });

  t.test("a display without power for a while is right within two seconds", async (t) => {
    const { display: it, take, clock } = display();
    it.show({ number: "001" });
    clock.advance(777);
    take();
    clock.advance(2_000);
    t.same(take(), [one]);
  });

  t.test("one whose cable is loose is flapping until it was calm for a minute", async (t) => {
    const { devices, clock, line, status } = display();
    for (let fall = 0; fall < 5; fall++) {
      t.same(status()?.conditions, []);
      line.unplug();
      clock.advance(3_000);
      line.plug();
      clock.advance(3_000);
    }
    t.same(status()?.conditions, ["flapping"]);
    clock.advance(50_000);
    t.same(status()?.conditions, ["flapping"]);
    clock.advance(5_000);
    t.same(status()?.conditions, []);
    t.same(devices.told.at(-1)?.conditions, [], "and its end is told");
  });

  t.test("a closed display says so and sends no more", async (t) => {
    const { display: it, devices, take, clock, status } = display();
    it.show({ number: "001" });
    clock.advance(30);
    await devices.close();
    take();
    clock.advance(10_000);
    t.same(take(), []);
    t.equal(status()?.state, "closed");
  });
});

t.test("the log is told what is not well, and when it ends, and of no job or answer", async (t) => {
  const lines: string[] = [];
  const told = logStatus({
    ...quiet,
    info: (_facts, message) => lines.push(`info ${message}`),
    warn: (_facts, message) => lines.push(`warn ${message}`),
  });
  const status: DeviceStatus = {
    ...{ id: "it", role: "ticket-printer", driver: "escpos", link: "wire", address: null },
    ...{ state: "closed", reason: "link-down", detail: null, sinceMs: 0, lastSeenMs: null, conditions: [] },
    counters: { framesIn: 0, framesOut: 0, discardedBytes: 0, retries: 0, timeouts: 0, reconnects: 0 },
  };
  told(status);
  told({ ...status, state: "busy", reason: "waking" });
  told({ ...status, state: "idle", reason: null });
  told({ ...status, state: "busy", reason: null });
  told({ ...status, state: "busy", reason: null, conditions: ["receipt-near-end"] });
  told({ ...status, state: "idle", reason: null, conditions: ["receipt-near-end"] });
  told({ ...status, state: "error", reason: "receipt-empty", conditions: ["receipt-empty"] });
  told({ ...status, state: "idle", reason: null });
  told({ ...status, state: "closed", reason: null });
  t.same(lines, [
    "warn a device is not well: link-down",
    "info a device is well again",
    "warn a device is not well: receipt-near-end",
    "warn a device is not well: receipt-empty",
    "info a device is well again",
  ]);
});

t.test(
  "a wire that is tried in vain is written down once, until it is down for another reason",
  async (t) => {
    const clock = new VirtualClock();
    const lines: object[] = [];
    let owner: LinkOwner | undefined;
    const link: Link = {
      ...{ id: "wire", baud: 9_600, isUp: false, write: () => 0, shutOff() {}, close: async () => {} },
      open: (by) => {
        owner = by;
      },
    };
    const log = { ...quiet, warn: (facts: object) => lines.push(facts) };
    new Wire({ link, framing: ff68Framing, clock, log }).open();
    const down = (code: string) => owner?.down({ code, message: "why" });
    for (const code of ["ENOENT", "ENOENT", "EBUSY", "EBUSY"]) down(code);
    owner?.up();
    down("EBUSY");
    t.match(lines, [{ reason: "ENOENT: why" }, { reason: "EBUSY: why" }, { reason: "EBUSY: why" }]);
    t.equal(lines.length, 3);
  },
);

t.test("a device that never pauses is told of, and what it held up is said once it is quiet", async (t) => {
  const { clock, line, devices, take, status } = bench({ role: "window-display", driver: "ff68-display" });
  // A sound frame, byte by byte, of an address that nobody has.
  const frame = hex("FF 68 03 03 68 09 01 0C 16 16");
  let end = () => {};
  const babble = (at: number) => {
    line.say(frame.subarray(at, at + 1));
    end = clock.after(1.05, () => babble((at + 1) % frame.length));
  };
  babble(0);
  clock.advance(100);
  devices.windowDisplay("it").show({ number: "A001" });
  clock.advance(1_500);
  t.same(take(), [], "nobody is spoken into");
  t.equal(status()?.state, "idle");
  clock.advance(800);
  t.match(status(), { state: "closed", reason: "shut-off", detail: "someone speaks without a pause" });
  end();
  clock.advance(3_000);
  t.equal(status()?.state, "idle");
  t.ok(take().includes("FF 68 08 08 68 01 02 0A 0A 0A 00 00 01 22 16"));
});

t.test("a reader's line that was never ended does not spoil the next reading", async (t) => {
  const { clock, line, devices, status } = bench({ role: "reader", driver: "reader" });
  const read: string[] = [];
  devices.reader("it").onRead(({ text }) => read.push(text));
  const bytes = (text: string) => new Uint8Array(Buffer.from(text));

  line.say(bytes("~~ half"));
  clock.advance(3_000);
  t.equal(status()?.counters.discardedBytes, 7, "it is noise by now");
  line.say(bytes("A001\r"));
  clock.advance(100);
  t.same(read, ["A001"]);

  for (const part of ["htt", "ps://hall/", "t/7", "\r"]) {
    line.say(bytes(part));
    clock.advance(250);
  }
  t.same(read, ["A001", "https://hall/t/7"], "what an adapter or a network holds back is one reading");

  line.say(bytes("half"));
  clock.advance(100);
  line.unplug();
  line.plug();
  clock.advance(100);
  line.say(bytes("A002\r"));
  clock.advance(2_000);
  t.same(read.slice(2), ["A002"]);
  t.equal(status()?.counters.discardedBytes, 11);
});

t.test("a condition that only the hall can see is shown like the others", async (t) => {
  const { devices, status } = bench({ role: "ticket-buttons", driver: "ff68-keypad" });
  devices.condition("it", "unused", true);
  t.same(status()?.conditions, ["unused"]);
  t.same(devices.told.at(-1)?.conditions, ["unused"]);
  devices.condition("it", "unused", false);
  t.same(status()?.conditions, []);
  t.throws(() => devices.condition("another", "unused", true), RangeError);
});

t.test("a press that nobody listens to is refused", async (t) => {
  const { hear, take, clock } = bench({ role: "call-pad", driver: "ff68-keypad" });
  hear(CALL);
  clock.advance(40);
  t.same(take(), [CALL, BEEP]);
});

t.test("devices that cannot be opened are named with the reason", async (t) => {
  const line = new MemoryLine({ clock: new VirtualClock(), baud: 9_600 });
  const links = [{ id: "wire", kind: "memory" as const, line }];
  const device = (spec: Partial<DeviceSpec>): DeviceSpec => ({
    id: "it",
    role: "call-pad",
    driver: "ff68-keypad",
    link: "wire",
    address: 1,
    ...spec,
  });
  const faults = (...specs: DeviceSpec[]) => checkDevices(links, specs).map(({ message }) => message);
  t.same(faults(device({})), []);
  t.match(faults(device({ link: "no" })), [/no wire "no"/]);
  t.match(faults(device({ driver: "no" })), [/no driver "no"; there are .*ff68-keypad/]);
  t.match(faults(device({ role: "window-display" })), [/is for call-pad, ticket-buttons, not for/]);
  t.match(faults(device({ profile: "no" })), [/no profile "no"; it has default, guard/]);
  t.match(faults(device({ address: 256 })), [/not between 0 and 255/]);
  t.match(faults(device({}), device({ id: "printer", role: "ticket-printer", driver: "escpos" })), [
    /needs its wire for itself; "it" is on it too/,
  ]);
  const stranger = { id: "led", role: "window-display", driver: "modbus-led" } as const;
  t.match(
    faults(device(stranger), device({}), device({ id: "third", role: "ticket-buttons" })),
    [/"modbus-led" cannot share a wire with "it", which is ff68-keypad/],
    "one stranger among many is told of, not the many",
  );
  t.throws(
    () => openForTest({ clock: new VirtualClock(), links, devices: [device({ driver: "no" })] }),
    /device "it": there is no driver/,
  );
});
