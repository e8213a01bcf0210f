import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import fc from "fast-check";
import iconv from "iconv-lite";
import t from "tap";
import { escpos } from "../../devices/drivers/escpos.ts";
import { escposCn } from "../../devices/drivers/escpos-cn.ts";
import { canSet, columnsOf, printable } from "../../devices/printer/charset.ts";
import * as commands from "../../devices/printer/commands.ts";
import { composePaper } from "../../devices/printer/compose.ts";
import { Conditions } from "../../devices/printer/conditions.ts";
import { drawBlock } from "../../devices/printer/draw.ts";
import { drawAside } from "../../devices/printer/drawing.ts";
import { JobMarks } from "../../devices/printer/job-mark.ts";
import { layOut } from "../../devices/printer/layout.ts";
import type { PaperLine } from "../../devices/printer/paper.ts";
import { boxed, facts, inLanguages, numbered } from "../../devices/printer/paper-parts.ts";
import type { PrinterProfile } from "../../devices/printer/profile.ts";
import { type Raster, rasterCommand } from "../../devices/printer/raster.ts";
import { type Reply, ReplyParser } from "../../devices/printer/replies.ts";
import { wrap } from "../../devices/printer/wrap.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bytes = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));
const epson = escpos.profiles.default;
const clone = escposCn.profiles.default;

async function compose(lines: PaperLine[], profile: PrinterProfile = epson, widthMm: 58 | 80 = 80) {
  return (await composePaper({ widthMm, lines }, profile, drawAside)).bytes;
}

t.test("commands are those of the manuals", async (t) => {
  t.equal(hex(commands.askStatus(4)), "100404");
  t.equal(hex(commands.TELL_CHANGES), "1d610e");
  t.equal(hex(commands.ASK_PAPER), "1d7201");
  t.equal(hex(commands.CLEAR_BUFFERS), "10140801031401060208");
  t.equal(hex(commands.RECOVER), "100502");
  t.equal(hex(commands.askCompletion(bytes("41 42 43 44"))), "1d28480600303041424344");
});

t.test("answers are told apart", async (t) => {
  const vectors: [string, Reply[]][] = [
    ["16", [{ kind: "status", byte: 0x16 }]],
    ["10 00 00 0f", [{ kind: "automatic", bytes: [0x10, 0, 0, 0x0f] }]],
    ["38 00 0c 0f", [{ kind: "automatic", bytes: [0x38, 0, 0x0c, 0x0f] }]],
    ["37 22 41 42 43 44 00", [{ kind: "completed", mark: bytes("41424344") }]],
    ["37 25 00", [{ kind: "cleared" }]],
    ["0c", [{ kind: "paper", byte: 0x0c }]],
    [
      "10 00 12 00 0f",
      [
        { kind: "status", byte: 0x12 },
        { kind: "automatic", bytes: [0x10, 0, 0, 0x0f] },
      ],
    ],
    [
      "37 16",
      [
        { kind: "noise", count: 1 },
        { kind: "status", byte: 0x16 },
      ],
    ],
    ["14 37 25 00", [{ kind: "noise", count: 1 }, { kind: "cleared" }]],
    [
      "37 22 41 07 37 22 41 42 43 44 00",
      [
        { kind: "noise", count: 4 },
        { kind: "completed", mark: bytes("41424344") },
      ],
    ],
  ];
  for (const [sent, replies] of vectors) t.same(new ReplyParser().push(bytes(sent)), replies, sent);

  const half = new ReplyParser();
  t.same(half.push(bytes("37 22 16")), [
    { kind: "noise", count: 2 },
    { kind: "status", byte: 0x16 },
  ]);
  t.same(half.push(bytes("10 00")), []);
  t.same(
    half.giveUp(),
    [
      { kind: "noise", count: 1 },
      { kind: "paper", byte: 0 },
    ],
    "what follows it is not lost",
  );
});

/** Noise none of whose bytes could belong to an answer. */
const noise = fc.uint8Array({ maxLength: 6 }).map((list) => list.map((byte) => byte | 0x80));
const marks = new JobMarks("test");
const answer = fc.oneof(
  fc.nat(0x0f).map((bits): [Uint8Array, string] => {
    const byte = 0x12 | ((bits & 3) << 2) | ((bits & 12) << 3);
    return [Uint8Array.of(byte), `status ${byte}`];
  }),
  fc.constant<[Uint8Array, string]>([bytes("37 25 00"), "cleared"]),
  fc
    .constantFrom(0, 3, 0x0c, 0x0f)
    .map((byte): [Uint8Array, string] => [Uint8Array.of(byte), `paper ${byte}`]),
  fc.nat(15).map((bits): [Uint8Array, string] => [Uint8Array.of(0x10, 0, bits, 0x0f), `automatic ${bits}`]),
  fc.string().map((id): [Uint8Array, string] => {
    const mark = marks.next(id);
    return [Buffer.concat([bytes("37 22"), mark, Uint8Array.of(0)]), `completed ${hex(mark)}`];
  }),
);

