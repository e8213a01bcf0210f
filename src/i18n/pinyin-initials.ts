/**
 * The first character of each pinyin initial, in the collation order of pinyin: a Chinese character belongs to the
 * last of these that does not sort after it. I, U and V begin no syllable.
 */
const firstOf = [
  ["a", "阿"],
  ["b", "八"],
  ["c", "嚓"],
  ["d", "哒"],
  ["e", "妸"],
  ["f", "发"],
  ["g", "旮"],
  ["h", "哈"],
  ["j", "讥"],
  ["k", "咔"],
  ["l", "垃"],
  ["m", "妈"],
  ["n", "拏"],
  ["o", "噢"],
  ["p", "妑"],
  ["q", "七"],
  ["r", "呥"],
  ["s", "仨"],
  ["t", "他"],
  ["w", "穵"],
  ["x", "夕"],
  ["y", "丫"],
  ["z", "帀"],
] as const;

const byPinyin = new Intl.Collator("zh-CN-u-co-pinyin");
const chinese = /\p{Script=Han}/u;

/**
 * The initials by which a service is found, lower case: 身份证办理 gives `sfzbl`. Latin letters and digits stand for
 * themselves. A character of several readings counts by the one that collation uses, so a few words need their
 * initials from the config.
 */
export function pinyinInitials(name: string): string {
  return Array.from(name.toLowerCase(), (character) => {
    if (!chinese.test(character)) return /[a-z0-9]/.test(character) ? character : "";
    return firstOf.findLast(([, first]) => byPinyin.compare(first, character) <= 0)?.[0] ?? "";
  }).join("");
}
