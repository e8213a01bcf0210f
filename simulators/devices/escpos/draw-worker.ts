import { parentPort } from "node:worker_threads";
import { drawPaper } from "./draw.ts";
import type { PrintedPaper } from "./paper.ts";

parentPort?.on("message", ({ id, paper }: { id: number; paper: PrintedPaper }) => {
  parentPort?.postMessage({ id, png: drawPaper(paper) });
});
