/** 200 screens in a thread of their own: tells when each has heard of a call. */
import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import WebSocket from "ws";

/** What the screens of one address heard of one call. */
export interface Heard {
  address: string;
  /** When each screen had it, in milliseconds since the epoch. */
  at: number[];
  /** The messages of the call, as one screen got them. */
  texts: string[];
}

export interface ScreensJob {
  addresses: string[];
  screens: number;
}

const now = () => performance.timeOrigin + performance.now();

async function connect(address: string, screens: number): Promise<void> {
  let at: number[] = [];
  let texts: string[] = [];
  for (let i = 0; i < screens; i += 1) {
    const socket = new WebSocket(address);
    await once(socket, "open");
    socket.on("message", (data) => {
      const arrived = now();
      const text = String(data);
      if (text.includes('"event":"ticket-called"')) at.push(arrived);
      else if (!text.includes('"event":"announcement"')) return;
      if (i === screens - 1) texts.push(text);
      // The last screen's second message is the end of the call.
      if (texts.length < 2 || at.length < screens) return;
      parentPort?.postMessage({ address, at, texts } satisfies Heard);
      at = [];
      texts = [];
    });
  }
}

const { addresses, screens } = workerData as ScreensJob;
for (const address of addresses) await connect(address, screens);
parentPort?.postMessage("connected");
