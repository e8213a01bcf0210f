import type { Hall, HallWindow } from "../shared/contract.ts";
import { heatOf } from "../shared/heat.ts";
import { useName, useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import type { StaffTicket } from "../shared/staff-ticket.ts";
import { waitingWords } from "../shared/wait-words.ts";
import type { Line } from "./line.ts";

/** As many as fit beside the acts of a small screen. */
const nextShown = 8;

interface WaitingListProps {
  window: HallWindow;
  hall: Hall;
  line: Line | null;
}

/** Who waits for this window: the next numbers with their lanes, the parked, and how full its queues are. */
export function WaitingList({ window, hall, line }: WaitingListProps) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { queues, at: hallNow } = hall;
  const queueName = (id: string) => nameOf(queues.find((each) => each.id === id));
  return (
    <aside aria-labelledby="waiting">
      <h2 id="waiting">{staffText("clerk.waiting")}</h2>
      {line !== null && line.next.length > 0 && (
        <ol className="next">
          {line.next.slice(0, nextShown).map((ticket, index) => (
            <li key={ticket.number}>
              <span className={index === 0 ? "number next-first" : "number"}>{ticket.number}</span>{" "}
              <span className="soft">{queueName(ticket.queue)}</span>{" "}
              {ticket.lane !== "ordinary" && (
                <span className="chip chip-green">{text(`lane.${ticket.lane}`)}</span>
              )}{" "}
              {ticket.window !== null && <span className="chip">{staffText("clerk.reserved")}</span>}
              <Waited ticket={ticket} hallNow={hallNow} />
            </li>
          ))}
        </ol>
      )}
      {line !== null && line.next.length > nextShown && (
        <p className="soft">{staffText("clerk.andMore", { count: line.next.length - nextShown })}</p>
      )}
      {line !== null && line.parked.length > 0 && (
        <>
          <h3>{staffText("clerk.parkedHere")}</h3>
          <ul className="next">
            {line.parked.map((ticket) => (
              <li key={ticket.number}>
                <span className="number">{ticket.number}</span>
                <Waited ticket={ticket} hallNow={hallNow} />
              </li>
            ))}
          </ul>
        </>
      )}
      <ul className="queues">
        {queues
          .filter((queue) => window.sign.includes(queue.id))
          .map((queue) => (
            <li key={queue.id}>
              <strong>{nameOf(queue)}</strong>
              <span className={`chip chip-${heatOf(queue, hall)}`}>{waitingWords(text, queue.waiting)}</span>
              {queue.waiting > 0 && (
                <span className="soft">
                  {text("index.longest", { count: Math.round(queue.longestWaitMinutes ?? 0) })}
                </span>
              )}
            </li>
          ))}
      </ul>
    </aside>
  );
}

/** The next numbers in one line, for the docked strip, where the list comes last. */
export function NextInBrief({ line }: { line: Line | null }) {
  const staffText = useStaffText();
  if (line === null || line.next.length === 0) return null;
  return (
    <p className="next-in-brief">
      {staffText("clerk.next")}{" "}
      {line.next.slice(0, 3).map(({ number, lane }) => (
        <span key={number} className={lane === "ordinary" ? "number" : "number chip chip-green"}>
          {number}
        </span>
      ))}
    </p>
  );
}

/** How long somebody has waited since they took the number, in whole minutes. */
function Waited({ ticket, hallNow }: { ticket: StaffTicket; hallNow: string | undefined }) {
  const staffText = useStaffText();
  if (hallNow === undefined) return null;
  const minutes = Math.max(0, Math.floor((Date.parse(hallNow) - Date.parse(ticket.issuedAt)) / 60_000));
  return <span className="soft waited">{staffText("clerk.minutes", { count: minutes })}</span>;
}
