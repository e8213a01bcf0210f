import { parentPort } from "node:worker_threads";
import { drawBlock } from "./draw.ts";
import type { DrawnBlock } from "./layout.ts";

parentPort?.on("message", ({ id, blocks }: { id: number; blocks: DrawnBlock[] }) => {
  parentPort?.postMessage({ id, rasters: blocks.map(drawBlock) });
});
