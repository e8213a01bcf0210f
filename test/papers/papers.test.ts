import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import t from "tap";
import { columnsOf } from "../../devices/printer/charset.ts";
import { COLUMNS, layOut } from "../../devices/printer/layout.ts";
import type { Paper } from "../../devices/printer/paper.ts";
import { isMarkedCopy, numberOnPaper } from "../../simulators/people/paper.ts";
import { parseConfig } from "../../src/config/load.ts";
import type { HallRules } from "../../src/core/rules.ts";
import { asText } from "./as-text.ts";
import { EXAMPLES, goldenFile, PapersHall } from "./example.ts";

const ISSUE = {
  type: "issue-ticket",
  service: "grazing",
  channel: "kiosk",
  dispenser: "D1",
  by: "anyone",
} as const;

/** Lines that a printer sets in its own font and that would not fit. */
function tooWide({ widthMm, lines }: Paper): string[] {
  return layOut({ widthMm, lines }, "all").flatMap((row) =>
    row.kind === "set" && columnsOf(row.text) * row.style.size > COLUMNS[widthMm] ? [row.text] : [],
  );
}

t.test("each paper reads as it is meant to, in each language and width", async (t) => {
  for (const [name, paper] of Object.entries(EXAMPLES)) {
    const golden = readFileSync(goldenFile(name), "utf8");
    t.equal(asText(paper()), golden, `${name}; scripts/paper-pictures.ts writes it anew`);
    t.same(tooWide(paper()), [], `${name} fits its roll`);
  }
});

t.test("whatever the names, the lines fit, values end at the margin, the number stands alone", async (t) => {
  const name = fc
    .array(fc.constantFrom("汉", "字", "A", "w", " ", "–", "，", "𠮷", "(", "བོད་", "9"), {
      minLength: 1,
      maxLength: 60,
    })
    .map((parts) => `x${parts.join("")}`);
  fc.assert(
    fc.property(name, name, fc.constantFrom(58, 80), (service, fee, widthMm) => {
      const hall = new PapersHall((r) => {
        const grazing = r.services[1];
        if (grazing?.notice) Object.assign(grazing, { name: { "zh-CN": service, en: fee } });
        if (grazing?.notice) grazing.notice.fee = { "zh-CN": fee };
      });
      const paper = hall.ticketPaper("en", widthMm);
      const rows = layOut(paper, "all");
      t.same(tooWide(paper), []);
      t.equal(numberOnPaper(asText(paper).replaceAll(" ×4", "")), "2005");
      const ends = rows.flatMap((row) =>
        row.kind === "set" && row.text.endsWith("09:07") ? [row.text] : [],
      );
      t.same(ends.map(columnsOf), [COLUMNS[widthMm]]);
      t.equal(rows.filter(({ kind }) => kind === "cut").length, 1);
    }),
    { numRuns: 60 },
  );
});

t.test("a copy is known by its mark, and only a copy has one", async (t) => {
  for (const [name, paper] of Object.entries(EXAMPLES))
    t.equal(isMarkedCopy(asText(paper())), name.includes("copy"), name);
});

t.test("a ticket tells nothing that is not so", async (t) => {
  const text = (change: (rules: HallRules) => void, service?: string) =>
    asText(new PapersHall(change).ticketPaper("zh-CN", 80, service));
  t.match(
    text(() => {}),
    /预计等候 +\d+–\d+ 分钟\n/,
  );
  const unknown = new PapersHall().paperFor({ ...ISSUE, ticket: "u", language: "zh-CN" }, 80, () => null);
  t.notMatch(asText(unknown), "预计等候", "no wait where none is known");
  t.match(
    text((r) => (r.calling.noShowReturnMinutes = 0)),
    "过号后需要重新取号",
  );
  t.notMatch(
    text(() => {}, "residence"),
    "请带好",
    "a service without a notice",
  );
  const expired = text((r) => {
    const notice = r.services[1]?.notice;
    if (notice) notice.validUntil = "2026-03-01";
  });
  t.match(expired, "此须知已过期");
  t.notMatch(
    text(() => {}),
    "已过期",
  );
  t.match(
    text((r) => (r.hall.publicAddress = "http://hall.example/")),
    "[QR http://hall.example/ticket/x9aQ2mKrT5w]",
  );
  const withoutAddress = text((r) => {
    delete r.hall.publicAddress;
  });
  t.notMatch(withoutAddress, /QR|扫码/, "nothing to scan without an address");
  const atOnce = { lowMinutes: 0, highMinutes: 0 };
  t.match(asText(new PapersHall().paperFor({ ...ISSUE, ticket: "n" }, 80, () => atOnce)), "不用等候");
  const surely = { lowMinutes: 5, highMinutes: 5 };
  const sure = new PapersHall().paperFor({ ...ISSUE, ticket: "s" }, 80, () => surely);
  t.match(asText(sure), / 5 分钟\n/, "a range whose ends meet is one number");
  const paper = new PapersHall().paperFor({ ...ISSUE, ticket: "p", lane: "priority", reason: "age" }, 80);
  t.match(asText(paper), /通道 +优先/);
  t.notMatch(asText(paper), "age", "why somebody goes first stays between them and the hall");
});