function nameOf(reply: Reply): string[] {
  if (reply.kind === "noise") return [];
  if (reply.kind === "cleared") return ["cleared"];
  if (reply.kind === "automatic") return [`automatic ${reply.bytes[2]}`];
  if (reply.kind === "completed") return [`completed ${hex(reply.mark)}`];
  return [`${reply.kind} ${reply.byte}`];
}

t.test("answers are told apart in any chunks and between noise", async () => {
  const stream = fc.array(fc.tuple(noise, answer), { maxLength: 12 });
  fc.assert(
    fc.property(stream, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (parts, cuts) => {
      const all = Buffer.concat(parts.flatMap(([before, [sent]]) => [before, sent]));
      const parser = new ReplyParser();
      const heard: Reply[] = [];
      for (let at = 0, next = 0; at < all.length; next++) {
        const size = cuts[next % cuts.length] ?? 1;
        heard.push(...parser.push(all.subarray(at, at + size)));
        at += size;
      }
      const expected = parts.map(([, [, name]]) => name);
      const got = heard.flatMap(nameOf);
      if (got.join() !== expected.join()) throw new Error(`${got} instead of ${expected}`);
    }),
  );
});

t.test("ten million bytes of anything leave nothing behind", async (t) => {
  const parser = new ReplyParser();
  const flood = new Uint8Array(100_000);
  let state = 1;
  for (let round = 0; round < 100; round++) {
    for (let at = 0; at < flood.length; at++) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      flood[at] = state >>> 24;
    }
    parser.push(flood);
  }
  parser.giveUp();
  t.same(parser.push(bytes("37 22 41 42 43 44 00")), [{ kind: "completed", mark: bytes("41424344") }]);
});

t.test("states become conditions", async (t) => {
  const list = (set: (conditions: Conditions) => void) => {
    const conditions = new Conditions();
    set(conditions);
    return conditions.list();
  };
  t.same(
    list((now) => now.answered(1, 0x1a)),
    ["offline"],
  );
  t.same(
    list((now) => now.answered(2, 0x16)),
    ["cover-open"],
  );
  t.same(
    list((now) => now.answered(3, 0x1a)),
    ["cutter-error"],
  );
  t.same(
    list((now) => now.answered(3, 0x32)),
    ["unrecoverable-error"],
  );
  t.same(
    list((now) => now.answered(3, 0x52)),
    ["recoverable-error"],
  );
  t.same(
    list((now) => now.answered(4, 0x1e)),
    ["receipt-near-end"],
  );
  t.same(
    list((now) => now.answered(4, 0x7e)),
    ["receipt-empty"],
    "an empty roll is not also near its end",
  );
  t.same(
    list((now) => now.told([0x38, 0, 0, 0x0f])),
    ["cover-open"],
  );
  t.same(
    list((now) => now.told([0x18, 0, 0x0f, 0x0f])),
    ["receipt-empty"],
  );
  const conditions = new Conditions();
  conditions.told([0x38, 0x08, 0x0f, 0x0f]);
  t.equal(conditions.stop, "receipt-empty");
  conditions.told([0x10, 0, 0, 0x0f]);
  t.same(conditions.list(), []);
});

t.test("marks: no two alike, none like another answer, others after a restart", async (t) => {
  const before = new JobMarks("p1 1000");
  const after = new JobMarks("p1 2000");
  const seen = new Set<string>();
  for (let job = 0; job < 250; job++) {
    const mark = before.next("the same job");
    seen.add(hex(mark));
    t.ok(mark.every((byte) => byte >= 0x20 && byte <= 0x7e));
    t.same(
      new ReplyParser().push(mark).map((reply) => reply.kind),
      ["noise"],
    );
    t.not(hex(after.next("the same job")), hex(mark));
  }
  t.equal(seen.size, 250);
});

t.test("text takes columns as printers set it", async (t) => {
  t.equal(columnsOf("A001 号"), 7);
  t.equal(columnsOf("𠮷"), 2);
  t.equal(canSet("A001号①─é", "two-byte"), true);
  t.same(
    (["two-byte", "extension-a", "all"] as const).map((characters) =>
      ["㐂", "䶮", "𠮷", "བོད"].map((text) => canSet(text, characters)),
    ),
    [
      [false, false, false, false],
      [true, true, false, false],
      [true, true, true, false],
    ],
  );
  t.equal(printable("王\x1b@\x10\x04\x01明\u202e\r\nB\t\ud800C"), "王@明\nB C");
});

