import { useEffect, useRef } from "react";

/** So long after an act a key may still be meant for what the act leads to. */
const aheadMs = 1_000;

export interface TypedAhead {
  /** The hall was asked for something just now. */
  asked(): void;
  /** Keeps a key that means nothing yet, if it came right behind an act; whether it does. */
  keep(code: string): boolean;
}

/**
 * A clerk who ends a visit and calls the next types faster than the hall answers: such a key waits for the
 * situation that it is meant for.
 * @param situation what decides which keys mean something
 * @param press performs a key's act, if it has one now
 */
export function useTypedAhead(situation: string, press: (code: string) => void): TypedAhead {
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const kept = useRef<string | null>(null);
  const latest = useRef(press);
  latest.current = press;
  const seen = useRef(situation);
  useEffect(() => {
    if (situation === seen.current) return;
    seen.current = situation;
    const code = kept.current;
    kept.current = null;
    if (code !== null && performance.now() - askedAt.current < aheadMs) latest.current(code);
  }, [situation]);
  return {
    asked() {
      askedAt.current = performance.now();
      kept.current = null;
    },
    keep(code) {
      const isAhead = /^(Key|Digit|Numpad)/.test(code) && performance.now() - askedAt.current < aheadMs;
      if (isAhead) kept.current = code;
      return isAhead;
    },
  };
}
