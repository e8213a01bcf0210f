import { useCallback, useEffect, useState } from "react";

/** Calls back once when the seconds of a step are over. Gives how many are left, null while none run, and a way to begin anew. */
export function useCountdown(
  seconds: number | null,
  onOver: () => void,
): [left: number | null, beginAnew: () => void] {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    setLeft(seconds);
    if (seconds === null) return;
    const timer = setInterval(() => setLeft((now) => (now === null ? null : now - 1)), 1_000);
    return () => clearInterval(timer);
  }, [seconds]);
  useEffect(() => {
    if (left === null || left > 0) return;
    setLeft(null);
    onOver();
  }, [left, onOver]);
  return [left, useCallback(() => setLeft(seconds), [seconds])];
}
