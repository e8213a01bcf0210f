import { useEffect, useRef, useState } from "react";
import type { Text } from "../../i18n/text.ts";
import type { Ticket } from "../shared/contract.ts";

/** From this many ahead a holder who went out should come back. */
export const soonAhead = 3;

export type NoticeState = "unavailable" | "off" | "on" | "denied";

const permissionState = (permission: NotificationPermission): NoticeState =>
  permission === "granted" ? "on" : permission === "denied" ? "denied" : "off";

type Stage = "soon" | "next" | "called";
const wordsOf = { soon: "ticket.soon", next: "ticket.next", called: "ticketState.called" } as const;

function stageOf({ state, ahead }: Ticket): Stage | null {
  if (state === "called") return "called";
  if (state !== "waiting" || typeof ahead !== "number" || ahead > soonAhead) return null;
  return ahead === 0 ? "next" : "soon";
}

/** False where the browser has notices but a page may not make one, as on Android. */
function notify({ id, number }: Ticket, words: string): boolean {
  try {
    new Notification(number, { body: words, tag: id });
    return true;
  } catch {
    return false;
  }
}

/** Tells the holder outside of the page when the turn is near or come, where phone and browser allow it. */
export function useTurnNotice(ticket: Ticket | null, text: Text): [NoticeState, () => void] {
  const [state, setState] = useState<NoticeState>(() =>
    "Notification" in globalThis ? permissionState(Notification.permission) : "unavailable",
  );
  const told = useRef<Stage | null>(null);
  useEffect(() => {
    if (ticket === null) return;
    const stage = stageOf(ticket);
    if (stage === null || stage === told.current) return;
    told.current = stage;
    if (stage === "called") navigator.vibrate?.([400, 200, 400]);
    if (state === "on" && !notify(ticket, text(wordsOf[stage]))) setState("unavailable");
  }, [ticket, state, text]);
  const ask = () => void Notification.requestPermission().then((answer) => setState(permissionState(answer)));
  return [state, ask];
}
