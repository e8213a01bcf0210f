import type { PaperState } from "../../world/handles.ts";

/** Everything that a status answer can tell. */
export interface PrinterCondition {
  readonly paper: PaperState;
  readonly coverOpen: boolean;
  /** The cutter could not move; recoverable by `DLE ENQ`. */
  readonly cutterJammed: boolean;
}

const REAL_TIME = 0x12;
const AUTOMATIC = 0x10;

function offline(condition: PrinterCondition): boolean {
  return condition.coverOpen || condition.cutterJammed || condition.paper === "out";
}

/** The answer to `DLE EOT which` (1 to 4): one byte, 0xx1xx10 in bits. */
export function realTimeStatus(which: number, condition: PrinterCondition): number {
  const { paper, coverOpen, cutterJammed } = condition;
  if (which === 1) return REAL_TIME | flag(offline(condition), 0x08);
  if (which === 2)
    return REAL_TIME | flag(coverOpen, 0x04) | flag(paper === "out", 0x20) | flag(cutterJammed, 0x40);
  if (which === 3) return REAL_TIME | flag(cutterJammed, 0x08);
  return REAL_TIME | flag(paper !== "ok", 0x0c) | flag(paper === "out", 0x60);
}

/** Automatic status: four bytes, the first 0xx1xx00 in bits. */
function automaticStatus(condition: PrinterCondition): Uint8Array {
  const { paper, coverOpen, cutterJammed } = condition;
  return Uint8Array.from([
    AUTOMATIC | flag(offline(condition), 0x08) | flag(coverOpen, 0x20),
    flag(cutterJammed, 0x08),
    flag(paper !== "ok", 0x03) | flag(paper === "out", 0x0c),
    0x0f,
  ]);
}

/** `GS a`: tells changes of what its mask watches: 02 on and offline, 04 errors, 08 paper. */
export class StatusReporter {
  readonly #say: (status: Uint8Array) => void;
  #mask = 0;
  #told = "";

  constructor(say: (status: Uint8Array) => void) {
    this.#say = say;
  }

  /** Says once how things are, unless it is switched off by 0. */
  watch(mask: number, condition: PrinterCondition): void {
    this.#mask = mask;
    const status = automaticStatus(condition);
    this.#told = this.#watched(status);
    if (mask !== 0) this.#say(status);
  }

  update(condition: PrinterCondition): void {
    const status = automaticStatus(condition);
    const watched = this.#watched(status);
    if (this.#mask !== 0 && watched !== this.#told) this.#say(status);
    this.#told = watched;
  }

  #watched(status: Uint8Array): string {
    return [0x02, 0x04, 0x08].map((bit, byte) => ((this.#mask & bit) !== 0 ? status[byte] : "")).join();
  }
}

function flag(set: boolean, bits: number): number {
  return set ? bits : 0;
}
