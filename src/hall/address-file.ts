import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "../journal/whole-file.ts";

const fileIn = (dataDir: string): string => join(dataDir, "address.json");

/** Tells the commands of this machine where the hall of a data folder listens. @returns what takes it back */
export async function tellAddress(dataDir: string, url: string): Promise<() => void> {
  const file = fileIn(dataDir);
  await replaceFile(file, `${JSON.stringify({ url: onThisMachine(url) })}\n`, 0o644);
  return () => rmSync(file, { force: true });
}

/** Where the hall of a data folder listens; nothing when none runs. After a kill it may be an old one's. */
export function findAddress(dataDir: string): string | undefined {
  try {
    const told: unknown = JSON.parse(readFileSync(fileIn(dataDir), "utf8"));
    return typeof told === "object" && told !== null && "url" in told ? String(told.url) : undefined;
  } catch {
    return undefined;
  }
}

/** A hall that listens on every address is reached on this one. */
function onThisMachine(url: string): string {
  return url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:");
}
