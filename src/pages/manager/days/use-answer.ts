import { useEffect, useState } from "react";
import { codeOf, get } from "../../shared/api.ts";

interface Answered<Answer> {
  path: string;
  answer: Answer;
}

/**
 * What the hall answers at an address, asked again now and then while `everyMs` is given, and whenever `renew` changes.
 * An answer stays until the next one comes; `problem` is the code of why that did not.
 * @param path null asks for nothing
 */
export function useAnswer<Answer>(
  path: string | null,
  everyMs: number | null = null,
  renew: unknown = null,
): { answer: Answer | null; problem: string | null } {
  const [answered, setAnswered] = useState<Answered<Answer> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    void renew;
    if (path === null) return;
    let ended = false;
    async function ask(asked: string) {
      try {
        const answer = await get<Answer>(asked);
        if (ended) return;
        setAnswered({ path: asked, answer });
        setProblem(null);
      } catch (error) {
        if (!ended) setProblem(codeOf(error));
      }
    }
    void ask(path);
    const timer = everyMs === null ? undefined : setInterval(() => void ask(path), everyMs);
    return () => {
      ended = true;
      clearInterval(timer);
    };
  }, [path, everyMs, renew]);
  return { answer: answered?.path === path ? answered.answer : null, problem };
}
