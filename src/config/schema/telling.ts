import Type from "typebox";
import { DateText, Id, Language, strict, Texts, TimeOfDay } from "./shapes.ts";

/* What the hall says and shows to everybody. */

const Percent = (description: string) =>
  Type.Integer({ minimum: 0, maximum: 100, default: 100, description });

export const Voice = Type.Object(
  {
    enabled: Type.Boolean({ default: true, description: "calls are spoken" }),
    repeat: Type.Integer({ minimum: 1, maximum: 5, default: 2, description: "so often each" }),
    engines: Type.Array(
      Type.Union([Type.Literal("clips"), Type.Literal("browser"), Type.Literal("espeak")]),
      {
        uniqueItems: true,
        default: ["clips", "browser", "espeak"],
        description:
          "what speaks, the first that can: the hall's own recordings, the screen's browser, espeak-ng at the daemon",
      },
    ),
    languages: Type.Optional(
      Type.Array(Language, {
        minItems: 1,
        uniqueItems: true,
        description: "a call is said in these, one after the other; default: `hall.languages`",
      }),
    ),
    volumePercent: Percent("how loud, of what the screen can"),
    quietHours: Type.Array(
      Type.Object({ from: TimeOfDay, to: TimeOfDay, volumePercent: Percent("how loud then") }, strict),
      { default: [], description: "hours with another volume, by the clock on the wall; 0: captions only" },
    ),
    zones: Type.Array(
      Type.Object(
        {
          id: Id,
          name: Type.Optional(Texts),
          windows: Type.Array(Id, {
            minItems: 1,
            uniqueItems: true,
            description: "whose calls it shows and speaks",
          }),
        },
        strict,
      ),
      { default: [], description: "parts of the hall that have screens of their own: `/screen?zone=ID`" },
    ),
  },
  { ...strict, default: {} },
);

export const HallNotice = Type.Object(
  {
    text: Texts,
    from: Type.Optional({ ...DateText, description: "the first day, YYYY-MM-DD; default: at once" }),
    until: { ...DateText, description: "the last day, YYYY-MM-DD" },
  },
  strict,
);
