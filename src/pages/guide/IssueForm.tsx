import { type FormEvent, useEffect, useRef, useState } from "react";
import { type Language, languages, refusalText, textIn } from "../../i18n/text.ts";
import { codeOf, post } from "../shared/api.ts";
import type { Dispenser, Service, Ticket } from "../shared/contract.ts";
import { useLanguage, useName, useText } from "../shared/language.tsx";
import { priorityReasons } from "../shared/priority-reasons.ts";
import { useStaffText } from "../shared/staff-text.ts";
import { aheadWords, lineWords, waitWords } from "../shared/wait-words.ts";

interface IssueFormProps {
  services: readonly Service[];
  dispensers: readonly Dispenser[];
}

/** Takes a number for somebody who stands beside the guide. */
export function IssueForm({ services, dispensers }: IssueFormProps) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { language } = useLanguage();
  const [taken, setTaken] = useState<{ ticket: Ticket; printedAt: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [service, setService] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [escort, setEscort] = useState(false);
  const [theirs, setTheirs] = useState<Language>(language);
  const [dispenser, setDispenser] = useState("");
  const [sought, setSought] = useState("");
  const answered = useRef<HTMLDivElement>(null);
  // The button stays in sight below a long list; what comes of it stands above.
  useEffect(() => {
    if (taken !== null || problem !== null) answered.current?.scrollIntoView({ block: "nearest" });
  }, [taken, problem]);
  const words = sought.trim().toLowerCase();
  const found = services.filter(
    (each) =>
      each.id === service || each.initials.startsWith(words) || nameOf(each).toLowerCase().includes(words),
  );

  async function issue(event: FormEvent) {
    event.preventDefault();
    if (service === null) return;
    setTaken(null);
    setProblem(null);
    try {
      const lane = reason === "" ? { lane: "ordinary" } : { lane: "priority", reason };
      const paper = dispenser === "" ? {} : { dispenser };
      const wish = { service, ...lane, ...paper, language: theirs, channel: "guide" };
      const ticket = await post<Ticket>("/tickets", escort ? { ...wish, escort } : wish);
      setTaken({ ticket, printedAt: dispenser });
      setService(null);
      setSought("");
      setEscort(false);
      setReason("");
    } catch (error) {
      setProblem(codeOf(error));
    }
  }

  return (
    <section className="card" aria-labelledby="issue">
      <h2 id="issue">{staffText("guide.issue")}</h2>
      <div ref={answered} role="status">
        {problem !== null && <p className="notice notice-bad">{refusalText(language, problem)}</p>}
        {taken !== null && (
          <TakenTicket
            ticket={taken.ticket}
            printer={dispensers.find(({ id }) => id === taken.printedAt) ?? null}
          />
        )}
      </div>
      <form onSubmit={issue}>
        <label>
          {staffText("guide.search")}
          <input
            className="guide-search"
            value={sought}
            autoComplete="off"
            onChange={(event) => setSought(event.target.value)}
          />
        </label>
        {found.length === 0 && <p role="status">{staffText("guide.searchNone")}</p>}
        <fieldset className="guide-services">
          <legend>{staffText("guide.service")}</legend>
          {found.map((each) => (
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
                <small>{each.openNow ? lineWords(text, each).join(" · ") : text("kiosk.closedNow")}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <div className="guide-take">
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
          <label>
            {staffText("guide.paper")}
            <select value={dispenser} onChange={(event) => setDispenser(event.target.value)}>
              <option value="">{staffText("guide.noPaper")}</option>
              {dispensers
                .filter(({ prints }) => prints)
                .map((each) => (
                  <option key={each.id} value={each.id}>
                    {staffText("guide.paperAt", { dispenser: nameOf(each) })}
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
        </div>
      </form>
    </section>
  );
}

interface TakenTicketProps {
  ticket: Ticket;
  /** Where its paper comes out; null for a number without paper. */
  printer: Dispenser | null;
}

/** The number that was taken, and how its holder gets it. */
function TakenTicket({ ticket, printer }: TakenTicketProps) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { number } = ticket;
  return (
    <div className="guide-ticket">
      <p className="number">{number}</p>
      <p className="notice notice-good">
        {printer === null
          ? staffText("guide.issued", { number })
          : staffText("guide.issuedPaper", { number, dispenser: nameOf(printer) })}
      </p>
      {typeof ticket.ahead === "number" && <p>{aheadWords(text, ticket.ahead)}</p>}
      <p>{waitWords(text, ticket)}</p>
      <figure>
        <img src={`/api/v1/tickets/${encodeURIComponent(ticket.id)}/qr.svg`} alt={text("kiosk.qrAlt")} />
        <figcaption className="soft">{text("kiosk.scan")}</figcaption>
      </figure>
    </div>
  );
}
