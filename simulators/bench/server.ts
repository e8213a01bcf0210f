import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import fastifyWebsocket from "@fastify/websocket";
import Fastify, { type FastifyInstance } from "fastify";
import Value from "typebox/value";
import type { WebSocket } from "ws";
import type { World } from "../world/world.ts";
import { actOn } from "./acts.ts";
import { BenchFeed } from "./feed.ts";
import { BenchAct, type BenchLayout, type BenchNews } from "./messages.ts";

export interface BenchOptions {
  world: World;
  layout: BenchLayout;
  /** 0 takes a free one. */
  port: number;
  /** The built page; default `dist/bench` of the project. */
  pageFolder?: string;
}

export interface Bench {
  url: string;
  close(): Promise<void>;
}

/** Ten times a second is as fast as an eye follows digits. */
const newsEveryMs = 100;
/** A page that has so much unread gets nothing more until it has caught up, and then everything at once. */
const lagBytes = 256 * 1024;
const builtPage = join(import.meta.dirname, "..", "..", "dist", "bench");

/** Serves the bench page and what it shows of the world, on loopback only. */
export async function startBench({
  world,
  layout,
  port,
  pageFolder = builtPage,
}: BenchOptions): Promise<Bench> {
  const app = Fastify({ forceCloseConnections: true });
  const feed = new BenchFeed(world);
  const viewers = new Set<Viewer>();
  await app.register(fastifyStatic, { root: pageFolder });
  await app.register(fastifyWebsocket, { options: { maxPayload: 4096 } });
  servePapers(app, world);
  app.get("/live", { websocket: true }, (socket) => {
    const viewer = new Viewer(socket, feed);
    viewers.add(viewer);
    const watch = () => feed.watchWires(new Set([...viewers].flatMap(({ wires }) => wires)));
    viewer.send({ news: "layout", layout });
    viewer.send(feed.snapshot());
    socket.on("message", (data) => {
      const act = readAct(String(data));
      if (act === null) return;
      if (act.act === "look") {
        viewer.wires = act.wires;
        return watch();
      }
      if ("device" in act) feed.touched(act.device);
      // What is not there cannot be touched: a page of another hall's bench is not worth a fault.
      actOn(world, act).then(
        (answer) => answer && viewer.send(answer),
        () => {},
      );
    });
    socket.on("close", () => {
      viewers.delete(viewer);
      watch();
    });
  });
  const ticking = setInterval(() => {
    const changes = feed.take();
    for (const viewer of viewers) viewer.tell(changes);
  }, newsEveryMs);
  const url = await app.listen({ host: "127.0.0.1", port });
  return {
    url,
    close: async () => {
      clearInterval(ticking);
      feed.close();
      for (const viewer of viewers) viewer.hangUp();
      await app.close();
    },
  };
}

/** One open page. */
class Viewer {
  wires: string[] = [];
  readonly #socket: WebSocket;
  readonly #feed: BenchFeed;
  #lagged = false;

  constructor(socket: WebSocket, feed: BenchFeed) {
    this.#socket = socket;
    this.#feed = feed;
  }

  send(news: BenchNews): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(news));
  }

  /** The latest changes, unless the page lags. */
  tell(changes: BenchNews | null): void {
    if (this.#socket.bufferedAmount > lagBytes) this.#lagged = true;
    else if (this.#lagged) {
      this.#lagged = false;
      this.send(this.#feed.snapshot());
    } else if (changes?.news === "changes")
      this.send({ ...changes, frames: changes.frames.filter(({ wire }) => this.wires.includes(wire)) });
  }

  hangUp(): void {
    this.#socket.terminate();
  }
}

function readAct(text: string): BenchAct | null {
  try {
    const act: unknown = JSON.parse(text);
    return Value.Check(BenchAct, act) ? act : null;
  } catch {
    return null;
  }
}

function servePapers(app: FastifyInstance, world: World): void {
  app.get<{ Params: { printer: string; index: string } }>(
    "/papers/:printer/:index.png",
    async (request, reply) => {
      const { printer, index } = request.params;
      const known = world.plan.wires.some(({ devices }) => devices.some(({ id }) => id === printer));
      const paper = known ? world.printer(printer).papers[Number(index)] : undefined;
      if (paper === undefined) return reply.code(404).send({ error: "there is no such paper" });
      // A new world begins its papers anew under the same names.
      return reply
        .header("cache-control", "no-store")
        .type("image/png")
        .send(await paper.png());
    },
  );
}
