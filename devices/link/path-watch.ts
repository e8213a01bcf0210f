import { stat } from "node:fs/promises";
import type { WireClock } from "../clock.ts";

const CHECK_MS = 1_000;

/** Names the device behind a path, whatever chain of symbolic links leads to it; null when there is none. */
export async function deviceBehind(path: string): Promise<string | null> {
  try {
    const { dev, ino, rdev } = await stat(path);
    return `${dev}:${ino}:${rdev}`;
  } catch {
    return null;
  }
}

/**
 * Looks each second whether the path still leads to the device that is open: some drivers tell nothing when their
 * device goes, and a pulled device may come back under another number.
 * @param device as `deviceBehind` named it when it was opened.
 * @param onGone called once.
 * @returns a function that ends the watch.
 */
export function watchPath(
  path: string,
  device: string | null,
  clock: WireClock,
  onGone: (error: Error) => void,
): () => void {
  let isOver = false;
  let cancel = () => {};
  const watch = () => {
    cancel = clock.after(CHECK_MS, async () => {
      const now = await deviceBehind(path);
      if (isOver) return;
      if (now === device) watch();
      else onGone(new Error("the path no longer leads to the open device"));
    });
  };
  watch();
  return () => {
    isOver = true;
    cancel();
  };
}
