import { LinuxPortBinding } from "@serialport/bindings-cpp";
import { SerialPort } from "serialport";
import type { WireClock } from "../clock.ts";
import { goDirect } from "./direct-port.ts";
import type { LinkFault } from "./link.ts";
import { deviceBehind, watchPath } from "./path-watch.ts";
import type { OpenWire } from "./reopening.ts";

/** The binding's words for why a port did not open, which come without the system's codes. */
const CODES: readonly (readonly [words: string, code: string])[] = [
  ["Cannot lock port", "EBUSY"],
  ["No such file or directory", "ENOENT"],
  ["Permission denied", "EACCES"],
];

function faultOf(error: unknown): LinkFault {
  if (!(error instanceof Error)) return { code: "disconnected", message: "the port was closed" };
  const known = CODES.find(([words]) => error.message.includes(words))?.[1];
  const code = known ?? ("code" in error && typeof error.code === "string" ? error.code : "disconnected");
  return { code, message: error.message.replace(/^Error:? /, "") };
}

/**
 * A serial port, 8N1, by its path. Ports are never listed, as that needs `udevadm`: a technician names them by
 * `/dev/serial/by-id`.
 * @param path of a terminal device, or a symbolic link to one.
 * @param baud bits per second.
 */
export function serialWire(path: string, baud: number, clock: WireClock): OpenWire {
  return (events) => {
    const port = new SerialPort({ path, baudRate: baud, autoOpen: false });
    let cancelCheck = () => {};
    let isOver = false;
    const opening = openAndWatch();

    function lose(error: unknown): void {
      isOver = true;
      cancelCheck();
      events.lost(faultOf(error));
    }

    async function openAndWatch(): Promise<void> {
      port.prependListener("open", () => goDirect(port.port));
      // Without a listener for data nothing is read, and then no hang-up is noticed.
      port.on("data", (bytes: Buffer) => events.bytes(bytes));
      port.on("error", lose);
      port.on("close", lose);
      const device = await deviceBehind(path);
      const error = await new Promise<Error | null>((resolve) => port.open(resolve));
      if (error !== null) return lose(error);
      if (isOver) return;
      askForLowLatency(port.port);
      cancelCheck = watchPath(path, device, clock, lose);
      events.opened();
    }

    return {
      write(bytes, taken) {
        port.write(bytes, (error) => taken(error ? faultOf(error) : null));
      },
      async close() {
        isOver = true;
        cancelCheck();
        await opening;
        if (port.isOpen) await new Promise((resolve) => port.close(resolve));
        port.destroy();
      },
    };
  };
}

/** USB adapters wait up to 16 ms before they hand bytes over; where asking for less fails, that stands. */
function askForLowLatency(port: object | undefined): void {
  if (port instanceof LinuxPortBinding) port.set({ dtr: true, rts: true, lowLatency: true }).catch(() => {});
}
