import { createContext, useContext } from "react";
import type { BenchAct } from "../messages.ts";

/** What every device on the page needs to be touched. */
export const Hands = createContext<(act: BenchAct) => void>(() => {});

export function useHands(): (act: BenchAct) => void {
  return useContext(Hands);
}
