/**
 * Imported first by every Node process that a simulating process starts (see pty.ts): closes the masters of
 * pseudo-terminals which it inherited. Only in the main thread: a worker starts later, and would close those
 * that its process has opened itself since. Plain JavaScript, since the child may be a Node of any version.
 */
import { closeSync, existsSync, readdirSync, readlinkSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const DESCRIPTORS = "/proc/self/fd";

/** @param {string} descriptor */
function isMaster(descriptor) {
  try {
    return readlinkSync(`${DESCRIPTORS}/${descriptor}`) === "/dev/ptmx";
  } catch {
    // The one that listed the directory is gone again.
    return false;
  }
}

if (isMainThread && existsSync(DESCRIPTORS)) {
  for (const descriptor of readdirSync(DESCRIPTORS).filter(isMaster)) closeSync(Number(descriptor));
}
