import { useState } from "react";
import { codeOf, post } from "../shared/api.ts";
import type { HallWindow } from "../shared/contract.ts";
import { useStaffText } from "../shared/staff-text.ts";
import type { Override } from "./WindowTable.tsx";

export interface Overrides {
  /** As typed; where it is empty, the hall is told that it was the manager. */
  reason: string;
  setReason(reason: string): void;
  override(window: HallWindow, override: Override): Promise<void>;
  /** What was done last, to be taken back. */
  last: { window: HallWindow; override: Override } | null;
  /** The code of why the last try came to nothing. */
  problem: string | null;
}

/** The manager's hand on the windows. */
export function useOverrides(): Overrides {
  const staffText = useStaffText();
  const [reason, setReason] = useState("");
  const [last, setLast] = useState<Overrides["last"]>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function override(window: HallWindow, override: Override) {
    setProblem(null);
    try {
      await post(`/windows/${encodeURIComponent(window.id)}/${override}`, {
        reason: reason.trim() || staffText("manager.reasonManager"),
      });
      setLast({ window, override });
    } catch (error) {
      setProblem(codeOf(error));
    }
  }

  return { reason, setReason, override, last, problem };
}
