import Type from "typebox";

/* What the parts of the schema are made of. */

export const strict = { additionalProperties: false } as const;

export const Id = Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$" });

export const TimeOfDay = Type.String({
  pattern: "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$",
  description: "HH:MM, 24:00 is midnight",
});

export const DateText = Type.String({ format: "date", description: "YYYY-MM-DD" });

/** A text in the hall's languages; zh-CN is required, since every hall's paper has it. */
export const Texts = Type.Object(
  {
    "zh-CN": Type.String({ minLength: 1 }),
    bo: Type.Optional(Type.String({ minLength: 1 })),
    en: Type.Optional(Type.String({ minLength: 1 })),
  },
  strict,
);

export const Language = Type.Union([Type.Literal("zh-CN"), Type.Literal("bo"), Type.Literal("en")]);

export const Pin = Type.String({
  pattern: "^scrypt:\\d+:\\d+:\\d+:[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$",
  description: "what `halld pin` prints",
});
