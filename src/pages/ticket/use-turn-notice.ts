import { useEffect, useRef, useState } from "react";
import type { Ticket } from "../shared/contract.ts";
import { canNotify, showNotice } from "./turn-notices.ts";

/** From this many ahead a holder who went out should come back. */
export const soonAhead = 3;

/** What a holder is told outside of the page. */
export type Turn = "soon" | "next" | "called";

export type NoticeState = "unavailable" | "off" | "on" | "denied";

function stateAtFirst(): NoticeState {
  if (!canNotify() || Notification.permission === "denied") return "unavailable";
  return Notification.permission === "granted" ? "on" : "off";
}

function turnOf({ state, ahead }: Ticket): Turn | null {
  if (state === "called") return "called";
  if (state !== "waiting" || typeof ahead !== "number" || ahead > soonAhead) return null;
  return ahead === 0 ? "next" : "soon";
}

/**
 * Tells the holder outside of the page when the turn is near or come, where phone and browser allow it.
 * @returns whether it does, and what asks the holder for leave: browsers want that from a touch only
 */
export function useTurnNotice(
  ticket: Ticket | null,
  wordsOf: (turn: Turn, ticket: Ticket) => string,
): [NoticeState, () => void] {
  const [state, setState] = useState(stateAtFirst);
  const told = useRef<Turn | null>(null);
  useEffect(() => {
    if (ticket === null) return;
    const turn = turnOf(ticket);
    if (turn === null && ticket.state !== "waiting") told.current = null;
    if (turn === null || turn === told.current) return;
    told.current = turn;
    if (turn === "called") navigator.vibrate?.([400, 200, 400]);
    if (state === "on") showNotice(ticket.number, wordsOf(turn, ticket)).catch(() => setState("unavailable"));
  }, [ticket, state, wordsOf]);
  async function ask() {
    const answer = await Notification.requestPermission();
    setState(answer === "granted" ? "on" : answer === "denied" ? "denied" : "off");
  }
  return [state, () => void ask()];
}
