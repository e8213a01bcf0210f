/**
 * To be imported first (`node --import`) by every process that is started by one with a running world. The
 * masters of the world's pseudo-terminals pass on to its children, for node-pty does not mark them
 * close-on-exec; and a cable hangs up only when nobody holds its master any more.
 */
import { closeSync, readdirSync, readlinkSync } from "node:fs";

const DESCRIPTORS = "/proc/self/fd";

function isMaster(descriptor: string): boolean {
  try {
    return readlinkSync(`${DESCRIPTORS}/${descriptor}`) === "/dev/ptmx";
  } catch {
    // The one that listed the directory is gone again.
    return false;
  }
}

for (const descriptor of readdirSync(DESCRIPTORS).filter(isMaster)) closeSync(Number(descriptor));
