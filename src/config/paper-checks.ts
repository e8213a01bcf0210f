import { isKnown, PLACEHOLDER, PLACEHOLDERS } from "../core/paper-templates.ts";
import type { CrossFault } from "./cross-checks.ts";
import type { ConfigPath } from "./load.ts";
import type { HallConfig } from "./schema.ts";

type Line = NonNullable<NonNullable<HallConfig["papers"]>["ticket"]>[number];
type Kind = keyof typeof PLACEHOLDERS;

const CONTENTS = ["text", "pair", "list", "qr", "rule", "feed"] as const;

/** A stand-in is another dispenser that has a printer. */
export function standInsPrint({ dispensers }: HallConfig): CrossFault[] {
  return dispensers.flatMap(({ id, standIn }, i) => {
    if (standIn === undefined) return [];
    const path = ["dispensers", i, "standIn"];
    if (standIn === id) return [{ path, message: "a dispenser cannot stand in for itself" }];
    const other = dispensers.find((each) => each.id === standIn);
    if (!other) return [{ path, message: `there is no dispenser "${standIn}"` }];
    return other.printer ? [] : [{ path, message: `dispenser "${standIn}" has no printer` }];
  });
}

/** Each line of a template is one thing, and asks only for what its kind of paper can tell; a copy says that it is one. */
export function papersCanBeFilled({ papers }: HallConfig): CrossFault[] {
  return (Object.keys(PLACEHOLDERS) as Kind[]).flatMap((kind) => {
    const lines = papers?.[kind];
    if (!lines) return [];
    const texts = lines.flatMap((line, i) => textsOf(line, ["papers", kind, i]));
    return [
      ...(texts.some(({ text }) => text.includes("{copy}"))
        ? []
        : [{ path: ["papers", kind], message: "a line with {copy} is missing: a second paper must say so" }]),
      ...lines.flatMap((line, i) => isOneThing(line, ["papers", kind, i])),
      ...texts.flatMap(({ text, path }) => unknownIn(kind, text, path)),
    ];
  });
}

function isOneThing(line: Line, path: ConfigPath): CrossFault[] {
  if (CONTENTS.filter((key) => line[key] !== undefined).length !== 1)
    return [{ path, message: `a line is one of ${CONTENTS.join(", ")}` }];
  if (line.list !== undefined && !/^\{[^{}]*\}$/.test(line.list))
    return [{ path: [...path, "list"], message: "a list is a single placeholder" }];
  return [];
}

/** Every text of a line, and where it stands. */
function textsOf({ text, pair, list, qr }: Line, path: ConfigPath): { text: string; path: ConfigPath }[] {
  const found = [
    { text, at: [...path, "text"] },
    { text: pair?.[0], at: [...path, "pair", 0] },
    { text: pair?.[1], at: [...path, "pair", 1] },
    { text: list, at: [...path, "list"] },
    { text: qr, at: [...path, "qr"] },
  ];
  return found.flatMap(({ text, at }) => {
    if (text === undefined) return [];
    if (typeof text === "string") return [{ text, path: at }];
    return Object.entries(text).map(([language, said]) => ({ text: said, path: [...at, language] }));
  });
}

function unknownIn(kind: Kind, text: string, path: ConfigPath): CrossFault[] {
  return [...text.matchAll(PLACEHOLDER)].flatMap(([, name = ""]) =>
    isKnown(kind, name)
      ? []
      : [{ path, message: `there is no {${name}} on a ${kind}; there are ${PLACEHOLDERS[kind].join(", ")}` }],
  );
}
