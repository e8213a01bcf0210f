import { connect, type Socket } from "node:net";
import type { WireClock } from "../clock.ts";
import type { OpenWire, WireEvents } from "./reopening.ts";
import { type Unacknowledged, unacknowledged } from "./unacknowledged.ts";

const CONNECT_TIMEOUT_MS = 2_000;
/** How soon the system asks a silent peer whether it is there: a device server's power cut says nothing. */
const KEEP_ALIVE_AFTER_MS = 5_000;
const LOOK_MS = 1_000;
/** Telling again takes 0.2, 0.4, 0.8, 1.6 and 3.2 s on a hall's network; questions come each second. */
const GONE_AFTER = 5;

/**
 * A raw TCP connection to a serial device server or a network printer. A peer that went without a word (a power cut,
 * a switch) is given up within about eleven seconds where the system tells what it did not acknowledge; the system
 * itself would go on for a quarter of an hour.
 * @param host name or address; @param port TCP port, by custom 9100 for printers, 4001 for device servers.
 */
export function tcpWire(
  host: string,
  port: number,
  clock: WireClock,
  ask: Unacknowledged = unacknowledged,
): OpenWire {
  return (events) => {
    const socket = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS,
    });
    let cancelWait = clock.after(CONNECT_TIMEOUT_MS, () => {
      events.lost({ code: "ETIMEDOUT", message: `no connection to ${host}:${port}` });
    });
    socket.on("connect", () => {
      cancelWait();
      cancelWait = watchPeer(socket, clock, ask, events);
      events.opened();
    });
    socket.on("data", (bytes: Buffer) => events.bytes(bytes));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      const { code = "disconnected", syscall = "", message } = error;
      events.lost({ code, message: message.replace(`${syscall} ${code} `, "") });
    });
    socket.on("close", () => {
      cancelWait();
      events.lost({ code: "disconnected", message: `${host}:${port} closed the connection` });
    });
    return {
      write(bytes, taken) {
        socket.write(bytes, (error) =>
          taken(error ? { code: "disconnected", message: error.message } : null),
        );
      },
      async close() {
        cancelWait();
        socket.destroy();
      },
    };
  };
}

/** Looks each second whether the peer still acknowledges. @returns a function that ends the watch */
function watchPeer(socket: Socket, clock: WireClock, ask: Unacknowledged, events: WireEvents): () => void {
  const { localPort = 0, remotePort = 0, remoteFamily, remoteAddress } = socket;
  const family = remoteFamily === "IPv6" ? "IPv6" : "IPv4";
  let isOver = false;
  let cancel = () => {};
  const look = () => {
    cancel = clock.after(LOOK_MS, async () => {
      const count = await ask({ family, localPort, remotePort });
      if (isOver) return;
      if (count === null || count < GONE_AFTER) look();
      else events.lost({ code: "ETIMEDOUT", message: `${remoteAddress}:${remotePort} answers no more` });
    });
  };
  look();
  return () => {
    isOver = true;
    cancel();
  };
}
