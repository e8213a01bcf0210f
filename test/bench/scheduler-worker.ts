import { parentPort } from "node:worker_threads";
import { measure, scenes } from "./scheduler-cases.ts";

/** Measures one hall under one policy for each message; answers with the summary. */
const halls = scenes();
parentPort?.on("message", ({ hall, policy, days }: { hall: string; policy: string; days: number }) => {
  const scene = halls.find((s) => s.hall.name === hall);
  if (scene !== undefined) parentPort?.postMessage(measure(scene, policy, days));
});
