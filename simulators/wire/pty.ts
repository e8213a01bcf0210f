import { constants, openSync, rmSync, symlinkSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { ReadStream } from "node:tty";

/** `open` of node-pty: in the package since its beginning, but absent from its type declarations. */
interface NodePty {
  open(options: { encoding: null }): {
    readonly fd: number;
    readonly ptsName: string;
    readonly master: ReadStream;
    readonly slave: ReadStream;
  };
}
const nodePty: NodePty = createRequire(import.meta.url)("@lydell/node-pty");

/** The far end of a serial cable: the host opens `path`, the simulator holds the master. */
export interface Pty {
  /** Hands bytes to the host; returns how many found room: as in a real UART, the rest is lost. */
  write(bytes: Uint8Array): number;
  /** Stops and restarts taking bytes: meanwhile they pile up on the host's side. */
  pause(): void;
  resume(): void;
  /** Hangs up and removes the link, as a pulled cable does. */
  close(): void;
  /** The slave's own name, as /dev/pts/7. */
  readonly slavePath: string;
}

/**
 * Makes a pseudo-terminal with a symbolic link at `path`, raw from the start.
 * A stale link is replaced: one left by a killed process would lead to somebody else's terminal.
 */
export function openPty(path: string, onBytes: (bytes: Buffer) => void): Pty {
  keepMastersFromChildren();
  const terminal = nodePty.open({ encoding: null });
  const holder = holdSlave(terminal.ptsName);
  terminal.slave.destroy();
  terminal.master.on("data", onBytes);
  // Reading a master may end with EIO when its slave goes; the wire is given up by close() and nothing else.
  terminal.master.on("error", () => {});
  rmSync(path, { force: true });
  symlinkSync(terminal.ptsName, path);

  let open = true;
  return {
    slavePath: terminal.ptsName,
    write: (bytes) => (open ? writeAsMuchAsFits(terminal.fd, bytes) : 0),
    pause: () => terminal.master.pause(),
    resume: () => terminal.master.resume(),
    close() {
      if (!open) return;
      open = false;
      rmSync(path, { force: true });
      terminal.master.destroy();
      holder.destroy();
    },
  };
}

const LET_GO = `--import=${new URL("let-go-of-ptys.js", import.meta.url).href}`;

/**
 * node-pty does not mark masters close-on-exec, and Node cannot. A daemon started by the process that simulates
 * its wires would hold their masters too, and a pulled cable would never hang up: so children let go of them.
 */
function keepMastersFromChildren(): void {
  const options = process.env.NODE_OPTIONS ?? "";
  if (!options.includes(LET_GO)) process.env.NODE_OPTIONS = `${options} ${LET_GO}`.trim();
}

/**
 * Keeps the slave open, never reading it. Without a holder the master reports EIO each time the host closes
 * its port or is killed, and the stream on it would be destroyed: the cable would seem pulled. The holder also
 * sets raw mode before anyone opens the port, or the terminal would echo the simulator's own bytes to it.
 * Closing the master hangs up on the host all the same.
 */
function holdSlave(slavePath: string): ReadStream {
  const fd = openSync(slavePath, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  const holder = new ReadStream(fd);
  holder.on("error", () => {});
  holder.setRawMode(true);
  return holder;
}

function writeAsMuchAsFits(fd: number, bytes: Uint8Array): number {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EAGAIN" || code === "EIO") return 0;
    throw error;
  }
}
