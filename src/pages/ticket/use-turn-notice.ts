import { useEffect, useRef, useState } from "react";
import type { Text } from "../../i18n/text.ts";
import type { Ticket } from "../shared/contract.ts";

/** From this many ahead a holder who went out should come back. */
export const soonAhead = 3;

export type NoticeState = "unavailable" | "off" | "on" | "denied";

const permissionState = (permission: NotificationPermission): NoticeState =>
  permission === "granted" ? "on" : permission === "denied" ? "denied" : "off";

/** Tells the holder outside of the page when the turn is near or come, where phone and browser allow it. */
export function useTurnNotice(ticket: Ticket | null, text: Text): [NoticeState, () => void] {
  const [state, setState] = useState<NoticeState>(() =>
    "Notification" in globalThis ? permissionState(Notification.permission) : "unavailable",
  );
  const told = useRef("");
  useEffect(() => {
    if (ticket === null) return;
    const called = ticket.state === "called";
    const soon = ticket.state === "waiting" && (ticket.ahead ?? soonAhead + 1) <= soonAhead;
    const stage = called ? "called" : soon ? "soon" : "";
    if (stage === "" || stage === told.current) return;
    told.current = stage;
    if (called) navigator.vibrate?.([400, 200, 400]);
    if (state !== "on") return;
    const words = called ? text("ticketState.called") : text("ticket.soon");
    new Notification(ticket.number, { body: words, tag: ticket.id });
  }, [ticket, state, text]);
  const ask = () => void Notification.requestPermission().then((answer) => setState(permissionState(answer)));
  return [state, ask];
}
