import { useState } from "react";
import { codeOf, post } from "../shared/api.ts";
import type { Hall, Service } from "../shared/contract.ts";
import { StaffSignIn } from "../shared/StaffSignIn.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import type { StaffTicket } from "../shared/staff-ticket.ts";
import { useStaffRead } from "../shared/use-staff-read.ts";
import { type GuideAct, TicketRow } from "./TicketRow.tsx";

/** Whom a guide looks after: found by number, waiting for company, or back after a missed call. */
export function People({ hall, services }: { hall: Hall; services: readonly Service[] }) {
  const staffText = useStaffText();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<{ number: string; code: string } | null>(null);
  const number = typed.trim().toUpperCase();
  const version = String(hall.seq);
  const found = useTickets(number === "" ? null : `number=${encodeURIComponent(number)}`, version);
  const escorts = useTickets("escort=open", version);
  const missed = useTickets("state=no-show", version);
  const all = [found, escorts, missed];

  async function act(of: string, what: GuideAct) {
    setProblem(null);
    try {
      await post(`/tickets/${encodeURIComponent(of)}/${what}`, {});
    } catch (error) {
      setProblem({ number: of, code: codeOf(error) });
    }
    for (const each of all) each.refresh();
  }

  if (escorts.mustSignIn)
    // All of the page is another one for who has signed in.
    return <StaffSignIn onSignedIn={() => location.reload()} />;

  const rows = (tickets: readonly StaffTicket[], mayReprint = false) => (
    <ul>
      {tickets.map((ticket) => (
        <TicketRow
          key={ticket.number}
          ticket={ticket}
          hall={hall}
          services={services}
          mayReprint={mayReprint}
          problem={problem?.number === ticket.number ? problem.code : undefined}
          onAct={act}
        />
      ))}
    </ul>
  );
  const canReturn = (missed.answer ?? []).filter(({ returnUntil }) => isAhead(returnUntil, hall.at));
  return (
    <>
      <section className="card" aria-labelledby="find">
        <h2 id="find">{staffText("guide.find")}</h2>
        <label>
          {staffText("guide.findLead")}
          <input
            className="number"
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <div role="status">
          {number !== "" && found.answer?.length === 0 && <p>{staffText("guide.findNone")}</p>}
        </div>
        {number !== "" && found.answer !== null && rows(found.answer, true)}
      </section>
      <section className="card" aria-labelledby="escorts">
        <h2 id="escorts">{staffText("guide.escorts")}</h2>
        {escorts.answer?.length === 0 && <p className="soft">{staffText("guide.escortsNone")}</p>}
        {rows(escorts.answer ?? [])}
      </section>
      {canReturn.length > 0 && (
        <section className="card" aria-labelledby="missed">
          <h2 id="missed">{staffText("guide.missed")}</h2>
          {rows(canReturn)}
        </section>
      )}
    </>
  );
}

function useTickets(query: string | null, version: string) {
  return useStaffRead<StaffTicket[]>(query === null ? null : `/staff/tickets?${query}`, version);
}

function isAhead(time: string | null, hallNow: string | undefined): boolean {
  return time !== null && (hallNow === undefined || Date.parse(time) >= Date.parse(hallNow));
}
