import { useCallback, useEffect, useRef, useState } from "react";
import { type Freshness, type Live, type LiveMessage, type LiveSocket, openLive } from "./live.ts";

/**
 * Views are read anew this often, whatever the socket says: waits grow without any event, and a half-dead
 * connection tells nothing.
 */
const usuallyEveryMs = 30_000;
/** Messages that do not say what changed are gathered for this long before the view is read again. */
const gatherMs = 500;

const browserPorts = {
  connect(query: string): LiveSocket {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    return new WebSocket(`${scheme}://${location.host}/live?${query}`) as unknown as LiveSocket;
  },
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

export interface LiveTopic<View> {
  topic: string;
  /** Reads the whole view over HTTP; a topic that no resource shows is known by its socket alone. */
  read?(): Promise<View>;
  /** The view that a message carries whole, if it does. */
  viewOf(message: LiveMessage): View | undefined;
  /** The view after an event that says enough to apply it; undefined asks for the view to be read again. */
  apply?(view: View, message: LiveMessage): View | undefined;
  onEvent?(message: LiveMessage): void;
  /** Read again this often, where the usual is too seldom. */
  everyMs?: number;
}

export interface LiveView<View> {
  view: View | null;
  freshness: Freshness;
  /** Why the view could not be read, as thrown; null when it could. */
  error: unknown;
  refresh(): void;
}

/** The seq that a view stands for, if it says so. */
function seqOf(view: unknown): number | null {
  return typeof view === "object" && view !== null && "seq" in view ? Number(view.seq) : null;
}

/** Keeps a topic's view up to date for a component. `options` may change at each render; only `topic` and `everyMs` re-open. */
export function useLive<View>(options: LiveTopic<View>): LiveView<View> {
  const [view, setView] = useState<View | null>(null);
  const [freshness, setFreshness] = useState<Freshness>("connecting");
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(options);
  latest.current = options;
  const refreshNow = useRef(() => {});
  const { topic, everyMs = usuallyEveryMs } = options;

  useEffect(() => {
    let ended = false;
    let live: Live | null = null;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let current: View | null = null;
    let heard = 0;

    function show(next: View) {
      current = next;
      setView(next);
      setError(null);
    }

    async function refresh() {
      gathering = undefined;
      const { read } = latest.current;
      if (read === undefined) return;
      try {
        const heardBefore = heard;
        const next = await read();
        // A message may have overtaken the answer.
        const seq = seqOf(next);
        const isOld = seq === null ? heard !== heardBefore : seq < (seqOf(current) ?? 0);
        if (!ended && !isOld) show(next);
      } catch (problem) {
        if (ended) return;
        setError(problem);
        live?.reconnect();
      }
    }

    function refreshSoon() {
      gathering ??= setTimeout(refresh, gatherMs);
    }

    function onMessage(message: LiveMessage) {
      const { viewOf, apply, onEvent } = latest.current;
      const next = viewOf(message) ?? (current === null ? undefined : apply?.(current, message));
      if (next === undefined) refreshSoon();
      else {
        heard += 1;
        show(next);
      }
      if (message.type === "event") onEvent?.(message);
    }

    refreshNow.current = refreshSoon;
    live = openLive(topic, { onMessage, onFreshness: setFreshness }, browserPorts);
    void refresh();
    const regular = setInterval(refresh, everyMs);
    return () => {
      ended = true;
      clearTimeout(gathering);
      clearInterval(regular);
      live?.close();
    };
  }, [topic, everyMs]);

  return { view, freshness, error, refresh: useCallback(() => refreshNow.current(), []) };
}
