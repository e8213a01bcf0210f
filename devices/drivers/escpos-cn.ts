import type { PrinterDriver, PrinterProfile } from "../printer/profile.ts";

/**
 * The many ESC/POS printers made in China that know neither process ids nor `DLE DC4 8` (some print those
 * bytes): confirmed by `GS r 1` and the real-time states, and set in two-byte GB 18030, with rarer characters
 * drawn.
 */
const clone: PrinterProfile = {
  characters: "two-byte",
  confirmation: "paper-status",
  recovery: "null-fill",
  answersRealTime: true,
  tellsChanges: false,
  pollMs: 2_000,
  paperMmPerS: 40,
  cut: "1d564200",
  dotsPerMm: 8,
};

export const escposCn: PrinterDriver = {
  name: "escpos-cn",
  source: "Epson, ESC/POS Command Reference, as far as makers of compatible printers say they follow it; GBK",
  profiles: {
    default: clone,
    /** Its font also holds the four-byte characters of GB 18030-2000. */
    "four-byte": { ...clone, characters: "extension-a" },
    /** `DLE ENQ 2` empties its buffers in every state. */
    "clears-on-request": { ...clone, recovery: "request" },
    /** Answers `DLE EOT` but not `GS r`. */
    "no-paper-status": { ...clone, confirmation: "none", recovery: "none" },
    "write-only": { ...clone, confirmation: "none", recovery: "none", answersRealTime: false },
  },
};
