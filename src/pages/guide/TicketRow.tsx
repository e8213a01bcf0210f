import { refusalText, textIn } from "../../i18n/text.ts";
import type { Hall, Service } from "../shared/contract.ts";
import { useLanguage, useName, useText } from "../shared/language.tsx";
import { PrintButton } from "../shared/PrintButton.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import type { StaffTicket } from "../shared/staff-ticket.ts";
import { aheadWords } from "../shared/wait-words.ts";

/** What a guide can do for who holds a number. */
export type GuideAct = "return" | "escort/take" | "escort/done";

const words = {
  return: "guide.comeBack",
  "escort/take": "guide.escortTake",
  "escort/done": "guide.escortDone",
} as const;

/** Only what the hall would allow is offered; the rules themselves are the daemon's. */
function actsFor({ state, returnUntil, escort }: StaffTicket, hallNow: string | undefined): GuideAct[] {
  const inTime =
    returnUntil !== null && (hallNow === undefined || Date.parse(hallNow) <= Date.parse(returnUntil));
  return [
    ...(inTime ? (["return"] as const) : []),
    ...(escort === "asked" && !isOver(state) ? (["escort/take"] as const) : []),
    ...(escort === "taken" ? (["escort/done"] as const) : []),
  ];
}

const isOver = (state: StaffTicket["state"]) =>
  state === "finished" || state === "cancelled" || state === "void";

interface TicketRowProps {
  ticket: StaffTicket;
  hall: Hall;
  services: readonly Service[];
  /** Who was sought by number may have lost the paper. */
  mayReprint: boolean;
  /** Why the last act on it was refused. */
  problem: string | undefined;
  onAct: (number: string, act: GuideAct) => void;
}

/** One person by their number: where they are, whom they wait behind, what they need, and what to do. */
export function TicketRow({ ticket, hall, services, mayReprint, problem, onAct }: TicketRowProps) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { language } = useLanguage();
  const place = ticket.window ?? ticket.missedAt;
  const window = hall.windows.find(({ id }) => id === place);
  return (
    <li className="ticket-row">
      <strong className="number">{ticket.number}</strong>
      <span>
        {nameOf(services.find(({ id }) => id === ticket.service))}
        <small>
          {text(`ticketState.${ticket.state}`)}
          {window !== undefined && ` · ${staffText("guide.at", { window: nameOf(window) })}`}
          {ticket.ahead !== null && ` · ${aheadWords(text, ticket.ahead)}`}
        </small>
      </span>
      <span className="ticket-foot">
        <span className="ticket-marks">
          {ticket.lane !== "ordinary" && (
            <span className="chip chip-green">{text(`lane.${ticket.lane}`)}</span>
          )}
          {ticket.language !== language && (
            <span className="chip" lang={ticket.language}>
              {textIn(ticket.language)("language.name")}
            </span>
          )}
          {ticket.escort === "taken" && (
            <span className="chip">{staffText("guide.with", { guide: nameAfterRole(ticket.guide) })}</span>
          )}
        </span>
        <span className="ticket-acts">
          {actsFor(ticket, hall.at).map((act) => (
            <button key={act} type="button" className="button" onClick={() => onAct(ticket.number, act)}>
              {staffText(words[act])}
            </button>
          ))}
        </span>
      </span>
      {mayReprint && !isOver(ticket.state) && (
        <PrintButton
          path={`/tickets/${encodeURIComponent(ticket.number)}/reprint`}
          label={staffText("guide.reprint")}
          dispensers={hall.dispensers}
          doneWords={(dispenser) => staffText("guide.reprinted", { number: ticket.number, dispenser })}
        />
      )}
      {problem !== undefined && (
        <p role="alert" className="notice notice-bad">
          {refusalText(language, problem)}
        </p>
      )}
    </li>
  );
}

/** `guide:dawa` is dawa. */
function nameAfterRole(actor: string | null): string {
  return actor?.slice(actor.indexOf(":") + 1) ?? "";
}
