import { Worker } from "node:worker_threads";
import type { PrintedPaper } from "./paper.ts";

interface Waiting {
  resolve: (png: Buffer) => void;
  reject: (error: Error) => void;
}

let worker: Worker | null = null;
let nextId = 0;
const waiting = new Map<number, Waiting>();

/**
 * Draws a paper as PNG in a thread of its own: it takes some 60 ms, for which no wire of the world may stand still. The
 * thread starts with the first picture and does not keep the process alive.
 * @throws the error of a thread that broke; the next call starts another.
 */
export function drawAside(paper: PrintedPaper): Promise<Buffer> {
  worker ??= startWorker();
  const id = nextId++;
  worker.ref();
  worker.postMessage({ id, paper });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function startWorker(): Worker {
  const started = new Worker(new URL("./draw-worker.ts", import.meta.url));
  started.on("message", ({ id, png }: { id: number; png: Uint8Array }) => {
    waiting.get(id)?.resolve(Buffer.from(png.buffer, png.byteOffset, png.byteLength));
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
