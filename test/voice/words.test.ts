import fc from "fast-check";
import t from "tap";
import { callCaption, callText, callWords } from "../../src/i18n/call-words.ts";
import { cardinalMost, cardinalWords } from "../../src/i18n/number-words.ts";
import { signWords } from "../../src/i18n/spoken-number.ts";
import { languages } from "../../src/i18n/text.ts";

t.test("whole numbers are counted as people count, in each language", async (t) => {
  const said: [number, string, string, string][] = [
    [0, "零", "ཀླད་ཀོར་", "zero"],
    [7, "七", "བདུན་", "seven"],
    [10, "十", "བཅུ་", "ten"],
    [12, "十 二", "བཅུ་གཉིས་", "twelve"],
    [15, "十 五", "བཅོ་ལྔ་", "fifteen"],
    [20, "二 十", "ཉི་ཤུ་", "twenty"],
    [21, "二 十 一", "ཉི་ཤུ་ རྩ་ གཅིག་", "twenty one"],
    [38, "三 十 八", "སུམ་ཅུ་ སོ་ བརྒྱད་", "thirty eight"],
    [99, "九 十 九", "དགུ་བཅུ་ གོ་ དགུ་", "ninety nine"],
    [100, "一 百", "བརྒྱ་", "one hundred"],
    [103, "一 百 零 三", "བརྒྱ་ དང་ གསུམ་", "one hundred and three"],
    [110, "一 百 一 十", "བརྒྱ་ དང་ བཅུ་", "one hundred and ten"],
    [245, "二 百 四 十 五", "བརྒྱ་ཕྲག་ གཉིས་ དང་ བཞི་བཅུ་ ཞེ་ ལྔ་", "two hundred and forty five"],
  ];
  for (const [value, zh, bo, en] of said) {
    t.equal(cardinalWords(value, "zh-CN").join(" "), zh);
    t.equal(cardinalWords(value, "bo").join(" "), bo);
    t.equal(cardinalWords(value, "en").join(" "), en);
  }
});

t.test("no two numbers are said alike, and few words say them all", async (t) => {
  for (const language of languages) {
    const said = Array.from({ length: cardinalMost + 1 }, (_, value) => cardinalWords(value, language));
    t.equal(new Set(said.map((words) => words.join(" "))).size, said.length, language);
    const words = new Set(said.flat());
    t.ok(words.size <= 40, `${words.size} words in ${language}`);
    t.notOk(words.has(""), "none is empty");
  }
});

const windowNames = { "zh-CN": "12号窗口", bo: "སྒེའུ་ཁུང་ 12", en: "Window 12" };
const call = { number: "A012", windowNames, recalled: false };

t.test("a ticket's number is said sign by sign, the window's as a number, the rest in phrases", async (t) => {
  t.strictSame(callWords(call, "zh-CN"), [
    "请",
    "A",
    "零",
    "一",
    "二",
    "号，到",
    "十",
    "二",
    "号窗口",
    "办理",
  ]);
  t.strictSame(callWords(call, "en"), [
    "Number",
    "A",
    "zero",
    "one",
    "two",
    "please go to",
    "Window",
    "twelve",
  ]);
  t.strictSame(callWords(call, "bo"), ["ཨང་གྲངས", "A", "ཀླད་ཀོར", "གཅིག", "གཉིས", "སྒེའུ་ཁུང", "བཅུ་གཉིས", "ལ་ཕེབས་རོགས"]);
  t.ok(callWords({ ...call, recalled: true }, "zh-CN").includes("号，尽快到"), "more urgent the second time");
});

t.test("windows with other names are said too", async (t) => {
  const words = (name: string) => callWords({ ...call, number: "7", windowNames: { "zh-CN": name } }, "en");
  t.strictSame(words("户籍窗口").slice(2), ["please go to", "户籍窗口"], "Chinese where English is missing");
  t.strictSame(words("C-305").slice(3), ["C", "three", "hundred", "and", "five"]);
  t.strictSame(words("Desk 007").slice(3), ["Desk", "zero", "zero", "seven"]);
  t.strictSame(words("Desk 20260").slice(3), ["Desk", "two", "zero", "two", "six", "zero"]);
});

t.test("the caption shows what is said, and a reading voice is given words for the signs", async (t) => {
  t.equal(callCaption(call, "zh-CN"), "请 A012 号，到 12号窗口 办理。");
  t.equal(callText(call, "zh-CN"), "请 A 零一二 号，到 十二号窗口 办理。");
  t.equal(callText(call, "en"), "Number A zero one two, please go to Window twelve.");
  t.equal(callText({ ...call, number: "12" }, "en"), "Number one two, please go to Window twelve.");
  const far = { ...call, windowNames: { "zh-CN": "103号窗口", en: "Desk 007" } };
  t.equal(callText(far, "zh-CN"), "请 A 零一二 号，到 一百零三号窗口 办理。");
  t.equal(callText(far, "en"), "Number A zero one two, please go to Desk zero zero seven.");
});

t.test("no word of any call is empty, a digit or punctuation", async () => {
  const number = fc.stringMatching(/^[A-Z]{0,3}\d{1,5}$/);
  const name = fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" });
  fc.assert(
    fc.property(
      number,
      name,
      fc.boolean(),
      fc.constantFrom(...languages),
      (number, name, recalled, language) => {
        const words = callWords({ number, windowNames: { "zh-CN": name }, recalled }, language);
        const plainName = !/[^\p{L}\p{P}\s\d]/u.test(name);
        return (
          words.length >= signWords(number, language).length + 2 &&
          words.every((word) => word !== "" && (!plainName || !/\d/.test(word)) && word === word.trim())
        );
      },
    ),
  );
});
