import { columnsOf } from "../../devices/printer/charset.ts";
import { COLUMNS } from "../../devices/printer/layout.ts";
import type { Paper, PaperLine } from "../../devices/printer/paper.ts";
import { numbered } from "../../devices/printer/paper-parts.ts";
import type { Language, Texts } from "../core/ids.ts";
import type { PaperKind } from "../core/jobs.ts";
import { namedBy, PLACEHOLDER, type Placeholder, type TemplateLine } from "../core/paper-templates.ts";
import { inLanguage } from "../i18n/text.ts";

/** What a placeholder stands for; null where there is nothing to tell. */
export type Value = string | readonly string[] | null;

/** Everything that a paper of this kind can tell, in one language. */
export type Values<K extends PaperKind> = { [name in Placeholder<K>]: Value };

/** A paper before its template: what it can tell, and in which language its holder reads. */
export interface Telling {
  language: Language;
  valuesIn(language: Language): { [name: string]: Value };
  /** The name of `{name}` in words. */
  labelIn(language: Language, name: string): string;
}

/**
 * Fills a template. Each line is said in the holder's language and in Chinese below or beside it, once where both
 * say the same; a line that asks for what has no value is left out, and so is a rule with nothing between it and the
 * one before.
 */
export function fill(template: readonly TemplateLine[], telling: Telling, widthMm: Paper["widthMm"]): Paper {
  const filler = new Filler(telling, widthMm);
  const lines = template.flatMap((line) => filler.linesOf(line));
  const last = lines.findLastIndex(({ kind }) => kind !== "rule");
  const kept = lines.filter(
    ({ kind }, i) => kind !== "rule" || (i > 0 && i < last && lines[i - 1]?.kind !== "rule"),
  );
  return { widthMm, lines: [...kept, { kind: "cut" }] };
}

class Filler {
  readonly #telling: Telling;
  readonly #widthMm: Paper["widthMm"];
  readonly #values = new Map<Language, { [name: string]: Value }>();

  constructor(telling: Telling, widthMm: Paper["widthMm"]) {
    this.#telling = telling;
    this.#widthMm = widthMm;
  }

  linesOf(line: TemplateLine): PaperLine[] {
    const { align, size, bold } = line;
    if (line.rule) return [{ kind: "rule" }];
    if (line.feed !== undefined) return [{ kind: "feed", lines: line.feed }];
    if (line.qr !== undefined) {
      const text = this.#written(line.qr, this.#telling.language);
      return text === null ? [] : [{ kind: "qr", text }];
    }
    if (line.pair) return this.#pairs(line.pair, this.#languages(line));
    if (line.list !== undefined)
      return numbered(this.#items(line.list, this.#languages(line)), this.#widthMm);
    const style = { ...(align && { align }), ...(size && { size }), ...(bold && { bold }) };
    return this.#said(line.text ?? "", this.#languages(line)).map((text) => ({
      kind: "text",
      text,
      ...style,
    }));
  }

  #languages({ languages = ["holder", "zh-CN"] }: TemplateLine): Language[] {
    return languages.map((each) => (each === "holder" ? this.#telling.language : each));
  }

  /** The text in each of the languages, once where they say the same. */
  #said(text: string | Texts, languages: Language[]): string[] {
    const said = languages.map((language) => this.#written(text, language));
    return [...new Set(said.filter((each) => each !== null))];
  }

  /** One line where the value is the same in all languages and the names fit beside it; else a line for each. */
  #pairs([left, right]: [string | Texts, string | Texts], languages: Language[]): PaperLine[] {
    const said = languages.flatMap((language) => {
      const pair = { left: this.#written(left, language), right: this.#written(right, language) };
      return pair.left === null || pair.right === null ? [] : [{ left: pair.left, right: pair.right }];
    });
    const [first] = said;
    if (!first) return [];
    const once = [...new Map(said.map((each) => [`${each.left}\n${each.right}`, each])).values()];
    if (once.some(({ right }) => right !== first.right))
      return once.map((each) => ({ kind: "pair", ...each }));
    const names = once.map(({ left }) => left);
    const beside = names.join(" ");
    if (columnsOf(beside) + 2 + columnsOf(first.right) <= COLUMNS[this.#widthMm])
      return [{ kind: "pair", left: beside, right: first.right }];
    return [
      ...names.slice(0, -1).map((text) => ({ kind: "text" as const, text })),
      { kind: "pair", left: names.at(-1) ?? "", right: first.right },
    ];
  }

  /** Each thing of a list in all the languages, one after the other. */
  #items(placeholder: string, languages: Language[]): string[] {
    const lists = languages.map((language) => {
      const value = this.#valueOf(placeholder.slice(1, -1), language);
      return typeof value === "string" ? [value] : (value ?? []);
    });
    return (lists[0] ?? []).map((_, i) => [...new Set(lists.map((list) => list[i]))].join(" "));
  }

  /** The text with its placeholders filled; null when one of these has no value. */
  #written(text: string | Texts, language: Language): string | null {
    let lacks = false;
    const written = inLanguage(text, language).replace(PLACEHOLDER, (_, name: string) => {
      const value = this.#valueOf(name, language);
      if (value === null || value.length === 0) lacks = true;
      return typeof value === "string" ? value : (value ?? []).join("\n");
    });
    return lacks ? null : written;
  }

  #valueOf(placeholder: string, language: Language): Value {
    const named = namedBy(placeholder);
    const value = this.#valuesIn(language)[named ?? placeholder] ?? null;
    return named === undefined || value === null || value.length === 0
      ? value
      : this.#telling.labelIn(language, named);
  }

  #valuesIn(language: Language): { [name: string]: Value } {
    const known = this.#values.get(language) ?? this.#telling.valuesIn(language);
    this.#values.set(language, known);
    return known;
  }
}
