import t from "tap";
import { changesBetween, isAboutDevices } from "../../src/config/changes.ts";
import { parseConfig } from "../../src/config/load.ts";
import { Dispenser, Window } from "../../src/config/schema/places.ts";
import type { HallConfig } from "../../src/config/schema.ts";
import { accessFault } from "../../src/hall/running-config.ts";
import { operatorToken } from "../../src/http/hall-tokens.ts";
import { api, opened } from "./calling.ts";
import { TOWNSHIP } from "./given.ts";

function config(text: string): HallConfig {
  const loaded = parseConfig(text);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  return loaded.config;
}

/** The township's config with one thing written otherwise. */
function otherwise(written: string | RegExp, instead: string): string {
  const changed = TOWNSHIP.replace(written, instead);
  if (changed === TOWNSHIP) throw new Error(`${written} is not in the config`);
  return changed;
}

t.test("what differs between two configs", async (t) => {
  const before = config(TOWNSHIP);
  const differ = (text: string) => changesBetween(before, config(text));
  t.strictSame(differ(TOWNSHIP), []);
  t.strictSame(differ(`# a comment\n${TOWNSHIP}`), []);
  t.strictSame(differ(otherwise("recallMaximum: 3", "recallMaximum: 5")), [
    { path: "calling.recallMaximum", change: "changed", before: 3, after: 5 },
  ]);
  t.match(differ(otherwise('holidays: ["2027-01-01", ', "holidays: [")), [
    { path: "calendar.holidays", change: "changed", after: ["2027-02-17", "2027-02-18"] },
  ]);
  t.match(differ(otherwise(/ {2}- \{ id: subsidy.*\n/, "")), [
    { path: "services.subsidy", change: "removed" },
  ]);
  t.match(differ(otherwise('    prefix: "1"', "    start: 100")), [
    { path: "queues.people.start", before: 1, after: 100 },
    { path: "queues.people.prefix", before: "1", after: "A" },
  ]);
  const pin = differ(otherwise("g4BoiJew20LbO1DBJk8Uyg", "h4BoiJew20LbO1DBJk8Uyg"));
  t.strictSame(pin, [{ path: "clerks.tashi.pin", change: "changed" }], "without the PIN");
  const clerk = differ(otherwise("id: tashi, name: 扎西", "id: pema, name: 白玛"));
  t.match(clerk, [
    { path: "clerks.tashi", change: "removed" },
    { path: "clerks.pema", after: { name: "白玛" } },
  ]);
  t.notMatch(JSON.stringify(clerk), "scrypt");
  const wires = differ(TOWNSHIP.replaceAll("bus", "line").replace("address: 17", "address: 20"));
  t.ok(wires.length > 5);
  t.ok(wires.every(isAboutDevices));
  const places = { windows: Window.properties, dispensers: Dispenser.properties };
  for (const [list, keys] of Object.entries(places))
    for (const [key, schema] of Object.entries(keys)) {
      const isDevice = "properties" in schema && "wire" in schema.properties;
      const change = { path: `${list}.1.${key}`, change: "changed" } as const;
      t.equal(isAboutDevices(change), isDevice, change.path);
    }
  t.notOk(differ(otherwise("home: [people]", "home: [people, land]")).some(isAboutDevices));
});

t.test("access that is open needs an address that nobody else reaches", async (t) => {
  const open = config(otherwise("access: sign-in", "access: open"));
  t.equal(accessFault(open, "127.0.0.1"), undefined);
  t.match(accessFault(open, "0.0.0.0"), /refused on 0\.0\.0\.0/);
  t.equal(accessFault(config(TOWNSHIP), "0.0.0.0"), undefined);
});

t.test("a running hall adopts a config, all of it or nothing", async (t) => {
  const { call, hall, loop, journal } = await opened(t);
  const changed = otherwise("recallMaximum: 3", "recallMaximum: 5").replace("address: 17", "address: 20");
  const post = (text: string, more: object = {}, headers: Record<string, string> = {}) =>
    call("POST", api("/config"), { config: text, ...more }, headers);
  const { appended } = journal;
  t.match(await post(changed, { dryRun: true }), {
    status: 200,
    body: {
      adopted: false,
      changes: [
        { path: "calling.recallMaximum", before: 3, after: 5 },
        { path: "windows.1.display.address", before: 17, after: 20 },
      ],
      atNextStart: ["windows.1.display.address"],
    },
  });
  const line = TOWNSHIP.slice(0, TOWNSHIP.indexOf("recallMaximum:")).split("\n").length;
  t.match(await post(otherwise("recallMaximum: 3", "recallMaximum: 300")), {
    status: 400,
    body: { code: "config-faulty", facts: { faults: [{ line, column: 18, message: /20/ }] } },
  });
  t.equal(journal.appended, appended, "nothing happened");

  t.match(await post(changed), { status: 200, body: { adopted: true } });
  t.equal(loop.state.rules?.calling.recallMaximum, 5);
  t.equal(loop.state.rules?.hall.access, "sign-in");
  t.strictSame([...loop.state.windows.keys()], ["1", "2"]);
  t.match(await post(TOWNSHIP), { status: 401, body: { code: "not-signed-in" } }, "no longer for everyone");
  const operator = { authorization: `Bearer ${operatorToken(hall.secret)}` };
  t.match(await post(changed, {}, operator), { status: 200, body: { changes: [] } });
  t.match(await post(TOWNSHIP, {}, operator), {
    body: { changes: [{}, { path: "windows.1.display.address" }] },
  });
  t.equal(loop.state.rules?.calling.recallMaximum, 3);
});
