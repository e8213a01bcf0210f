import t from "tap";
import { readRecordedOffice } from "../../simulators/days/recorded.ts";
import { demoConfigYaml } from "../../simulators/demo-hall/config.ts";
import { demoHall } from "../../simulators/demo-hall/hall.ts";
import { quietHours } from "../../simulators/demo-hall/quiet-hours.ts";
import { demoWorldPlan } from "../../simulators/demo-hall/world-plan.ts";
import { parseConfig } from "../../src/config/load.ts";

const office = readRecordedOffice("warsaw-ochota");
const hall = demoHall(office, { wiresFolder: "/tmp/wires" });

t.test("the daemon reads the generated configuration as it was meant", async (t) => {
  for (const alwaysOpen of [false, true]) {
    const loaded = parseConfig(demoConfigYaml(hall, { alwaysOpen, publicAddress: "http://127.0.0.1:8080" }));
    if (!loaded.ok) return t.same(loaded.faults, [], "no faults");
    const { queues, services, windows, dispensers, wires, calendar } = loaded.config;
    t.same(
      [queues.length, services.length, windows.length, dispensers.length, wires.length],
      [19, 19, 28, 4, 18],
    );
    t.equal(calendar.alwaysOpen, alwaysOpen);
  }
});

t.test("services tell what to bring, what they cost and when few people come", async (t) => {
  const loaded = parseConfig(demoConfigYaml(hall, { alwaysOpen: true }));
  if (!loaded.ok) return t.same(loaded.faults, [], "no faults");
  const { services, queues } = loaded.config;
  t.match(
    services.find(({ id }) => id === "identity-card"),
    {
      common: true,
      quietHours: [{ from: "08:00", to: "09:00" }],
      notice: { papers: [{ "zh-CN": "户口簿原件" }, {}], fee: { en: /first card free/ } },
    },
  );
  t.equal(services.filter(({ common }) => common).length, 15);
  t.ok(
    queues.some(({ appointmentsPerSlot }) => appointmentsPerSlot),
    "some give appointments",
  );
});

t.test("an hour is quiet when few came in it, and quiet hours that meet are one", async (t) => {
  const day = {
    date: "2024-01-01",
    arrivals: [
      [480, 600, 0, 20],
      [600, 720, 0, 2],
      [720, 960, 0, 40],
    ],
  };
  const quiet = { ...office, days: [day as (typeof office.days)[number]] };
  t.same(quietHours(quiet, 0), [{ from: "10:00", to: "12:00" }]);
  t.same(quietHours(quiet, 1), [], "nothing is known of a group that nobody came for");
});

t.test("no two queues can give the same number, and the displays can show each", async (t) => {
  const numbers = hall.queues.flatMap(({ prefix }) => [`${prefix}001`, `${prefix}017`, `${prefix}999`]);
  t.equal(new Set(numbers).size, numbers.length);
  t.ok(numbers.every((number) => /^\d{4,6}$/.test(number)));
});

t.test("each device has a place of its own, the same in both descriptions", async (t) => {
  const { wires } = demoWorldPlan(hall, 1);
  for (const { id, baud, devices } of wires) {
    const addresses = devices.map(({ address }) => address);
    t.equal(new Set(addresses).size, addresses.length, `${id}: no address twice`);
    t.equal(baud, devices.some(({ kind }) => kind === "escpos-printer") ? 115_200 : 9600);
  }
  t.equal(wires.flatMap(({ devices }) => devices).length, 28 * 3 + 4 * 2);
  const screens = wires.filter(({ devices }) => devices.some(({ kind }) => kind === "a090-screen"));
  t.same(
    screens.map(({ id, devices }) => [id, devices.length, devices[0]?.profile ?? "colour"]),
    [
      ["screens-2", 4, "colour"],
      ["screens-4", 4, "mono"],
      ["screens-6", 4, "colour"],
    ],
    "some windows say in letters what they serve",
  );
});

t.test("a small hall has only what its windows can serve", async (t) => {
  const small = demoHall(office, { wiresFolder: "/tmp/wires", windows: 5, windowsPerBus: 3, dispensers: 1 });
  t.same(
    small.queues.map(({ id }) => id),
    ["property-tax", "cashier"],
  );
  t.same(
    small.wires.map(({ id }) => id),
    ["bus-1", "bus-2", "screens-2", "buttons-wire-1", "printer-wire-1"],
  );
  t.ok(parseConfig(demoConfigYaml(small, { alwaysOpen: true })).ok);
});
