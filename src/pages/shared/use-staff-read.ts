import { useCallback, useEffect, useRef, useState } from "react";
import { codeOf, get } from "./api.ts";

const everyMs = 20_000;
/** A burst of events is one look. */
const gatherMs = 150;

export interface StaffRead<Answer> {
  /** Null until it is read. */
  answer: Answer | null;
  /** The hall tells it only to who has signed in, and nobody has on this page. */
  mustSignIn: boolean;
  refresh(): void;
}

/**
 * Reads what only staff may see: when `version` becomes another one, when asked, and now and then. Nothing is read
 * without a path. The caller names the answer's shape.
 */
export function useStaffRead<Answer>(path: string | null, version: string): StaffRead<Answer> {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [mustSignIn, setMustSignIn] = useState(false);
  const asked = useRef(0);

  const read = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    if (path === null) return setAnswer(null);
    try {
      const next = await get<Answer>(path);
      if (mine !== asked.current) return;
      setAnswer(next);
      setMustSignIn(false);
    } catch (error) {
      const code = codeOf(error);
      if (mine !== asked.current || (code !== "not-signed-in" && code !== "not-allowed")) return;
      setAnswer(null);
      setMustSignIn(true);
    }
  }, [path]);

  useEffect(() => {
    const soon = setTimeout(read, version === "" ? 0 : gatherMs);
    return () => clearTimeout(soon);
  }, [read, version]);

  // Apart from the other: where versions come without a pause, it is the one that reads.
  useEffect(() => {
    const regular = setInterval(read, everyMs);
    return () => clearInterval(regular);
  }, [read]);

  return { answer, mustSignIn, refresh: useCallback(() => void read(), [read]) };
}
