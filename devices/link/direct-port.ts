import { readSync, writeSync } from "node:fs";
import { LinuxPortBinding } from "@serialport/bindings-cpp";

/** The binding knows this code as a disconnection, and closes the port. */
class HangUp extends Error {
  readonly code = "ENXIO";
  readonly disconnect = true;
}

/** What the stream takes for an operation that was given up, not for a loss. */
class Canceled extends Error {
  readonly canceled = true;
}

function mustWait(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "EAGAIN" || error.code === "EINTR");
}

/**
 * Makes an open Linux port read and write by itself; its descriptor does not block. That cures one fault and
 * saves one detour of the binding's own way:
 * - a hung-up terminal answers every read with 0 bytes, and the binding tries again at once, for ever, at a full
 *   core's cost and without a word: here 0 bytes are a hang-up;
 * - each read and write goes through one of libuv's four threads, which files, names and drawings wait for too.
 */
export function goDirect(port: object | undefined): void {
  if (!(port instanceof LinuxPortBinding)) return;
  const writeInThread = port.write.bind(port);
  port.read = (buffer, offset, length) => readWhenReady(port, buffer, offset, length);
  port.write = async (bytes) => {
    const taken = writeNow(port, bytes);
    if (taken < bytes.length) await writeInThread(bytes.subarray(taken));
  };
}

async function readWhenReady(port: LinuxPortBinding, buffer: Buffer, offset: number, length: number) {
  for (;;) {
    await readable(port);
    if (port.fd === null) throw new Canceled("the port is not open");
    try {
      const bytesRead = readSync(port.fd, buffer, offset, length, null);
      if (bytesRead === 0) throw new HangUp("the line hung up");
      return { bytesRead, buffer };
    } catch (error) {
      if (!mustWait(error)) throw error;
    }
  }
}

/** How many bytes the system took at once; the binding waits for room for the rest, or finds out what is wrong. */
function writeNow(port: LinuxPortBinding, bytes: Uint8Array): number {
  try {
    return port.fd === null ? 0 : writeSync(port.fd, bytes);
  } catch {
    return 0;
  }
}

function readable(port: LinuxPortBinding): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!port.isOpen) reject(new Canceled("the port is not open"));
    else port.poller.once("readable", (error) => (error ? reject(error) : resolve()));
  });
}
