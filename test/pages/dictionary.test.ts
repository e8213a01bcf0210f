import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { REFUSALS } from "../../src/core/refusals.ts";
import { PROBLEMS } from "../../src/http/problems.ts";
import { bo } from "../../src/i18n/bo.ts";
import { draftTexts, type Texts, withoutMarks } from "../../src/i18n/dictionary.ts";
import { en } from "../../src/i18n/en.ts";
import { pinyinInitials } from "../../src/i18n/pinyin-initials.ts";
import { staffEn } from "../../src/i18n/staff.en.ts";
import { staffZhCN } from "../../src/i18n/staff.zh-CN.ts";
import { inLanguage, languages, refusalText, textIn } from "../../src/i18n/text.ts";
import { zhCN } from "../../src/i18n/zh-CN.ts";

const srcDir = join(import.meta.dirname, "../../src");

/** A dictionary as dotted keys and texts. */
function entries(dictionary: object, prefix = ""): [string, string][] {
  return Object.entries(dictionary).flatMap(([key, entry]: [string, unknown]) =>
    typeof entry === "string"
      ? ([[`${prefix}${key}`, entry]] as [string, string][])
      : entries(entry as object, `${prefix}${key}.`),
  );
}

/** Asked for by a name that comes from elsewhere: a refusal's code, a placeholder of a paper's template. */
const byName = /^(refusals|paper|daySlip)\./;

const values = (text: string): string[] => (text.match(/{{\w+}}/g) ?? []).sort();

t.test("every text names the same values in every language", async (t) => {
  const pairs: [object, object][] = [
    [zhCN, en],
    [zhCN, withoutMarks(bo)],
    [staffZhCN, staffEn],
  ];
  for (const [model, other] of pairs) {
    const texts = new Map(entries(other));
    for (const [key, text] of entries(model)) {
      const translated = texts.get(key);
      t.ok(translated !== undefined && translated !== "", `${key} is there`);
      t.strictSame(values(translated ?? ""), values(text), `${key} says what Chinese says`);
    }
  }
});

t.test("no key is unused: what nobody shows, nobody should have to translate", async (t) => {
  const files = readdirSync(srcDir, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.tsx?$/.test(file) && !file.startsWith("i18n"),
  );
  const source = files.map((file) => readFileSync(join(srcDir, file), "utf8")).join("\n");
  const literals = new Set(
    Array.from(source.matchAll(/["'`]([a-zA-Z]+(?:\.[\w-]+)+)["'`]/g), ([, key]) => key),
  );
  const families = Array.from(
    source.matchAll(/`([a-zA-Z]+(?:\.[\w-]+)*\.)\$\{/g),
    ([, family]) => family ?? "",
  );
  const isUsed = (key: string) =>
    literals.has(key) || families.some((family) => key.startsWith(family)) || byName.test(key);
  for (const dictionary of [zhCN, staffZhCN])
    for (const [key] of entries(dictionary)) t.ok(isUsed(key.replace(/_other$/, "")), `${key} is used`);
});

t.test("counts read well in each language; values are filled in and never escaped", async (t) => {
  t.equal(textIn("en")("common.ahead", { count: 1 }), "1 person ahead of you");
  t.equal(textIn("en")("common.ahead", { count: 2 }), "2 people ahead of you");
  t.equal(textIn("zh-CN")("common.ahead", { count: 1 }), "前面还有 1 人");
  t.equal(textIn("bo")("common.ahead", { count: 7 }), "མདུན་དུ་མི་ 7 ཡོད།");
  t.equal(textIn("en")("ticket.goTo", { window: "A & B <1>" }), "Please go to A & B <1>");
});

t.test("every refusal of the rules has words of its own in every language", async (t) => {
  for (const language of languages) {
    const general = refusalText(language, "other");
    for (const code of [...Object.keys(REFUSALS), ...Object.keys(PROBLEMS)])
      t.not(refusalText(language, code), general, `${code} in ${language}`);
    t.equal(refusalText(language, "something-new"), general);
  }
});

t.test("a Tibetan text is a draft until a speaker has signed it", async (t) => {
  const all = entries(withoutMarks(bo)).length;
  t.equal(draftTexts(bo).length, all, "none is signed yet");
  const marked = { hello: { text: "བཀྲ་ཤིས་བདེ་ལེགས།", signedBy: "a speaker" }, more: { bye: { draft: "…" } } };
  t.strictSame(draftTexts(marked), [["more.bye", "…"]]);
  t.strictSame(withoutMarks(marked), { hello: "བཀྲ་ཤིས་བདེ་ལེགས།", more: { bye: "…" } } satisfies Texts);
});

t.test("names come in the language asked for, else in Chinese", async (t) => {
  t.equal(inLanguage({ "zh-CN": "户籍", en: "Household" }, "en"), "Household");
  t.equal(inLanguage({ "zh-CN": "户籍", en: "Household" }, "bo"), "户籍");
  t.equal(inLanguage("户籍", "en"), "户籍");
});

t.test("services are found by the initials of their pinyin", async (t) => {
  for (const [name, initials] of [
    ["身份证办理", "sfzbl"],
    ["不动产与税务", "bdcysw"],
    ["婚姻登记", "hydj"],
    ["社保卡", "sbk"],
    ["食品经营许可", "spjyxk"],
    ["A类驾驶证 (C1)", "aljszc1"],
  ])
    t.equal(pinyinInitials(name ?? ""), initials);
});
