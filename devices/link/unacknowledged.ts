import { readFile } from "node:fs/promises";

/** The two ends of a TCP connection. */
export interface Connection {
  family: "IPv4" | "IPv6";
  localPort: number;
  remotePort: number;
}

/** How often the system has asked or told the peer something in a row without an answer; null if it does not tell. */
export type Unacknowledged = (connection: Connection) => Promise<number | null>;

const ESTABLISHED = "01";

/** From Linux' table of connections; null on other systems, and when the connection is not in it. */
export const unacknowledged: Unacknowledged = async ({ family, localPort, remotePort }) => {
  try {
    const table = await readFile(family === "IPv6" ? "/proc/net/tcp6" : "/proc/net/tcp", "latin1");
    return unacknowledgedIn(table, localPort, remotePort);
  } catch {
    return null;
  }
};

/**
 * Reads proc_net_tcp (Linux, Documentation/networking/proc_net_tcp.rst): retransmissions that timed out, and probes
 * of an idle connection or a closed window that were not answered. Numbers of probes are decimal, all others hexadecimal.
 */
export function unacknowledgedIn(table: string, localPort: number, remotePort: number): number | null {
  const endsWith = (address: string | undefined, port: number) =>
    address?.endsWith(`:${port.toString(16).toUpperCase().padStart(4, "0")}`);
  for (const line of table.split("\n")) {
    const [, local, remote, state, , , retransmissions = "", , probes] = line.trim().split(/\s+/);
    if (state !== ESTABLISHED || !endsWith(local, localPort) || !endsWith(remote, remotePort)) continue;
    return Number.parseInt(retransmissions, 16) + Number(probes);
  }
  return null;
}
