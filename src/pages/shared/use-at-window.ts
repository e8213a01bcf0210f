import { useCallback, useState } from "react";
import type { AtWindow } from "./contract.ts";
import type { LiveMessage } from "./live.ts";
import { useLive } from "./use-live.ts";

const nothing: AtWindow = { ticket: null, visit: null };

function inHand({ ticket, visit }: LiveMessage): AtWindow | undefined {
  if (ticket === undefined || visit === undefined) return undefined;
  if (ticket !== null && typeof ticket !== "object") return undefined;
  return { ticket, visit } as AtWindow;
}

/**
 * What a window has in hand: from its own topic where that tells it, and from the answers of the clerk's own acts,
 * which `learn` brings.
 */
export function useAtWindow(window: string, onEvent?: (message: LiveMessage) => void) {
  const [learnt, setLearnt] = useState<{ at: AtWindow; when: number } | null>(null);
  const { view } = useLive<{ at: AtWindow; when: number }>({
    topic: `window:${window}`,
    // The contract reads no single window: what the page has learnt stays until the topic says more.
    read: async () => learnt ?? { at: nothing, when: 0 },
    viewOf: (message) => {
      const at = inHand(message);
      return at === undefined ? undefined : { at, when: performance.now() };
    },
    ...(onEvent === undefined ? {} : { onEvent }),
  });
  const learn = useCallback((at: AtWindow) => setLearnt({ at, when: performance.now() }), []);
  const newer = [view, learnt].filter((each) => each !== null).sort((a, b) => b.when - a.when)[0];
  return { at: newer?.at ?? nothing, learn };
}
