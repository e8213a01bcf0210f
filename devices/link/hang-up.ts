import { readSync } from "node:fs";
import { LinuxPortBinding } from "@serialport/bindings-cpp";

/** The binding knows this code as a disconnection, and closes the port. */
class HangUp extends Error {
  readonly code = "ENXIO";
  readonly disconnect = true;
}

function mustWait(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "EAGAIN" || error.code === "EINTR");
}

/**
 * Makes an open Linux port end its reading when the line hangs up. A hung-up terminal answers every read
 * with 0 bytes; the binding's own read tries again at once, for ever, at a full core's cost and without a
 * word. This one waits until the port can be read, reads once without a thread (the descriptor does not
 * block), and takes 0 bytes for what they are.
 */
export function endReadAtHangUp(port: object | undefined): void {
  if (!(port instanceof LinuxPortBinding)) return;
  port.read = async (buffer, offset, length) => {
    for (;;) {
      await readable(port);
      if (port.fd === null) throw canceled();
      try {
        const bytesRead = readSync(port.fd, buffer, offset, length, null);
        if (bytesRead === 0) throw new HangUp("the line hung up");
        return { bytesRead, buffer };
      } catch (error) {
        if (!mustWait(error)) throw error;
      }
    }
  };
}

function readable(port: LinuxPortBinding): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!port.isOpen) reject(canceled());
    else port.poller.once("readable", (error) => (error ? reject(error) : resolve()));
  });
}

/** What the stream takes for a read that was given up, not for a loss. */
function canceled(): Error {
  return Object.assign(new Error("the port is not open"), { canceled: true });
}
