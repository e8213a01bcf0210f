import { readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { schemaFile, schemaText } from "../../scripts/schema.ts";
import { parseConfig } from "../../src/config/load.ts";
import { rulesOf } from "../../src/config/rules.ts";

const configs = join(import.meta.dirname, "../../config");

const SMALL = `hall:
  id: small
  name: { zh-CN: 小厅 }
  timeZone: Asia/Shanghai
queues:
  - { id: tax, name: { zh-CN: 税务 }, prefix: A }
services:
  - { id: return, name: { zh-CN: 报税 }, queue: tax, key: 1 }
windows:
  - { id: "1", home: [tax], display: { wire: bus, driver: ff68-display, address: 1 } }
wires:
  - { id: bus, serial: /dev/serial/by-id/usb-bus }
`;

const faultsOf = (text: string) => {
  const loaded = parseConfig(text);
  return loaded.ok ? [] : loaded.faults.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

t.test("a small config is enough, and the rest has defaults", async (t) => {
  const loaded = parseConfig(SMALL);
  if (!loaded.ok) return t.fail(JSON.stringify(loaded.faults));
  t.match(loaded.config, {
    hall: { access: "sign-in" },
    calling: { recallMaximum: 3 },
    wires: [{ baud: 9600 }],
  });
  t.match(rulesOf(loaded.config), {
    windows: [{ id: "1", home: ["tax"], authorised: ["tax"] }],
    dispensers: [],
  });
});

t.test("every fault is told at once, each where it stands", async (t) => {
  const wrong = SMALL.replace("timeZone: Asia/Shanghai", "timeZone: Asia/Lhasa2\n  colour: red")
    .replace("prefix: A", "prefix: a")
    .replace("queue: tax, key: 1", "queue: taxes, key: 100")
    .replace("wire: bus", "wire: bux");
  t.same(faultsOf(wrong), [
    '4:13 there is no time zone "Asia/Lhasa2"',
    '5:3 unknown key "colour"',
    '7:45 queues.0.prefix must match pattern "^[A-Z0-9]{0,3}$"',
    '9:47 there is no queue "taxes"',
    "9:59 services.0.key must be <= 99",
    '11:38 there is no wire "bux"',
  ]);
});

t.test("hours must follow one another, a service's quiet ones too", async (t) => {
  const quiet = "key: 1, quietHours: [{ from: '15:00', to: '16:00' }, { from: '11:00', to: '12:00' }]";
  t.same(faultsOf(SMALL.replace("key: 1", quiet)), ["8:105 sessions must follow one another"]);
});

t.test("zones of the voice share out windows, and notices have days", async (t) => {
  const heard = `voice:
  zones:
    - { id: east, windows: ["1"] }
    - { id: west, windows: ["1", "9"] }
  quietHours: [{ from: "12:00", to: "11:00", volumePercent: 20 }]
notices:
  - { text: { zh-CN: 明日停电 }, from: 2026-03-03, until: 2026-03-02 }
`;
  t.same(faultsOf(SMALL + heard), [
    '16:29 window "1" is in zone "east" already',
    '16:34 there is no window "9"',
    "17:16 sessions must follow one another",
    "19:55 the notice ends before it begins on 2026-03-03",
  ]);
});

t.test("what is missing is told at the thing that lacks it", async (t) => {
  t.same(faultsOf(SMALL.replace("  id: small\n", "")), ['2:3 "id" is missing']);
  t.match(faultsOf("queues: 3\n").join("\n"), /1:1 "hall".*is missing/);
  t.match(faultsOf(""), [/^1:1 .*is missing$/]);
});

t.test("a value of the wrong kind is told once, with what may stand there", async (t) => {
  const wrong = SMALL.replace("id: small", "id: small\n  access: closed\n  languages: [en, fr]")
    .replace("queue: tax", "queue: 7")
    .replace("home: [tax]", "home: [tax, 8]");
  t.same(faultsOf(wrong), [
    '3:11 hall.access must be "open" or "sign-in"',
    '4:19 hall.languages.1 must be "zh-CN" or "bo" or "en"',
    "10:47 services.0.queue must be string",
    "12:28 windows.0.home.1 must be string",
  ]);
  t.same(faultsOf(SMALL.replace("queue: tax, ", "")), ['8:5 "queue" is missing']);
  const many = Array.from({ length: 60 }, (_, i) => `  - { id: w${i}, home: 7 }\n`).join("");
  t.equal(faultsOf(SMALL.replace("wires:\n", `${many}wires:\n`)).length, 60, "however many there are");
});

t.test("days and hours that do not exist", async (t) => {
  const hours = `calendar:
  sessions: [{ from: "09:00", to: "24:00" }]
  holidays: ["2027-02-29", 2028-02-29, "2027-13-01"]
  makeUpWorkdays: [tomorrow]
  weeklyHours: { mon: [{ from: "22:00", to: "24:30" }] }
`;
  t.match(faultsOf(SMALL + hours), [
    /^15:14 calendar.holidays.0 must be a day that exists/,
    /^15:40 calendar.holidays.2 /,
    /^16:20 calendar.makeUpWorkdays.0 /,
    /^17:45 calendar.weeklyHours.mon.0.to /,
  ]);
});

t.test("wires that cannot be opened, addresses that are missing", async (t) => {
  const wrong = SMALL.replace(", address: 1", "").concat(`  - { id: twin, serial: /dev/serial/by-id/usb-bus }
  - { id: far, tcp: "192.0.2.7:99999" }
`);
  t.same(faultsOf(wrong), [
    '10:38 driver "ff68-display" needs the device\'s address, from 0 to 255',
    '13:5 wire "bus" leads to /dev/serial/by-id/usb-bus already',
    "14:21 there is no port 99999",
  ]);
});

t.test("what many windows share is written once; an alias of nothing is told where it stands", async (t) => {
  const windows = Array.from({ length: 300 }, (_, i) => `  - { id: w${i}, home: *shared }\n`).join("");
  const hall = SMALL.replace(/windows:.*/s, "windows:\n  - { id: first, home: &shared [tax] }\n");
  t.same(faultsOf(hall + windows), []);
  t.same(faultsOf(`${hall}  - { id: last, home: *sharde }\n`), ['11:23 there is no anchor "sharde"']);
  const bomb = Array.from({ length: 9 }, (_, i) => `x${i + 1}: &x${i + 1} [${`*x${i},`.repeat(9)}]\n`).join(
    "",
  );
  t.match(faultsOf(`x0: &x0 [x]\n${bomb}`), [/^1:1 .*alias/]);
});

t.test("broken YAML is told with its line", async (t) => {
  t.match(faultsOf("hall:\n  id: [a\n"), [/^3:1 /]);
  t.match(faultsOf("hall: 1\nhall: 2\n"), [/^2:1 .*unique/]);
});

t.test("the same thing twice", async (t) => {
  t.match(
    faultsOf(SMALL.replace("services:", "  - { id: tax, name: { zh-CN: 税 }, prefix: A }\nservices:")),
    [/"tax" is there twice in queues/],
  );
  const twoDisplays = SMALL.replace(
    "wires:",
    '  - { id: "2", home: [tax], display: { wire: bus, driver: ff68-display, address: 1 } }\nwires:',
  );
  t.match(faultsOf(twoDisplays), [/window-1.display has this wire, driver and address already/]);
});

t.test("rating pads that speak under one address on one wire", async (t) => {
  const pads = (...written: string[]) =>
    SMALL.replace(
      "wires:",
      `${written
        .map(
          (pad, at) =>
            `  - { id: "p${at}", home: [tax], ratingPad: { wire: bus, driver: ff68-rating, ${pad} } }\n`,
        )
        .join("")}wires:`,
    );
  const isOne = /^12:\d+ window-p0.rating-pad, address \d+ on this wire, speaks under address 129 already$/;
  t.match(faultsOf(pads("address: 1", "address: 129")), [isOne], "1 with the top bit");
  t.match(faultsOf(pads("address: 129, profile: own-value", "address: 1")), [isOne]);
  t.same(faultsOf(pads("address: 1, profile: own-value", "address: 129, profile: own-value")), []);
  t.same(faultsOf(pads("address: 1", "address: 2")), [], "and the display at 1 is another kind");
});

t.test("numbers that a window's display cannot show, or shows alike", async (t) => {
  const second = (prefixes: [string, string], width = 3) =>
    SMALL.replace(/queues:\n.*\n/, () => {
      const name = "name: { zh-CN: 税 }";
      return `queues:\n${["tax", "land"]
        .map((id, at) => `  - { id: ${id}, ${name}, prefix: "${prefixes[at]}", width: ${width} }\n`)
        .join("")}`;
    }).replace("home: [tax]", "home: [tax, land]");
  t.same(faultsOf(second(["1", "2"])), []);
  t.match(faultsOf(second(["A", "B"])), [
    /at window "1" driver "ff68-display" shows no letters: "A" and "B" look alike/,
  ]);
  t.match(faultsOf(second(["01", "02"], 5)), [/shows 6 characters: 0199999 would stay dark/, /0299999/]);
  t.match(faultsOf(second(["101", "202"])), [/shows 6 characters: 1011000 would stay dark/, /2021000/]);
  const few = second(["101", "202"]).replaceAll("width: 3 }", "width: 3, quota: { perDay: 400 } }");
  t.same(faultsOf(few), [], "four hundred a day never come to the thousandth");
  t.match(faultsOf(few.replace("width: 3", "width: 3, start: 601")), [/1011000 would stay dark/]);
  const counter = (prefixes: [string, string]) => second(prefixes).replace("ff68-display", "counter-board");
  t.match(faultsOf(counter(["64", "65"])), [
    /^\d+:5 .* shows numbers up to 65535: 641000 would stay dark/,
    /651000/,
  ]);
});

t.test("the example halls are good, and the schema beside them is the one that is checked", async (t) => {
  for (const name of ["township", "county", "city"]) {
    const loaded = parseConfig(readFileSync(join(configs, `${name}.yaml`), "utf8"));
    t.same(loaded.ok ? [] : loaded.faults, [], name);
  }
  t.equal(readFileSync(schemaFile, "utf8"), schemaText(), "node scripts/schema.ts writes it anew");
});
