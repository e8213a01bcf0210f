import { useCallback, useEffect, useRef, useState } from "react";
import { type Freshness, type Live, type LiveMessage, type LiveSocket, openLive } from "./live.ts";

/** A view older than this is read anew even when the socket is silent: a half-dead connection tells nothing. */
const silenceMs = 30_000;
/** Events that only change counts are gathered for this long before the view is read again. */
const gatherMs = 1_000;

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
  /** Reads the whole view over HTTP. */
  read(): Promise<View>;
  /** The view that a message carries whole, if it does. */
  viewOf(message: LiveMessage): View | undefined;
  /** The view after an event that says enough to apply it; undefined asks for the view to be read again. */
  apply?(view: View, message: LiveMessage): View | undefined;
  onEvent?(message: LiveMessage): void;
}

export interface LiveView<View> {
  view: View | null;
  freshness: Freshness;
  /** Why the view could not be read, as thrown; null when it could. */
  error: unknown;
  refresh(): void;
}

/** Keeps a topic's view up to date for a component. `options` may change at each render; only `topic` re-opens. */
export function useLive<View>(options: LiveTopic<View>): LiveView<View> {
  const [view, setView] = useState<View | null>(null);
  const [freshness, setFreshness] = useState<Freshness>("connecting");
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(options);
  latest.current = options;
  const refreshNow = useRef(() => {});
  const { topic } = options;

  useEffect(() => {
    let ended = false;
    let live: Live | null = null;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let silence: ReturnType<typeof setTimeout> | undefined;
    let current: View | null = null;

    function show(next: View) {
      current = next;
      setView(next);
      setError(null);
    }

    async function refresh() {
      gathering = undefined;
      restartSilence();
      try {
        const next = await latest.current.read();
        if (!ended) show(next);
      } catch (problem) {
        if (ended) return;
        setError(problem);
        live?.reconnect();
      }
    }

    function refreshSoon() {
      gathering ??= setTimeout(refresh, gatherMs);
    }

    function restartSilence() {
      clearTimeout(silence);
      silence = setTimeout(refreshSoon, silenceMs);
    }

    function onMessage(message: LiveMessage) {
      restartSilence();
      const whole = latest.current.viewOf(message);
      if (whole !== undefined) show(whole);
      else if (message.type === "event") {
        const applied = current === null ? undefined : latest.current.apply?.(current, message);
        if (applied !== undefined) show(applied);
        else refreshSoon();
      } else refreshSoon();
      if (message.type === "event") latest.current.onEvent?.(message);
    }

    refreshNow.current = refreshSoon;
    live = openLive(topic, { onMessage, onFreshness: setFreshness }, browserPorts);
    restartSilence();
    return () => {
      ended = true;
      clearTimeout(gathering);
      clearTimeout(silence);
      live?.close();
    };
  }, [topic]);

  return { view, freshness, error, refresh: useCallback(() => refreshNow.current(), []) };
}
