import { connect } from "node:net";
import type { WireClock } from "../clock.ts";
import type { OpenWire } from "./reopening.ts";

const CONNECT_TIMEOUT_MS = 2_000;
/** How soon the system asks a silent peer whether it is there: a device server's power cut says nothing. */
const KEEP_ALIVE_AFTER_MS = 5_000;

/**
 * A raw TCP connection to a serial device server or a network printer.
 * @param host name or address; @param port TCP port, by custom 9100 for printers, 4001 for device servers.
 */
export function tcpWire(host: string, port: number, clock: WireClock): OpenWire {
  return (events) => {
    const socket = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS,
    });
    const cancelTimeout = clock.after(CONNECT_TIMEOUT_MS, () => {
      events.lost({ code: "ETIMEDOUT", message: `no connection to ${host}:${port}` });
    });
    socket.on("connect", () => {
      cancelTimeout();
      events.opened();
    });
    socket.on("data", (bytes: Buffer) => events.bytes(bytes));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      events.lost({ code: error.code ?? "disconnected", message: error.message });
    });
    socket.on("close", () => {
      cancelTimeout();
      events.lost({ code: "disconnected", message: `${host}:${port} closed the connection` });
    });
    return {
      write(bytes, taken) {
        socket.write(bytes, (error) =>
          taken(error ? { code: "disconnected", message: error.message } : null),
        );
      },
      async close() {
        cancelTimeout();
        socket.destroy();
      },
    };
  };
}
