import { useEffect, useState } from "react";

const touches = ["pointerdown", "keydown"] as const;

/**
 * Seconds left before a kiosk left alone forgets the citizen who stood there, or null while there is time.
 * Calls `onIdle` when they are over. Any touch or key begins anew.
 */
export function useIdle(afterSeconds: number, warnSeconds: number, onIdle: () => void): number | null {
  const [left, setLeft] = useState(afterSeconds);
  useEffect(() => {
    const begin = () => setLeft(afterSeconds);
    begin();
    for (const touch of touches) addEventListener(touch, begin);
    const tick = setInterval(() => setLeft((seconds) => seconds - 1), 1_000);
    return () => {
      for (const touch of touches) removeEventListener(touch, begin);
      clearInterval(tick);
    };
  }, [afterSeconds]);
  useEffect(() => {
    if (left <= 0) {
      onIdle();
      setLeft(afterSeconds);
    }
  }, [left, afterSeconds, onIdle]);
  return left <= warnSeconds ? Math.max(0, left) : null;
}
