import type { FormEvent } from "react";
import { useStaffText } from "../shared/staff-text.ts";
import { callReasons } from "./acts.ts";
import type { Chosen } from "./choices.ts";
import { useFirstField } from "./use-first-field.ts";

/** Asks for one waiting ticket by its number, and why it is called out of turn. */
export function CallOneForm({ onChosen }: { onChosen: (chosen: Chosen) => void }) {
  const staffText = useStaffText();
  const field = useFirstField();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const ticket = String(fields.get("number")).trim().toUpperCase();
    onChosen({ verb: "call", body: { ticket, reason: String(fields.get("reason")) } });
  }
  return (
    <form onSubmit={submit}>
      <label>
        {staffText("clerk.chooseTicket")}
        <input ref={field} name="number" className="number" autoComplete="off" required />
      </label>
      <label>
        {staffText("clerk.callReason")}
        <select name="reason">
          {callReasons.map((reason) => (
            <option key={reason} value={reason}>
              {staffText(`clerk.callReasonText.${reason}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button button-main">
        {staffText("clerk.callOne")} <kbd>Enter</kbd>
      </button>
    </form>
  );
}
