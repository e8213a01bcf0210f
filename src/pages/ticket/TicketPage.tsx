import { useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { ApiProblem, codeOf, get, post } from "../shared/api.ts";
import type { Ticket } from "../shared/contract.ts";
import { LanguageButtons, useLanguage, useName, useText } from "../shared/language.tsx";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useHall } from "../shared/use-hall.ts";
import { useLive } from "../shared/use-live.ts";
import { useServices } from "../shared/use-services.ts";
import { useTitle } from "../shared/use-title.ts";
import { WindowNames } from "../shared/WindowNames.tsx";
import { aheadWords, waitWords } from "../shared/wait-words.ts";
import { Papers } from "./Papers.tsx";
import { Rate } from "./Rate.tsx";
import { soonAhead, type Turn, useTurnNotice } from "./use-turn-notice.ts";

function Waiting({ ticket }: { ticket: Ticket }) {
  const text = useText();
  const wait = waitWords(text, ticket);
  const { ahead } = ticket;
  return (
    <section className="card" aria-live="polite">
      {typeof ahead === "number" && <p className="phone-ahead">{aheadWords(text, ahead)}</p>}
      {wait !== null && <p className="phone-wait">{wait}</p>}
      {ahead === 0 && <p className="notice notice-good">{text("ticket.next")}</p>}
      {typeof ahead === "number" && ahead > 0 && ahead <= soonAhead && (
        <p className="notice">{text("ticket.soon")}</p>
      )}
    </section>
  );
}

function Leave({ ticket, onLeave }: { ticket: Ticket; onLeave: () => void }) {
  const text = useText();
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <button type="button" className="button button-bad" onClick={() => setAsked(true)}>
        {text("ticket.leave")}
      </button>
    );
  return (
    <section className="card phone-leave">
      <p>{text("ticket.leaveAsk", { number: ticket.number })}</p>
      <button type="button" className="button button-bad" onClick={onLeave}>
        {text("ticket.leaveYes")}
      </button>
      <button type="button" className="button button-main" onClick={() => setAsked(false)}>
        {text("ticket.leaveNo")}
      </button>
    </section>
  );
}

/** The ticket on its holder's phone: where it stands, live, and the way out of the queue. */
export function TicketPage({ id }: { id: string }) {
  const text = useText();
  const nameOf = useName();
  const { language } = useLanguage();
  const read = () => get<Ticket>(`/tickets/${encodeURIComponent(id)}`);
  const {
    view: ticket,
    freshness,
    error,
    refresh,
  } = useLive<Ticket>({
    topic: `ticket:${id}`,
    read,
    viewOf: ({ ticket: sent }) =>
      typeof sent === "object" && sent !== null && "state" in sent && "number" in sent
        ? (sent as Ticket)
        : undefined,
  });
  const { view: hall } = useHall();
  const services = useServices();
  const [actProblem, setActProblem] = useState<string | null>(null);
  useTitle(
    ticket === null ? text("ticket.title") : `${ticket.number} · ${text(`ticketState.${ticket.state}`)}`,
  );

  async function ask(act: "cancel" | "return") {
    try {
      await post(`/tickets/${encodeURIComponent(id)}/${act}`, {});
      setActProblem(null);
    } catch (problem) {
      setActProblem(codeOf(problem));
    }
    refresh();
  }

  const unknown = error instanceof ApiProblem && error.status === 404;
  const service = services?.find((each) => each.id === ticket?.service);
  const goTo = (window: string) =>
    text("ticket.goTo", { window: nameOf(hall?.windows.find((each) => each.id === window)) || window });
  const turnWords = (turn: Turn, { window }: Ticket) =>
    turn === "called" ? (window ? goTo(window) : text("ticketState.called")) : text(`ticket.${turn}`);
  const [notice, askNotice] = useTurnNotice(ticket, turnWords);
  return (
    <div className="phone">
      <header>
        <LanguageButtons offered={hall?.languages} />
      </header>
      <main>
        {ticket === null && unknown && (
          <section className="card">
            <h1>{text("ticket.unknown")}</h1>
            <p>{text("ticket.unknownLead")}</p>
          </section>
        )}
        {ticket === null && !unknown && <p>{text("common.connecting")}</p>}
        {ticket !== null && (
          <>
            <h1 className="phone-number">
              <span>{text("common.yourNumber")}</span> <span className="number">{ticket.number}</span>
            </h1>
            <p className="phone-service">
              {nameOf(service)}{" "}
              {ticket.lane !== "ordinary" && (
                <span className="chip chip-green">{text(`lane.${ticket.lane}`)}</span>
              )}
            </p>
            <p className={`phone-state phone-state-${ticket.state}`} role="status">
              {ticket.state === "called" ? turnWords("called", ticket) : text(`ticketState.${ticket.state}`)}
            </p>
            {ticket.state === "waiting" && <Waiting ticket={ticket} />}
            {ticket.state === "no-show" && (
              <>
                <p className="notice">{text("ticket.missed")}</p>
                <button type="button" className="button button-main" onClick={() => ask("return")}>
                  {text("ticket.comeBack")}
                </button>
              </>
            )}
            {ticket.state === "waiting" && (ticket.windows?.length ?? 0) > 0 && (
              <p>
                {text("ticket.windows")}{" "}
                <strong>
                  <WindowNames windows={hall?.windows ?? []} ids={ticket.windows ?? []} />
                </strong>
              </p>
            )}
            {ticket.state === "waiting" && <Papers service={service} />}
            {ticket.state === "finished" && ticket.visit && <Rate ticket={ticket} visit={ticket.visit} />}
            {ticket.state === "waiting" && notice === "off" && (
              <button type="button" className="button" onClick={askNotice}>
                {text("ticket.notify")}
              </button>
            )}
            {ticket.state === "waiting" && notice === "on" && (
              <p className="soft">{text("ticket.notifyOn")}</p>
            )}
            {ticket.state === "waiting" && notice === "denied" && (
              <p className="soft">{text("ticket.notifyDenied")}</p>
            )}
            {actProblem !== null && (
              <p role="alert" className="notice notice-bad">
                {refusalText(language, actProblem)}
              </p>
            )}
            {ticket.state === "waiting" && <Leave ticket={ticket} onLeave={() => ask("cancel")} />}
          </>
        )}
      </main>
      <StaleMark freshness={freshness} />
    </div>
  );
}
