import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { DEVICE_REASONS } from "../../devices/device.ts";
import { REFUSALS } from "../../src/core/refusals.ts";
import { RATING_REASONS } from "../../src/core/state.ts";
import { PROBLEMS } from "../../src/http/problems.ts";
import { bo } from "../../src/i18n/bo.ts";
import { draftTexts, type Texts, withoutMarks } from "../../src/i18n/dictionary.ts";
import { en } from "../../src/i18n/en.ts";
import { pinyinInitials } from "../../src/i18n/pinyin-initials.ts";
import { staffEn } from "../../src/i18n/staff.en.ts";
import { staffZhCN } from "../../src/i18n/staff.zh-CN.ts";
import { inLanguage, languages, refusalText, textIn } from "../../src/i18n/text.ts";
import { zhCN } from "../../src/i18n/zh-CN.ts";
import { waitWords } from "../../src/pages/shared/wait-words.ts";

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

t.test("whatever a device is down for is put into words", async (t) => {
  for (const dictionary of [staffZhCN, staffEn])
    for (const reason of DEVICE_REASONS) t.ok(dictionary.deviceTrouble[reason], reason);
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

t.test("a wait is a range, and one number where its ends meet", async (t) => {
  const words = (language: (typeof languages)[number], low: number, high: number) =>
    waitWords(textIn(language), { waitLowMinutes: low, waitHighMinutes: high });
  t.equal(words("en", 4, 6), "about 4–6 minutes");
  t.equal(words("en", 5, 5), "about 5 minutes");
  t.equal(words("en", 1, 1), "about 1 minute");
  t.equal(words("zh-CN", 5, 5), "约 5 分钟");
  for (const language of languages) {
    t.notMatch(words(language, 5, 5) ?? "", "–", language);
    t.equal(words(language, 0, 0), textIn(language)("common.waitNone"));
  }
});

t.test("every refusal of the rules has words of its own in every language", async (t) => {
  for (const language of languages) {
    const general = refusalText(language, "other");
    for (const code of [...Object.keys(REFUSALS), ...Object.keys(PROBLEMS)])
      t.not(refusalText(language, code), general, `${code} in ${language}`);
    t.equal(refusalText(language, "something-new"), general);
  }
});

t.test("each reason of a bad rating has words, and no other has", async (t) => {
  t.strictSame(Object.keys(zhCN.rating.reason), [...RATING_REASONS], "pages offer what there are words for");
});

/** Words that a program holds without any dictionary, each with why. */
const ownWords = new Set([
  // What windows and dispensers are called where the config says nothing: data of the hall, which the core makes.
  "core/window-names.ts",
  "core/views.ts",
]);

/** A file without its comments; what looks like one inside a string stays. */
function withoutComments(source: string): string {
  const tokens = /"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  return source.replace(tokens, (token) => (token.startsWith("/") ? "" : token));
}

t.test("no word of Chinese or Tibetan stands outside of the dictionaries", async (t) => {
  const files = readdirSync(srcDir, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.tsx?$/.test(file) && !file.startsWith("i18n") && !ownWords.has(file),
  );
  t.ok(files.length > 100);
  for (const file of files) {
    const found = withoutComments(readFileSync(join(srcDir, file), "utf8"))
      .split("\n")
      .filter((line) => /[\p{Script=Han}\p{Script=Tibetan}]/u.test(line) && !isDescription.test(line));
    t.strictSame(found, [], file);
  }
});

/** A config's key explained to a technician, with the Chinese term beside the English one. */
const isDescription = /description:|^\s*"[^"]+\([^)]*\p{Script=Han}/u;

t.test("no attribute that is read out or shown holds a word of its own", async (t) => {
  const spoken = /\b(?:aria-label|aria-description|title|alt|placeholder|label)=(?:"|\{["'`])([^"'`]*)/g;
  const files = readdirSync(join(srcDir, "pages"), { recursive: true, encoding: "utf8" });
  for (const file of files.filter((each) => each.endsWith(".tsx"))) {
    const source = readFileSync(join(srcDir, "pages", file), "utf8");
    const words = Array.from(source.matchAll(spoken), ([, text]) => text ?? "");
    t.strictSame(
      words.filter((text) => /\p{L}/u.test(text.replace(/\$\{[^}]*\}/g, ""))),
      [],
      file,
    );
  }
});

t.test("a Tibetan text is a draft until a speaker has signed it", async (t) => {
  t.ok(draftTexts(bo).length <= entries(withoutMarks(bo)).length);
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
