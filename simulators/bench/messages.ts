import Type, { type Static } from "typebox";

/** What a hand can do on the bench: sent by the page, one JSON message each. */
const strict = { additionalProperties: false } as const;
const Id = Type.String({ minLength: 1, maxLength: 60 });

export const BenchAct = Type.Union([
  Type.Object(
    { act: Type.Literal("press"), device: Id, keys: Type.String({ minLength: 1, maxLength: 40 }) },
    strict,
  ),
  Type.Object(
    { act: Type.Literal("rate"), device: Id, face: Type.Integer({ minimum: 0, maximum: 3 }) },
    strict,
  ),
  Type.Object({ act: Type.Literal("unplug"), wire: Id }, strict),
  Type.Object({ act: Type.Literal("replug"), wire: Id }, strict),
  Type.Object({ act: Type.Literal("noise"), wire: Id }, strict),
  Type.Object({ act: Type.Literal("kill"), device: Id }, strict),
  Type.Object({ act: Type.Literal("revive"), device: Id }, strict),
  Type.Object(
    {
      act: Type.Literal("paper"),
      device: Id,
      paper: Type.Union([Type.Literal("ok"), Type.Literal("near-end"), Type.Literal("out")]),
    },
    strict,
  ),
  Type.Object(
    {
      act: Type.Literal("cover"),
      device: Id,
      cover: Type.Union([Type.Literal("open"), Type.Literal("closed")]),
    },
    strict,
  ),
  Type.Object({ act: Type.Literal("power-cut"), device: Id }, strict),
  /** Whose bytes this page wants to read. */
  Type.Object({ act: Type.Literal("look"), wires: Type.Array(Id, { maxItems: 4 }) }, strict),
]);
export type BenchAct = Static<typeof BenchAct>;

export interface BenchWindow {
  id: string;
  name: string;
  services: string[];
  display: string;
  callPad: string;
  ratingPad: string;
  /** Of the pads. */
  wire: string;
  displayWire: string;
}

export interface BenchDispenser {
  id: string;
  name: string;
  buttons: string;
  buttonsWire: string;
  printer: string;
  printerWire: string;
}

/** What stands on the bench; it does not change while the world runs. */
export interface BenchLayout {
  hall: string;
  hallUrl: string;
  windows: BenchWindow[];
  dispensers: BenchDispenser[];
  wires: { id: string; path: string; baud: number }[];
  /** What is typed at a dispenser, and what it is for. */
  services: { key: number; name: string; nameEn: string }[];
  addresses: Record<string, number>;
}

export type DeviceView =
  | { kind: "display"; alive: boolean; digits: string; tones: number }
  | { kind: "screen"; alive: boolean; text: string }
  | { kind: "keypad"; alive: boolean; digits: string; tones: number }
  | { kind: "rating"; alive: boolean }
  | {
      kind: "printer";
      alive: boolean;
      paper: "ok" | "near-end" | "out";
      cover: "open" | "closed";
      printing: boolean;
      /** The newest paper; its picture is at `/papers/PRINTER/INDEX.png`. */
      lastPaper: { index: number; lengthMm: number; widthMm: number } | null;
    };

export interface WireView {
  plugged: boolean;
  /** Bytes that crossed since the last message, towards the devices and from them. */
  toDevice: number;
  fromDevice: number;
}

export interface FrameView {
  wire: string;
  direction: "to-device" | "from-device";
  hex: string;
  text: string;
  understood: boolean;
  atMs: number;
}

/** What the page is told. `changes` holds only what changed; `snapshot` everything, at first and after a lag. */
export type BenchNews =
  | { news: "layout"; layout: BenchLayout }
  | { news: "snapshot"; devices: Record<string, DeviceView>; wires: Record<string, WireView> }
  | {
      news: "changes";
      devices: Record<string, DeviceView>;
      wires: Record<string, WireView>;
      frames: FrameView[];
      /** Frames left out because there were too many to read. */
      framesLeftOut: number;
    }
  | { news: "answered"; device: string; answered: boolean; repeats: number };
