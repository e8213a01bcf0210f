import Type from "typebox";
import { Language, strict, Texts } from "./shapes.ts";

/* Paper as the hall wants it, instead of the built-in templates. */

const Filled = Type.Union([Type.String({ minLength: 1 }), Texts], {
  description: "may hold {placeholders}; as written in every language, or a text for each",
});

const TemplateLine = Type.Object(
  {
    text: Type.Optional(Filled),
    pair: Type.Optional(
      Type.Tuple([Filled, Filled], { description: "at the left margin and at the right one" }),
    ),
    list: Type.Optional(
      Type.String({ minLength: 1, description: "a placeholder of several things, numbered, e.g. {papers}" }),
    ),
    qr: Type.Optional(Type.String({ minLength: 1 })),
    rule: Type.Optional(Type.Literal(true)),
    feed: Type.Optional(Type.Integer({ minimum: 1, maximum: 255, description: "blank lines" })),
    align: Type.Optional(Type.Union([Type.Literal("left"), Type.Literal("center"), Type.Literal("right")])),
    size: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4)])),
    bold: Type.Optional(Type.Boolean()),
    languages: Type.Optional(
      Type.Array(Type.Union([Type.Literal("holder"), Language]), {
        minItems: 1,
        description: "in which the line is said; default: the holder's, and zh-CN",
      }),
    ),
  },
  { ...strict, description: "one of text, pair, list, qr, rule and feed" },
);

const TemplateLines = Type.Optional(Type.Array(TemplateLine, { minItems: 1, maxItems: 200 }));

export const Papers = Type.Object(
  {
    ticket: TemplateLines,
    notice: TemplateLines,
    "case-slip": TemplateLines,
    "promise-slip": TemplateLines,
    "day-slip": TemplateLines,
  },
  { ...strict, description: "what stands on papers instead of the built-in lines; docs/papers.md" },
);
