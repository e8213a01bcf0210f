import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import fastify, { type FastifyInstance } from "fastify";
import { openJournal } from "../../src/journal/journal.ts";
import { givenHall } from "../http/given.ts";
import type { LoadJob } from "./http-load.ts";

/** Prints one figure. */
export type Print = (name: string, value: number, unit: string) => void;

const ROUNDS = 7;
const REQUESTS = { one: 400, many: 3000 };

/**
 * Tickets per second over HTTP, each durable on the disk of `folder`, with 1 and 64 clients, beside an empty Fastify
 * route in the same process with the same clients. They take turns, so that a busy machine is busy for both; each
 * figure is the median of its rounds, each ratio the median of the rounds' ratios.
 */
export async function benchHttp(print: Print, folder = process.cwd()): Promise<void> {
  const dir = mkdtempSync(join(folder, ".bench-http-"));
  const journal = await openJournal({ dir });
  const worker = new Worker(new URL("./http-load.ts", import.meta.url), { workerData: "http-load" });
  const empty = fastify();
  empty.post("/empty", async () => ({}));
  const { app, loop } = await givenHall({ journal });
  try {
    const floor = { port: await portOf(empty), path: "/empty", body: "{}", status: 200 };
    const body = JSON.stringify({ service: "tax-return" });
    const tickets = { port: await portOf(app), path: "/api/v1/tickets", body, status: 201 };
    const run = async (job: LoadJob): Promise<number> => {
      worker.postMessage(job);
      const [perSecond] = await once(worker, "message");
      return perSecond;
    };
    for (const [name, clients, requests] of [
      ["1_client", 1, REQUESTS.one],
      ["64_clients", 64, REQUESTS.many],
    ] as const) {
      const rates: { floor: number; tickets: number }[] = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        // Each round is a day of its own, since no hall has a line of 30,000.
        await loop.submit({ type: "open-day", day: `${name} ${round}` });
        rates.push({
          floor: await run({ ...floor, clients, requests }),
          tickets: await run({ ...tickets, clients, requests }),
        });
      }
      // The first round warms up.
      const measured = rates.slice(1);
      print(`http.empty_route_${name}`, median(measured.map((each) => each.floor)), "requests/s");
      print(`http.tickets_${name}`, median(measured.map((each) => each.tickets)), "tickets/s");
      print(`http.ratio_${name}`, median(measured.map((each) => each.tickets / each.floor)), "x");
    }
  } finally {
    await worker.terminate();
    await app.close();
    await empty.close();
    await journal.close();
    rmSync(dir, { recursive: true });
  }
}

async function portOf(app: Pick<FastifyInstance, "listen" | "server">): Promise<number> {
  await app.listen({ port: 0, host: "127.0.0.1" });
  return (app.server.address() as AddressInfo).port;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

if (import.meta.main) await benchHttp((name, value, unit) => console.log(name, value.toFixed(2), unit));
