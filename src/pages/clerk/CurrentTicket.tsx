import { useEffect, useState } from "react";
import { textIn } from "../../i18n/text.ts";
import type { HallWindow, Service, Visit } from "../shared/contract.ts";
import { useLanguage, useName, useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import type { StaffTicket } from "../shared/staff-ticket.ts";

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** Seconds since a moment of the hall, counting. `hallNow` is the hall's own time at the last reading. */
function useElapsed(since: string | null, hallNow: string | undefined): number | null {
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    if (since === null) {
      setSeconds(null);
      return;
    }
    const readAt = performance.now();
    const base = (hallNow === undefined ? Date.now() : Date.parse(hallNow)) - Date.parse(since);
    const tick = () => setSeconds(Math.max(0, (base + performance.now() - readAt) / 1_000));
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [since, hallNow]);
  return seconds;
}

interface CurrentTicketProps {
  window: HallWindow;
  visit: Visit | null;
  /** The ticket in hand as its clerk may see it; null until it is read. */
  inHand: StaffTicket | null;
  services: readonly Service[];
  hallNow: string | undefined;
}

/** Whom the window has in hand, large enough to be read from the corner of an eye. */
export function CurrentTicket({ window, visit, inHand, services, hallNow }: CurrentTicketProps) {
  const staffText = useStaffText();
  const nameOf = useName();
  const nameOfId = (id: string) => nameOf(services.find((each) => each.id === id));
  return (
    <section className={`current current-${window.state}`} aria-labelledby="current">
      <h2 id="current">{staffText("clerk.current")}</h2>
      <p className="number current-number" role="status">
        {window.ticket ?? <span className="current-nobody">{staffText("clerk.nobody")}</span>}
      </p>
      {visit !== null && window.ticket !== null && (
        <div className="current-about">
          <p className="current-service">
            {nameOfId(visit.service)} <Marks ticket={inHand?.number === window.ticket ? inHand : null} />
          </p>
          {visit.cases.length > 0 && (
            <p>{staffText("clerk.cases", { services: visit.cases.map(nameOfId).join(" · ") })}</p>
          )}
          {visit.promise !== null && <p>{staffText("clerk.promisedFor", { due: visit.promise.due })}</p>}
          <Timer visit={visit} service={services.find(({ id }) => id === visit.service)} hallNow={hallNow} />
        </div>
      )}
    </section>
  );
}

/** What a clerk should know of who comes: the lane, the language they speak, that somebody goes along. */
function Marks({ ticket }: { ticket: StaffTicket | null }) {
  const text = useText();
  const staffText = useStaffText();
  const { language } = useLanguage();
  if (ticket === null) return null;
  return (
    <>
      {ticket.lane !== "ordinary" && <span className="chip chip-green">{text(`lane.${ticket.lane}`)}</span>}{" "}
      {ticket.language !== language && (
        <span className="chip" lang={ticket.language}>
          {textIn(ticket.language)("language.name")}
        </span>
      )}{" "}
      {ticket.escort !== null && <span className="chip">{staffText("clerk.escorted")}</span>}
    </>
  );
}

interface TimerProps {
  visit: Visit;
  service: Service | undefined;
  hallNow: string | undefined;
}

/** The time since the start, or since the call, against the service's norm. */
function Timer({ visit, service, hallNow }: TimerProps) {
  const staffText = useStaffText();
  const elapsed = useElapsed(visit.startedAt ?? visit.calledAt, hallNow);
  if (elapsed === null) return null;
  const norm = service?.normMinutes;
  const over = visit.startedAt !== null && norm !== undefined && elapsed > norm * 60;
  return (
    <div className={over ? "timer timer-over" : "timer"}>
      <span>{staffText(visit.startedAt === null ? "clerk.sinceCall" : "clerk.elapsed")}</span>{" "}
      <span className="number timer-clock">{clock(elapsed)}</span>{" "}
      {norm !== undefined && (
        <span className="soft">{staffText("clerk.norm", { count: Math.round(norm) })}</span>
      )}{" "}
      {over && <strong>{staffText("clerk.over")}</strong>}
      {norm !== undefined && visit.startedAt !== null && (
        <meter min={0} max={norm * 60} value={Math.min(elapsed, norm * 60)} aria-hidden="true" />
      )}
    </div>
  );
}
