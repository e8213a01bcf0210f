import { useEffect, useState } from "react";
import { get } from "./api.ts";

/** A resource read again now and then; null until known. What was read stands while the daemon is away. */
export function usePolled<Answer>(path: string, everyMs: number): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let ended = false;
    const read = () =>
      get<Answer>(path).then(
        (next) => {
          if (!ended) setAnswer(next);
        },
        () => {},
      );
    void read();
    const timer = setInterval(read, everyMs);
    return () => {
      ended = true;
      clearInterval(timer);
    };
  }, [path, everyMs]);
  return answer;
}
