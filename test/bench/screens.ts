import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { WebSocketServer } from "ws";
import { openJournal } from "../../src/journal/journal.ts";
import { givenHall } from "../http/given.ts";
import type { Heard, ScreensJob } from "./screen-clients.ts";
import { median, type Print, quantile } from "./statistics.ts";

const SCREENS = 200;
const WARM_UP = 10;
const CALLS = 100;

const now = () => performance.timeOrigin + performance.now();

/**
 * How long a call takes to 200 connected screens: from the clerk's request, with the disk that makes it durable, and
 * from the moment when it may be told; the latter beside a bare `ws` broadcast of the same bytes to as many clients.
 * They take turns, so that a busy machine is busy for both; the ratio is the median of the calls' own.
 */
export async function benchScreens(print: Print, folder = process.cwd()): Promise<void> {
  const dir = mkdtempSync(join(folder, ".bench-screens-"));
  const journal = await openJournal({ dir });
  const { app, live } = await givenHall({
    journal,
    change(rules) {
      rules.voice.enabled = true;
    },
  });
  const bare = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  let publishedAt = 0;
  const publish = live.publish.bind(live);
  live.publish = (messages) => {
    publishedAt = now();
    publish(messages);
  };
  await app.listen({ port: 0, host: "127.0.0.1" });
  const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
  const addresses = [
    `ws://127.0.0.1:${portOf(app.server)}/live?topic=hall`,
    `ws://127.0.0.1:${portOf(bare)}/`,
  ];
  const workerData: ScreensJob = { addresses, screens: SCREENS };
  const worker = new Worker(new URL("./screen-clients.ts", import.meta.url), { workerData });
  try {
    await once(worker, "message");
    const post = async (path: string, body: object = {}): Promise<void> => {
      const { statusCode } = await app.inject({ method: "POST", url: `/api/v1${path}`, payload: body });
      if (statusCode >= 300) throw new Error(`${path}: ${statusCode}`);
    };
    const heardWhile = async (act: () => unknown): Promise<Heard> => {
      const heard = once(worker, "message");
      await act();
      return (await heard)[0];
    };
    const took = {
      fromRequest: [] as number[],
      fromTelling: [] as number[],
      bare: [] as number[],
      ratios: [] as number[],
    };
    for (let call = 0; call < WARM_UP + CALLS; call += 1) {
      if (call === WARM_UP) for (const times of Object.values(took)) times.length = 0;
      await post("/tickets", { service: "tax-return" });
      let startedAt = now();
      const heard = await heardWhile(() => post("/windows/1/call-next"));
      took.fromRequest.push(...heard.at.map((at) => at - startedAt));
      const told = heard.at.map((at) => at - publishedAt);
      took.fromTelling.push(...told);
      await post("/windows/1/finish");
      const { at } = await heardWhile(() => {
        startedAt = now();
        for (const text of heard.texts) for (const client of bare.clients) client.send(text);
      });
      const sent = at.map((each) => each - startedAt);
      took.bare.push(...sent);
      took.ratios.push(quantile(told, 0.99) / quantile(sent, 0.99));
    }
    print("screens.call_to_200_screens_p99", quantile(took.fromRequest, 0.99), "ms");
    print("screens.told_to_200_screens_p99", quantile(took.fromTelling, 0.99), "ms");
    print("screens.bare_ws_broadcast_p99", quantile(took.bare, 0.99), "ms");
    print("screens.ratio_p99", median(took.ratios), "x");
  } finally {
    await worker.terminate();
    bare.close();
    await app.close();
    await journal.close();
    rmSync(dir, { recursive: true });
  }
}

if (import.meta.main) await benchScreens((name, value, unit) => console.log(name, value.toFixed(2), unit));
