import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { Poller } from "@serialport/bindings-cpp/dist/poller.js";
import type { WireClock } from "../clock.ts";
import type { LinkFault } from "./link.ts";
import { deviceBehind, watchPath } from "./path-watch.ts";
import type { OpenWire } from "./reopening.ts";

const CHUNK_BYTES = 4_096;
const { O_RDWR, O_RDONLY, O_NONBLOCK, O_NOCTTY } = constants;

/** Input devices of one way refuse to be opened for both; a FIFO opened for both ways never ends. */
function openBothWaysOrRead(path: string): number {
  try {
    return openSync(path, O_RDWR | O_NONBLOCK | O_NOCTTY);
  } catch {
    return openSync(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function faultOf(error: unknown): LinkFault {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  return { code: code || "disconnected", message: message.replace(`${code}: `, "") };
}

/**
 * A character device or FIFO: `/dev/usb/lp0`, `/dev/hidraw0`, `/dev/input/event0`. The descriptor does not
 * block and is waited for by the event loop: a read that blocks would hold one of libuv's four threads.
 */
export function fileWire(path: string, clock: WireClock): OpenWire {
  return (events) => {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    const unsent: { bytes: Uint8Array; taken: (fault: LinkFault | null) => void }[] = [];
    let isFlushing = false;
    let isOver = false;
    let isReadByUs = true;
    let fd: number | null = null;
    let poller: Poller | null = null;
    let endWatch = () => {};
    void open();

    async function open(): Promise<void> {
      const device = await deviceBehind(path);
      if (isOver) return;
      try {
        fd = openBothWaysOrRead(path);
        poller = new Poller(fd);
      } catch (error) {
        events.lost(faultOf(error));
        return;
      }
      endWatch = watchPath(path, device, clock, (error) => events.lost(faultOf(error)));
      events.opened();
      awaitBytes();
    }

    function awaitBytes(): void {
      if (isOver || poller === null || !isReadByUs) return;
      poller.once("readable", (error) => {
        if (isOver || fd === null || !isReadByUs) return;
        if (error) return events.lost(faultOf(error));
        try {
          const count = readSync(fd, chunk, 0, chunk.length, null);
          if (count === 0) return events.lost({ code: "disconnected", message: `${path} has ended` });
          events.bytes(Uint8Array.prototype.slice.call(chunk, 0, count));
        } catch (fault) {
          if (codeOf(fault) !== "EAGAIN") return events.lost(faultOf(fault));
        }
        awaitBytes();
      });
    }

    function flush(): void {
      const next = unsent[0];
      if (isOver || fd === null || poller === null || next === undefined) {
        isFlushing = false;
        return;
      }
      isFlushing = true;
      poller.once("writable", (error) => {
        if (isOver || fd === null) return;
        if (error) return events.lost(faultOf(error));
        try {
          next.bytes = next.bytes.subarray(writeSync(fd, next.bytes));
        } catch (fault) {
          if (codeOf(fault) !== "EAGAIN") return events.lost(faultOf(fault));
        }
        if (next.bytes.length === 0) {
          unsent.shift();
          next.taken(null);
        }
        flush();
      });
    }

    return {
      write(bytes, taken) {
        // A FIFO has one way: whoever writes into it would read its own words, and take them from the device.
        if (isReadByUs && fd !== null && fstatSync(fd).isFIFO()) isReadByUs = false;
        unsent.push({ bytes, taken });
        if (!isFlushing) flush();
      },
      async close() {
        isOver = true;
        endWatch();
        poller?.stop();
        poller?.destroy();
        if (fd !== null) closeSync(fd);
        fd = null;
      },
    };
  };
}
