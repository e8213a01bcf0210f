import { Agent, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

/**
 * The clients of the HTTP measurement, in a thread of their own: each keeps one connection and sends the same POST
 * again as soon as the answer is there.
 */
export interface LoadJob {
  port: number;
  path: string;
  body: string;
  /** That each answer must have. */
  status: number;
  clients: number;
  requests: number;
}

function post(agent: Agent, { port, path, body, status }: LoadJob): Promise<void> {
  const headers = { "content-type": "application/json", "content-length": body.length };
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, method: "POST", agent, headers }, (answer) => {
      if (answer.statusCode !== status)
        reject(new Error(`${answer.statusCode} where ${status} was expected`));
      answer.on("end", resolve).resume();
    });
    sent.on("error", reject).end(body);
  });
}

async function runClient(job: LoadJob, left: { count: number }): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while (left.count > 0) {
    left.count -= 1;
    await post(agent, job);
  }
  agent.destroy();
}

/** @returns requests a second */
async function load(job: LoadJob): Promise<number> {
  const left = { count: job.requests };
  const started = performance.now();
  await Promise.all(Array.from({ length: job.clients }, () => runClient(job, left)));
  return job.requests / ((performance.now() - started) / 1000);
}

if (workerData === "http-load")
  parentPort?.on("message", async (job: LoadJob) => parentPort?.postMessage(await load(job)));