t.test("lines break between words, syllables and characters", async (t) => {
  t.same(wrap("take your residence booklet", 12, columnsOf), ["take your", "residence", "booklet"]);
  t.same(wrap("请携带身份证、户口本。谢谢", 12, columnsOf), ["请携带身份", "证、户口本。", "谢谢"]);
  t.same(wrap("https://hall.example/t/1", 10, columnsOf), ["https://ha", "ll.example", "/t/1"]);
  t.same(wrap("a\n\nb", 10, columnsOf), ["a", "", "b"]);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 48 }), (text, width) => {
      const clean = printable(text).replaceAll("\n", " ");
      const lines = wrap(clean, width, columnsOf);
      const squeezed = (part: string) => part.replaceAll(/\s/gu, "");
      if (squeezed(lines.join("")) !== squeezed(clean)) throw new Error("text was lost");
      const wide = lines.find(
        (line) =>
          columnsOf(line) > width &&
          [...line].length > 1 &&
          [...new Intl.Segmenter().segment(line)].length > 1,
      );
      if (wide !== undefined) throw new Error(`"${wide}" is wider than ${width}`);
    }),
  );
});

t.test("right texts end at the right margin, whatever is mixed", async () => {
  const word = fc.stringMatching(/^[A-Za-z0-9 号王明前面等待人:.]{0,40}$/);
  fc.assert(
    fc.property(word, word, fc.constantFrom<58 | 80>(58, 80), (left, right, widthMm) => {
      const columns = widthMm === 58 ? 32 : 48;
      const rows = layOut({ widthMm, lines: [{ kind: "pair", left, right }] }, "two-byte");
      for (const row of rows) {
        if (row.kind !== "set") throw new Error("drawn without need");
        if (columnsOf(row.text) !== columns) throw new Error(`"${row.text}" is ${columnsOf(row.text)} wide`);
      }
      const all = rows.map((row) => (row.kind === "set" ? row.text : "")).join("");
      if (all.replaceAll(" ", "") !== (left + right).replaceAll(" ", "")) throw new Error("text was lost");
    }),
  );
});

t.test("parts of papers stay in their frames and margins", async (t) => {
  t.same(
    boxed("A001", 80).map(({ text }) => text),
    ["┏━━━┓", "┃ A001 ┃", "┗━━━┛"],
  );
  t.same(
    boxed("一个太长的号码放不进去", 58, 4).map(({ text }) => text),
    ["一个太长的号码放不进去"],
  );
  t.same(
    inLanguages(["取号", undefined, "", "取号", "Number"], { bold: true }).map(({ text }) => text),
    ["取号", "Number"],
  );
  t.same(
    facts([
      ["前面", "3"],
      ["等候", null],
    ]),
    [{ kind: "pair", left: "前面", right: "3" }],
  );
  const items = ["身份证原件和复印件", "bring the residence booklet of the whole household"];
  const list = numbered(items, 58).flatMap(({ text }) => text.split("\n"));
  t.same(list, ["1. 身份证原件和复印件", "2. bring the residence booklet", "   of the whole household"]);
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom<58 | 80>(58, 80),
      (text, widthMm) => {
        for (const size of [2, 3, 4] as const) {
          const lines = boxed(text, widthMm, size);
          const widths = new Set(lines.map((line) => columnsOf(line.text)));
          const [width = 0] = widths;
          if (widths.size !== 1) throw new Error("the frame is crooked");
          if (lines.length === 3 && width * size > (widthMm === 58 ? 32 : 48)) throw new Error("too wide");
        }
      },
    ),
  );
});

t.test("what a technician reads names every profile there is", async (t) => {
  const guide = await readFile(new URL("../../docs/printing.md", import.meta.url), "utf8");
  for (const { name, profiles } of [escpos, escposCn]) {
    const named = [...guide.matchAll(/^\| `([\w-]+)` \| `([\w-]+)` \|/gm)].filter(
      ([, driver]) => driver === name,
    );
    t.same(named.map(([, , profile]) => profile).sort(), Object.keys(profiles).sort());
  }
});

