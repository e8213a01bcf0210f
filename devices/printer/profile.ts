import type { Characters } from "./charset.ts";

/** What there is to know of a kind of printer: tables, no behaviour. Command bytes are hexadecimal text. */
export interface PrinterProfile {
  characters: Characters;
  /**
   * How a printer tells that a paper came out.
   * - `process-id`: `GS ( H` after the job; its answer comes when printing is completed.
   * - `paper-status`: `GS r 1` after the job, obeyed in its turn, then the real-time states.
   * - `none`: it does not; every job stays unconfirmed.
   */
  confirmation: "process-id" | "paper-status" | "none";
  /**
   * How the buffers are emptied after a stop or a lost wire.
   * - `buffer-clear`: `DLE DC4 8`, also inside an image; the printer answers when it has done so.
   * - `request`: `DLE ENQ 2`, which this printer always obeys but never answers.
   * - `null-fill`: nothing empties them; white dots end an image that was cut short.
   * - `none`.
   */
  recovery: "buffer-clear" | "request" | "null-fill" | "none";
  /** Whether it answers `DLE EOT n`. */
  answersRealTime: boolean;
  /** Whether `GS a` makes it tell each change by itself. */
  tellsChanges: boolean;
  /** How often an idle printer is asked for its states, in milliseconds. */
  pollMs: number;
  /** The slowest it prints, in millimetres of paper a second. */
  paperMmPerS: number;
  /** Feeds the last line past the knife and cuts. */
  cut: string;
  dotsPerMm: number;
}

/** A driver: its profiles by name. The one named `default` serves whoever names none. */
export interface PrinterDriver {
  name: string;
  /** The public documents that its bytes come from. */
  source: string;
  profiles: { default: PrinterProfile; [name: string]: PrinterProfile };
}
