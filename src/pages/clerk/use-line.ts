import { useCallback, useEffect, useRef, useState } from "react";
import { codeOf, get } from "../shared/api.ts";
import type { StaffTicket } from "../shared/staff-ticket.ts";

/** Whom a window has in hand, whom it would call next and whom it has parked. */
export interface Line {
  clerk: { id: string; name: string } | null;
  inHand: StaffTicket | null;
  next: StaffTicket[];
  parked: StaffTicket[];
}

const everyMs = 20_000;
/** A burst of events is one look. */
const gatherMs = 150;

export interface LineView {
  line: Line | null;
  /** The hall tells it only to who has signed in at the window. */
  mustSignIn: boolean;
  refresh(): void;
}

/** The window's line, read when `version` becomes another one, when asked, and now and then. */
export function useLine(window: string, version: string): LineView {
  const [line, setLine] = useState<Line | null>(null);
  const [mustSignIn, setMustSignIn] = useState(false);
  const asked = useRef(0);

  const read = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    try {
      const next = await get<Line>(`/windows/${encodeURIComponent(window)}/line`);
      if (mine !== asked.current) return;
      setLine(next);
      setMustSignIn(false);
    } catch (error) {
      const code = codeOf(error);
      if (mine === asked.current && (code === "not-signed-in" || code === "not-allowed")) {
        setLine(null);
        setMustSignIn(true);
      }
    }
  }, [window]);

  useEffect(() => {
    const soon = setTimeout(read, version === "" ? 0 : gatherMs);
    const regular = setInterval(read, everyMs);
    return () => {
      clearTimeout(soon);
      clearInterval(regular);
    };
  }, [read, version]);

  return { line, mustSignIn, refresh: useCallback(() => void read(), [read]) };
}
