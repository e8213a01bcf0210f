import { type FormEvent, useState } from "react";
import { type Language, languages, refusalText, textIn } from "../../i18n/text.ts";
import { codeOf, post } from "../shared/api.ts";
import type { Service, Ticket } from "../shared/contract.ts";
import { useLanguage, useName, useText } from "../shared/language.tsx";
import { priorityReasons } from "../shared/priority-reasons.ts";
import { useStaffText } from "../shared/staff-text.ts";
import { aheadWords, waitingWords, waitWords } from "../shared/wait-words.ts";

/** Takes a number for somebody who stands beside the guide. */
export function IssueForm({ services }: { services: readonly Service[] }) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { language } = useLanguage();
  const [ticket, setTicket] = useState<Ticket | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [service, setService] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [escort, setEscort] = useState(false);
  const [theirs, setTheirs] = useState<Language>(language);

  async function issue(event: FormEvent) {
    event.preventDefault();
    if (service === null) return;
    setTicket(null);
    setProblem(null);
    try {
      const lane = reason === "" ? { lane: "ordinary" } : { lane: "priority", reason };
      const wish = { service, ...lane, language: theirs, channel: "guide" };
      setTicket(await post<Ticket>("/tickets", escort ? { ...wish, escort } : wish));
      setService(null);
      setEscort(false);
      setReason("");
    } catch (error) {
      setProblem(codeOf(error));
    }
  }

  return (
    <section className="card" aria-labelledby="issue">
      <h2 id="issue">{staffText("guide.issue")}</h2>
      <div role="status">
        {problem !== null && <p className="notice notice-bad">{refusalText(language, problem)}</p>}
        {ticket !== null && (
          <div className="guide-ticket">
            <p className="number">{ticket.number}</p>
            <p className="notice notice-good">{staffText("guide.issued", { number: ticket.number })}</p>
            {typeof ticket.ahead === "number" && <p>{aheadWords(text, ticket.ahead)}</p>}
            <p>{waitWords(text, ticket)}</p>
            <figure>
              <img
                src={`/api/v1/tickets/${encodeURIComponent(ticket.id)}/qr.svg`}
                alt={text("kiosk.qrAlt")}
              />
              <figcaption className="soft">{text("kiosk.scan")}</figcaption>
            </figure>
          </div>
        )}
      </div>
      <form onSubmit={issue}>
        <fieldset className="guide-services">
          <legend>{staffText("guide.service")}</legend>
          {services.map((each) => (
            <label key={each.id}>
              <input
                type="radio"
                name="service"
                value={each.id}
                checked={service === each.id}
                disabled={!each.openNow}
                onChange={() => setService(each.id)}
              />
              <span>
                {nameOf(each)}
                <small>
                  {each.openNow ? waitingWords(text, each.waiting ?? 0) : text("kiosk.closedNow")}
                </small>
              </span>
            </label>
          ))}
        </fieldset>
        <label>
          {staffText("guide.lane")}
          <select value={reason} onChange={(event) => setReason(event.target.value)}>
            <option value="">{text("lane.ordinary")}</option>
            {priorityReasons.map((each) => (
              <option key={each} value={each}>
                {`${text("lane.priority")} · ${text(`reason.${each}`)}`}
              </option>
            ))}
          </select>
        </label>
        <label>
          {text("common.chooseLanguage")}
          <select value={theirs} onChange={(event) => setTheirs(event.target.value as Language)}>
            {languages.map((each) => (
              <option key={each} value={each} lang={each}>
                {textIn(each)("language.name")}
              </option>
            ))}
          </select>
        </label>
        <label className="check">
          <input type="checkbox" checked={escort} onChange={(event) => setEscort(event.target.checked)} />
          {staffText("guide.escort")}
        </label>
        <button type="submit" className="button button-main" disabled={service === null}>
          {text("kiosk.take")}
        </button>
      </form>
    </section>
  );
}
