import type { PrinterDriver, PrinterProfile } from "../printer/profile.ts";

/**
 * Epson TM receipt printers for Chinese, and printers that keep to Epson's command reference: completion by
 * process id (`GS ( H`), buffers emptied by `DLE DC4 8`, changes told by `GS a`.
 */
const epson: PrinterProfile = {
  characters: "extension-a",
  confirmation: "process-id",
  recovery: "buffer-clear",
  answersRealTime: true,
  tellsChanges: true,
  pollMs: 5_000,
  paperMmPerS: 50,
  cut: "1d564200",
  dotsPerMm: 8,
};

export const escpos: PrinterDriver = {
  name: "escpos",
  source: "Epson, ESC/POS Command Reference for TM printers; GB 18030-2000",
  profiles: {
    default: epson,
    /** Models without `DLE DC4 8`: the first job after a reconnect stays unconfirmed. */
    "no-clear": { ...epson, recovery: "none" },
    /** Behind a wire that only leads to the printer. */
    "write-only": {
      ...epson,
      confirmation: "none",
      recovery: "none",
      answersRealTime: false,
      tellsChanges: false,
    },
  },
};
