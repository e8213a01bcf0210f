import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, rmSync, writeSync } from "node:fs";
import type { SimulatedKeyboard } from "../world/handles.ts";

/** One `input_event` of Linux on a 64-bit machine: seconds, microseconds, type, code, value. */
const RECORD_BYTES = 24;
const EV_SYN = 0;
const EV_KEY = 1;
const DOWN = 1;
const UP = 0;
/** Codes of linux/input-event-codes.h: the digits run 1 … 9, 0; the letters by the rows of a keyboard. */
const KEY_ROWS: readonly (readonly [firstCode: number, keys: string])[] = [
  [2, "1234567890"],
  [16, "qwertyuiop"],
  [28, "\n"],
  [30, "asdfghjkl"],
  [44, "zxcvbnm"],
  [55, "*"],
  [57, " "],
  [78, "+"],
];

export interface EvdevKeyboard extends SimulatedKeyboard {
  plug(): void;
  unplug(): void;
  readonly plugged: boolean;
}

/**
 * A keyboard, or a reader that types, as the character device /dev/input/event*: a FIFO of the same records at
 * `path`. Keys struck while nobody has it open are lost, as they are there.
 */
export function evdevKeyboard(id: string, label: string, path: string, nowMs: () => number): EvdevKeyboard {
  let plugged = false;
  let fd: number | null = null;

  function strike(code: number): void {
    const records = [
      record(nowMs(), EV_KEY, code, DOWN),
      record(nowMs(), EV_SYN, 0, 0),
      record(nowMs(), EV_KEY, code, UP),
      record(nowMs(), EV_SYN, 0, 0),
    ];
    if (plugged) send(Buffer.concat(records));
  }

  /** A host that went away and came back has to be opened anew. */
  function send(records: Buffer): void {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      fd ??= openForHost(path);
      if (fd === null || isWritten(fd, records)) return;
      closeSync(fd);
      fd = null;
    }
  }

  return {
    id,
    label,
    get plugged() {
      return plugged;
    },
    type(text) {
      for (const code of Array.from(text, keyCode)) strike(code);
    },
    plug() {
      if (plugged) return;
      rmSync(path, { force: true });
      execFileSync("mkfifo", [path]);
      plugged = true;
    },
    unplug() {
      if (!plugged) return;
      plugged = false;
      rmSync(path, { force: true });
      if (fd !== null) closeSync(fd);
      fd = null;
    },
  };
}

/** Null while no host has the FIFO open. */
function openForHost(path: string): number | null {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (codeOf(error) === "ENXIO") return null;
    throw error;
  }
}

/** False if the host has gone; what does not fit into the FIFO is lost. */
function isWritten(fd: number, records: Buffer): boolean {
  try {
    writeSync(fd, records);
    return true;
  } catch (error) {
    if (codeOf(error) === "EPIPE") return false;
    if (codeOf(error) === "EAGAIN") return true;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function record(atMs: number, type: number, code: number, value: number): Buffer {
  const bytes = Buffer.alloc(RECORD_BYTES);
  const seconds = Math.floor(atMs / 1000);
  bytes.writeBigInt64LE(BigInt(seconds), 0);
  bytes.writeBigInt64LE(BigInt(Math.floor((atMs - seconds * 1000) * 1000)), 8);
  bytes.writeUInt16LE(type, 16);
  bytes.writeUInt16LE(code, 18);
  bytes.writeInt32LE(value, 20);
  return bytes;
}

function keyCode(character: string): number {
  for (const [firstCode, keys] of KEY_ROWS) {
    const index = keys.indexOf(character);
    if (index >= 0) return firstCode + index;
  }
  throw new Error(`no key for "${character}"`);
}
