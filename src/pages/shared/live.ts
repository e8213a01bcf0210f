/**
 * A topic of the daemon's WebSocket, kept alive: reconnects with growing pauses, asks to resume where it stopped,
 * and asks anew when a gap shows that something was missed. Knows no React and no browser clock, so that tests drive it.
 */

export interface LiveMessage {
  type: "snapshot" | "event";
  seq: number;
  prev?: number;
  event?: string;
  [field: string]: unknown;
}

export type Freshness = "connecting" | "live" | "stale";

/** The part of a WebSocket that is used. */
export interface LiveSocket {
  onopen: (() => void) | null;
  onmessage: ((message: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  close(): void;
}

export interface LivePorts {
  connect(query: string): LiveSocket;
  /** Runs later; gives back how to cancel. */
  after(delayMs: number, run: () => void): () => void;
  random(): number;
}

export interface LiveListener {
  onMessage(message: LiveMessage): void;
  onFreshness(freshness: Freshness): void;
}

export const firstRetryMs = 500;
export const longestRetryMs = 5_000;
/** A loss shorter than this is not worth a mark on the page. */
export const staleAfterMs = 3_000;

function parse(data: unknown): LiveMessage | null {
  if (typeof data !== "string") return null;
  try {
    const message: unknown = JSON.parse(data);
    if (typeof message !== "object" || message === null) return null;
    if (!("type" in message) || !("seq" in message) || typeof message.seq !== "number") return null;
    return message.type === "snapshot" || message.type === "event" ? (message as LiveMessage) : null;
  } catch {
    return null;
  }
}

export interface Live {
  /** Drops the connection and makes a new one: for a page that found out by other means that it is stale. */
  reconnect(): void;
  close(): void;
}

/** Follows one topic (`hall`, `window:W`, `ticket:ID`, `manager`) until closed. */
export function openLive(topic: string, listener: LiveListener, ports: LivePorts): Live {
  let socket: LiveSocket | null = null;
  let lastSeq: number | null = null;
  let failures = 0;
  let closed = false;
  let cancelRetry = () => {};
  let cancelStale: (() => void) | null = null;
  let freshness: Freshness = "connecting";

  function setFreshness(next: Freshness) {
    if (next === freshness) return;
    freshness = next;
    listener.onFreshness(next);
  }

  /** Counted from the first loss: tries that fail do not put it off. */
  function staleSoon() {
    cancelStale ??= ports.after(staleAfterMs, () => setFreshness("stale"));
  }

  function fresh() {
    cancelStale?.();
    cancelStale = null;
    setFreshness("live");
  }

  function drop() {
    if (socket === null) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    socket = null;
  }

  function lost() {
    drop();
    if (closed) return;
    if (freshness === "live") staleSoon();
    const ceilingMs = Math.min(longestRetryMs, firstRetryMs * 2 ** failures);
    failures += 1;
    cancelRetry();
    // Half of it by chance: two hundred screens must not come back in the same instant.
    cancelRetry = ports.after(ceilingMs * (0.5 + ports.random() / 2), connect);
  }

  function receive(message: LiveMessage) {
    const gap = message.type === "event" && lastSeq !== null && message.prev !== lastSeq;
    if (gap || (message.type === "event" && lastSeq === null)) {
      lastSeq = null;
      drop();
      connect();
      return;
    }
    lastSeq = message.seq;
    failures = 0;
    fresh();
    listener.onMessage(message);
  }

  function connect() {
    if (closed) return;
    const since = lastSeq === null ? "" : `&since=${lastSeq}`;
    socket = ports.connect(`topic=${encodeURIComponent(topic)}${since}`);
    socket.onopen = () => {
      // A resumed topic may have nothing new to say; an open socket is fresh enough then.
      if (lastSeq === null) return;
      fresh();
    };
    socket.onmessage = ({ data }) => {
      const message = parse(data);
      if (message !== null) receive(message);
    };
    socket.onclose = lost;
  }

  staleSoon();
  connect();
  return {
    reconnect() {
      lastSeq = null;
      lost();
    },
    close() {
      closed = true;
      cancelRetry();
      cancelStale?.();
      drop();
    },
  };
}