t.test("a hall's own template", async (t) => {
  const hall = new PapersHall((r) => {
    r.papers = {
      ticket: [
        { rule: true },
        { text: { "zh-CN": "{service}：{number}", en: "{number} for {service}" }, align: "right" },
        { rule: true },
        { pair: ["{label.lane}", "{lane}"] },
        { rule: true },
        { list: "{papers}", languages: ["en"] },
        { text: "{hall}", languages: ["holder"] },
        { feed: 2 },
        { pair: [{ "zh-CN": "窗口", en: "Window" }, "{windows}"] },
        { rule: true },
      ],
    };
  });
  t.same(hall.ticketPaper("en", 80).lines, [
    { kind: "text", text: "2005 for Grazing contract", align: "right" },
    { kind: "text", text: "草场承包：2005", align: "right" },
    { kind: "rule" },
    { kind: "text", text: "1. Household register, the original" },
    { kind: "text", text: "2. Identity card" },
    {
      kind: "text",
      text: "3. The village committee's proof of use, signed\n   by two neighbours",
    },
    { kind: "text", text: "Township Service Centre" },
    { kind: "feed", lines: 2 },
    { kind: "pair", left: "Window 窗口", right: "2" },
    { kind: "cut" },
  ]);
});

t.test("faults of templates and stand-ins are told where they stand", async (t) => {
  const loaded = parseConfig(`hall: { id: small, name: { zh-CN: 小厅 }, timeZone: Asia/Shanghai }
queues: [{ id: tax, name: { zh-CN: 税务 } }]
services: [{ id: return, name: { zh-CN: 报税 }, queue: tax }]
windows: [{ id: "1", home: [tax] }]
dispensers:
  - { id: D1, standIn: D2 }
  - { id: D2, standIn: D3 }
  - { id: D4, standIn: D4 }
papers:
  ticket:
    - { text: "{nummer}", size: 4 }
    - { pair: ["{label.ahead}", { zh-CN: "{ahead}", en: "{aheed}" }] }
    - { text: "{label.scan}" }
    - { rule: true, feed: 2 }
    - { list: "a {papers}" }
    - { txt: a }
  day-slip:
    - { text: "{number}" }
    - { text: "{anchor} {label.satisfied} {copy}" }
`);
  const faults = loaded.ok
    ? []
    : loaded.faults.map(({ line, column, message }) => `${line}:${column} ${message}`);
  t.match(faults, [
    '6:24 dispenser "D2" has no printer',
    '7:24 there is no dispenser "D3"',
    "8:24 a dispenser cannot stand in for itself",
    "11:5 a line with {copy} is missing: a second paper must say so",
    /^11:15 there is no \{nummer\} on a ticket; there are hall, .*number/,
    /^12:57 there is no \{aheed\} on a ticket/,
    /^13:15 there is no \{label.scan\} on a ticket/,
    /^14:7 a line is one of text, pair/,
    /^15:15 a list is a single placeholder/,
    /^16:7 a line is one of/,
    '16:9 unknown key "txt"',
    /^18:15 there is no \{number\} on a day-slip/,
  ]);
  t.equal(faults.length, 12);
});