t.test("a paper in bytes", async (t) => {
  const init = "1c26";
  const gb = (text: string) => hex(iconv.encode(text, "gb18030"));
  t.equal(hex(await compose([{ kind: "text", text: "A号𠮷".slice(0, 2) }])), `${init}41bac50a`);
  t.equal(
    hex(await compose([{ kind: "text", text: "A001", size: 4, align: "center", bold: true }])),
    `${init}1b61011b45011d2133${gb("A001")}0a1d21001b45001b6100`,
  );
  t.equal(hex(await compose([{ kind: "text", text: "䶮" }])), `${init}${gb("䶮")}0a`);
  t.equal(hex(await compose([{ kind: "text", text: "㐂" }])), `${init}8139ef310a`, "four bytes");
  t.equal(
    hex(await compose([{ kind: "pair", left: "号", right: "1" }], epson, 58)),
    `${init}bac5${"20".repeat(29)}310a`,
  );
  t.equal(
    hex(await compose([{ kind: "rule" }, { kind: "feed", lines: 3 }], epson, 58)),
    `${init}${"2d".repeat(32)}0a1b6403`,
  );
  const cut = await composePaper({ widthMm: 80, lines: [{ kind: "cut" }] }, epson, drawAside);
  t.equal(hex(cut.bytes), `${init}1d564200`);
  t.equal(cut.lastCutAt, init.length / 2);

  const qr = hex(await compose([{ kind: "qr", text: "https://h/号" }]));
  const link = Buffer.from("https://h/%E5%8F%B7");
  const length = (link.length + 3).toString(16).padStart(2, "0");
  t.match(qr, `1d286b${length}00315030${hex(link)}1d286b0300315130`);
});

function inkOf(raster: Raster | undefined): number {
  let ink = 0;
  for (const byte of raster?.bits ?? []) for (let bit = byte; bit !== 0; bit &= bit - 1) ink += 1;
  return ink;
}

t.test("Tibetan is drawn, shaped, and inside the margins", async (t) => {
  const style = { align: "left", size: 1, bold: false } as const;
  const draw = (left: string, right = "", over: object = {}) =>
    drawBlock({ left, right, style: { ...style, ...over }, widthDots: 384 });
  const [syllable] = draw("བསྒྲུབས");
  t.ok(inkOf(syllable) > 150, "there is ink");
  t.ok((syllable?.widthBytes ?? 99) * 8 < 7 * 12, "its letters stand below one another");
  const lines = draw("བོད་ཡིག་གི་གཞུང་ལས་ཁང་ཆེན་མོར་ཕེབས་པར་དགའ་བསུ་ཞུ། ཁྱེད་ཀྱི་ཨང་རྟགས་ནི་");
  t.ok(lines.length >= 2, "it is wrapped");
  for (const line of lines) t.ok(line.widthBytes <= 48 && inkOf(line) > 100);
  const [pair] = draw("ཨང་", "12 人");
  t.equal(pair?.widthBytes, 48, "the right text ends at the right margin");
  t.ok(inkOf(draw("བོད", "", { bold: true })[0]) > inkOf(draw("བོད")[0]));
  t.ok((draw("བོད", "", { size: 2 })[0]?.heightDots ?? 0) > 1.5 * (draw("བོད")[0]?.heightDots ?? 0));
  t.equal(inkOf(draw(" ")[0]), 0);
  const [unknown] = draw("\u{10fffe}");
  const [geta] = draw("〓");
  t.same(unknown, geta, "what no font has is seen to be missing");
});

const rareFont = (() => {
  try {
    return createRequire(import.meta.url).resolve("@fontsource/lxgw-wenkai/package.json");
  } catch {
    return null;
  }
})();

t.test("rare names are drawn", { skip: rareFont === null && "its font is not installed" }, async (t) => {
  const style = { align: "left", size: 1, bold: false } as const;
  const pictures = ["王", "𠮷", "䶮", "㐂", "〓"].map((left) => {
    const [raster] = drawBlock({ left, right: "", style, widthDots: 384 });
    t.ok(inkOf(raster) > 40 && (raster?.widthBytes ?? 9) <= 3);
    return hex(raster?.bits ?? new Uint8Array());
  });
  t.equal(new Set(pictures).size, 5, "each is itself, and none is the mark of a missing character");
});

t.test("what a printer's font lacks goes as a picture, the rest as text", async (t) => {
  const lines: PaperLine[] = [
    { kind: "text", text: "A001" },
    { kind: "text", text: "བོད" },
    { kind: "text", text: "㐂" },
  ];
  const onEpson = hex(await compose(lines));
  t.equal(onEpson.split("1d763000").length - 1, 1);
  t.match(onEpson, hex(iconv.encode("㐂", "gb18030")));
  const onClone = hex(await compose(lines, clone));
  t.equal(onClone.split("1d763000").length - 1, 2);
});

t.test("no picture spells a command that is obeyed inside pictures", async (t) => {
  const bits = bytes("10 04 01 10 14 08 10 05 10 10 04");
  const command = rasterCommand({ widthBytes: 11, heightDots: 1, bits });
  t.equal(hex(command), "1d7630000b000100180401181408180510180 4".replaceAll(" ", ""));
});
