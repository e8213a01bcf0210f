import { connect, type Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";

/**
 * The clients of the HTTP measurement, in a thread of their own: each keeps one connection and sends the same POST
 * again as soon as the answer is there. Plain sockets, because a client heavier than the server would hide what is measured.
 */
export interface LoadJob {
  port: number;
  path: string;
  body: string;
  status: number;
  clients: number;
  requests: number;
}

function requestText({ path, body }: LoadJob): string {
  return `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

/** Bytes of the answer at the head of `text` (one byte a character), or 0 while it is not whole. Throws on a wrong status. */
function answerLength(text: string, status: number): number {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return 0;
  if (!text.startsWith(`HTTP/1.1 ${status} `)) throw new Error(`expected ${status}: ${text.slice(0, 300)}`);
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
  return text.length >= head + 4 + length ? head + 4 + length : 0;
}

function runClient(socket: Socket, job: LoadJob, left: { count: number }): Promise<void> {
  const request = requestText(job);
  let received = "";
  return new Promise((resolve, reject) => {
    const next = () => {
      if (left.count === 0) return resolve();
      left.count -= 1;
      socket.write(request);
    };
    socket.on("error", reject);
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString("latin1");
      try {
        const length = answerLength(received, job.status);
        if (length === 0) return;
        received = received.slice(length);
        next();
      } catch (error) {
        reject(error);
      }
    });
    next();
  });
}

/** @returns requests a second */
async function load(job: LoadJob): Promise<number> {
  const sockets = await Promise.all(
    Array.from(
      { length: job.clients },
      () =>
        new Promise<Socket>((resolve, reject) => {
          const socket = connect(job.port, "127.0.0.1", () => resolve(socket)).setNoDelay(true);
          socket.once("error", reject);
        }),
    ),
  );
  const left = { count: job.requests };
  const started = performance.now();
  await Promise.all(sockets.map((socket) => runClient(socket, job, left)));
  const perSecond = job.requests / ((performance.now() - started) / 1000);
  for (const socket of sockets) socket.destroy();
  return perSecond;
}

if (workerData === "http-load")
  parentPort?.on("message", async (job: LoadJob) => parentPort?.postMessage(await load(job)));
