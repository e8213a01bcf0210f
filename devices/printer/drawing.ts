import { Worker } from "node:worker_threads";
import type { DrawnBlock } from "./layout.ts";
import type { Raster } from "./raster.ts";

interface Waiting {
  resolve: (rasters: Raster[][]) => void;
  reject: (error: Error) => void;
}

/** Pictures are short-lived: a small heap is swept often instead of growing beside the daemon's. */
const SMALL_HEAP = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 };

let worker: Worker | null = null;
let nextId = 0;
const waiting = new Map<number, Waiting>();

/**
 * Draws each block, in a thread of its own: loading a font takes up to half a second, which no key press may
 * wait for. There is one such thread in a process, as its fonts are; it starts with the first block and does
 * not keep the process alive.
 * @throws the error of a thread that broke; the next call starts another.
 */
export function drawAside(blocks: DrawnBlock[]): Promise<Raster[][]> {
  worker ??= startWorker();
  const id = nextId++;
  worker.ref();
  worker.postMessage({ id, blocks });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function startWorker(): Worker {
  const started = new Worker(new URL("./draw-worker.ts", import.meta.url), { resourceLimits: SMALL_HEAP });
  started.on("message", ({ id, rasters }: { id: number; rasters: Raster[][] }) => {
    waiting.get(id)?.resolve(rasters);
    waiting.delete(id);
    if (waiting.size === 0) started.unref();
  });
  started.on("error", (error: Error) => {
    worker = null;
    for (const each of waiting.values()) each.reject(error);
    waiting.clear();
  });
  return started;
}
