import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SerialPort } from "serialport";

/** The daemon's end of a simulated cable: raw bytes, nothing of the daemon's own. */
export interface Host {
  /** Hexadecimal digits, blanks allowed, or bytes. */
  write(bytes: string | Uint8Array): void;
  /** Waits for so many bytes more and takes them, as hexadecimal digits. */
  take(count: number): Promise<string>;
  /**
   * Waits until these bytes have come, and takes them with all that came before: on a busy machine a device
   * may have repeated itself, or been spoken over, in the meantime.
   */
  find(digits: string): Promise<void>;
  close(): Promise<void>;
}

export function portPath(name: string): string {
  return join(mkdtempSync(join(tmpdir(), "halld-wire-")), name);
}

export async function openHost(path: string, baudRate: number): Promise<Host> {
  const port = new SerialPort({ path, baudRate, autoOpen: false });
  let received = Buffer.alloc(0);
  let wake = () => {};
  port.on("data", (bytes: Buffer) => {
    received = Buffer.concat([received, bytes]);
    wake();
  });
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
  const more = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  return {
    write: (bytes) => port.write(typeof bytes === "string" ? hex(bytes) : Buffer.from(bytes)),
    async find(digits) {
      const wanted = hex(digits);
      while (!received.includes(wanted)) await more();
      received = received.subarray(received.indexOf(wanted) + wanted.length);
    },
    async take(count) {
      while (received.length < count) await more();
      const taken = received.subarray(0, count);
      received = received.subarray(count);
      return taken.toString("hex");
    },
    close: () => new Promise((resolve) => port.close(() => resolve())),
  };
}

export function hex(digits: string): Buffer {
  return Buffer.from(digits.replaceAll(" ", ""), "hex");
}

/** Waits for something that is bound to become true; the test's own time limit ends the wait. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 3));
}

/** The pause between two frames that protocols without a header ask for, on the real wire. */
export function silence(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}
