import type { HallWindow, Service, Ticket } from "../shared/contract.ts";
import { useName, useText } from "../shared/language.tsx";
import { WindowNames } from "../shared/WindowNames.tsx";
import { aheadWords, waitWords } from "../shared/wait-words.ts";

interface TicketStepProps {
  ticket: Ticket;
  service: Service | undefined;
  windows: readonly HallWindow[];
  onPaper: boolean;
}

/** The number that was taken: as large as the screen allows, with what an honest ticket says. */
export function TicketStep({ ticket, service, windows, onPaper }: TicketStepProps) {
  const text = useText();
  const nameOf = useName();
  const wait = waitWords(text, ticket);
  const at = ticket.windows ?? [];
  return (
    <section className="ticket-step" aria-labelledby="ticket-number">
      <div>
        <h1 id="ticket-number">
          <span className="ticket-label">{text("common.yourNumber")}</span>
          <span className="number ticket-number">{ticket.number}</span>
        </h1>
        <p className="ticket-service">
          {nameOf(service)}{" "}
          {ticket.lane !== "ordinary" && (
            <span className="chip chip-green">{text(`lane.${ticket.lane}`)}</span>
          )}
        </p>
        {typeof ticket.ahead === "number" && <p className="ticket-ahead">{aheadWords(text, ticket.ahead)}</p>}
        {wait !== null && <p className="ticket-wait">{wait}</p>}
        {at.length > 0 && (
          <p>
            {text("kiosk.windows")}
            <br />
            <strong>
              <WindowNames windows={windows} ids={at} />
            </strong>
          </p>
        )}
        <p className={onPaper ? "notice notice-good" : "notice"}>
          {text(onPaper ? "kiosk.printing" : "kiosk.notPrinted")}
        </p>
        <p className="soft">{text("kiosk.missed")}</p>
      </div>
      <figure className="ticket-qr">
        <img src={`/api/v1/tickets/${encodeURIComponent(ticket.id)}/qr.svg`} alt={text("kiosk.qrAlt")} />
        <figcaption>{text("kiosk.scan")}</figcaption>
      </figure>
    </section>
  );
}
