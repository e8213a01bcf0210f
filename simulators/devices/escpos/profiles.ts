/** How the makes of printers differ, as far as a host can tell. */
export interface PrinterProfile {
  readonly bufferBytes: number;
  readonly printMmPerS: number;
  /** Holds the host back when the buffer is full; without it the bytes are lost. */
  readonly handshake: boolean;
  /** `GS ( H`: answered when printing is completed, passed over, or its bytes printed as text. */
  readonly processId: "answered" | "ignored" | "printed";
  /** `DLE DC4 8`: empties the buffers, and says so. */
  readonly clearsBuffers: boolean;
  /** `DLE ENQ`: obeyed in a recoverable error only, or always. */
  readonly recovers: "in-error" | "always";
  /** `GS r 1` near the end of the paper. */
  readonly nearEndAnswer: number;
  /** Knows the four-byte characters of GB18030. */
  readonly fourByteCharacters: boolean;
  /** Chinese characters are on without being asked for. */
  readonly chineseAtStart: boolean;
}

const EPSON: PrinterProfile = {
  bufferBytes: 4096,
  printMmPerS: 200,
  handshake: true,
  processId: "answered",
  clearsBuffers: true,
  recovers: "in-error",
  nearEndAnswer: 0x03,
  fourByteCharacters: true,
  chineseAtStart: false,
};

const CLONE: PrinterProfile = {
  bufferBytes: 4096,
  printMmPerS: 100,
  handshake: true,
  processId: "ignored",
  clearsBuffers: false,
  recovers: "always",
  nearEndAnswer: 0x0f,
  fourByteCharacters: false,
  chineseAtStart: true,
};

export const PRINTER_PROFILES = {
  epson: EPSON,
  "epson-no-handshake": { ...EPSON, handshake: false },
  clone: CLONE,
  "clone-prints-id": { ...CLONE, processId: "printed" },
} as const satisfies Record<string, PrinterProfile>;

export type PrinterProfileName = keyof typeof PRINTER_PROFILES;
