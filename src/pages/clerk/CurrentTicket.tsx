import { useEffect, useState } from "react";
import type { HallWindow, Lane, Service, Visit } from "../shared/contract.ts";
import { useName, useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";

/** Minutes and seconds, `7:05`. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Seconds since a moment of the hall's own time, counted on between the hall's reports. */
function useElapsed(since: string | null, hallNow: string | undefined): number | null {
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    if (since === null) {
      setSeconds(null);
      return;
    }
    const readAt = performance.now();
    const base = (hallNow === undefined ? Date.now() : Date.parse(hallNow)) - Date.parse(since);
    const tick = () => setSeconds((base + performance.now() - readAt) / 1_000);
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [since, hallNow]);
  return seconds;
}

interface CurrentTicketProps {
  window: HallWindow;
  visit: Visit | null;
  /** Its lane, where the page has heard of it. */
  lane: Lane | null;
  services: readonly Service[];
  hallNow: string | undefined;
}

/** Whom the window has in hand, large enough to be read from the corner of an eye. */
export function CurrentTicket({ window, visit, lane, services, hallNow }: CurrentTicketProps) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const service = services.find(({ id }) => id === visit?.service);
  const elapsed = useElapsed(visit?.startedAt ?? visit?.calledAt ?? null, hallNow);
  const norm = service?.normMinutes;
  const over = elapsed !== null && norm !== undefined && elapsed > norm * 60;
  return (
    <section className={`current current-${window.state}`} aria-labelledby="current">
      <h2 id="current">{staffText("clerk.current")}</h2>
      <p className="number current-number" role="status">
        {window.ticket ?? <span className="current-nobody">{staffText("clerk.nobody")}</span>}
      </p>
      {visit !== null && (
        <p className="current-service">
          {nameOf(service)}{" "}
          {lane !== null && lane !== "ordinary" && (
            <span className="chip chip-green">{text(`lane.${lane}`)}</span>
          )}
        </p>
      )}
      {elapsed !== null && window.ticket !== null && (
        <p className={over ? "notice notice-bad" : "soft"}>
          {staffText("clerk.elapsed")} <span className="number">{clock(elapsed)}</span>{" "}
          {norm !== undefined && staffText("clerk.norm", { count: norm })} {over && staffText("clerk.over")}
        </p>
      )}
    </section>
  );
}
