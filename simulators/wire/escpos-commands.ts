export const DLE = 0x10;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
/** `cut`: one parameter, and after those that feed first, how far. */
export type Shape = readonly [
  name: string,
  parameters: number | "to-nul" | "dots" | "columns" | "body" | "cut",
];

export type CommandTable = ReadonlyMap<number, Shape>;

/** From Epson's public command reference: the name, and how the parameters' end is known. */
export const COMMANDS: ReadonlyMap<number, CommandTable> = new Map([
  [
    DLE,
    table([
      [0x04, ["status?", 1]],
      [0x05, ["recover", 1]],
      [0x14, ["real-time request", 1]],
    ]),
  ],
  [
    ESC,
    table([
      [0x20, ["character spacing", 1]],
      [0x21, ["print mode", 1]],
      [0x24, ["position", 2]],
      [0x2a, ["image in columns", "columns"]],
      [0x2d, ["underline", 1]],
      [0x32, ["line spacing, usual", 0]],
      [0x33, ["line spacing", 1]],
      [0x3d, ["select device", 1]],
      [0x40, ["reset", 0]],
      [0x42, ["beep", 2]],
      [0x44, ["tab stops", "to-nul"]],
      [0x45, ["bold", 1]],
      [0x47, ["double strike", 1]],
      [0x4a, ["feed dots", 1]],
      [0x4d, ["font", 1]],
      [0x52, ["national characters", 1]],
      [0x5c, ["move", 2]],
      [0x61, ["align", 1]],
      [0x64, ["feed lines", 1]],
      [0x69, ["cut", 0]],
      [0x6d, ["cut, partial", 0]],
      [0x70, ["open drawer", 3]],
      [0x74, ["code page", 1]],
      [0x7b, ["upside down", 1]],
    ]),
  ],
  [
    FS,
    table([
      [0x21, ["Chinese print mode", 1]],
      [0x26, ["Chinese on", 0]],
      [0x2d, ["Chinese underline", 1]],
      [0x2e, ["Chinese off", 0]],
      [0x57, ["Chinese double size", 1]],
    ]),
  ],
  [
    GS,
    table([
      [0x21, ["size", 1]],
      [0x28, ["function", "body"]],
      [0x42, ["white on black", 1]],
      [0x48, ["barcode text", 1]],
      [0x4c, ["left margin", 2]],
      [0x56, ["cut", "cut"]],
      [0x57, ["print width", 2]],
      [0x61, ["automatic status", 1]],
      [0x68, ["barcode height", 1]],
      [0x6b, ["barcode", "to-nul"]],
      [0x72, ["paper?", 1]],
      [0x76, ["image", "dots"]],
      [0x77, ["barcode width", 1]],
    ]),
  ],
]);
export const PREFIX_NAMES: ReadonlyMap<number, string> = new Map([
  [DLE, "DLE"],
  [ESC, "ESC"],
  [FS, "FS"],
  [GS, "GS"],
]);

function table(entries: readonly (readonly [code: number, shape: Shape])[]): CommandTable {
  return new Map(entries);
}
