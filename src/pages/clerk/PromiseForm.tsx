import type { FormEvent } from "react";
import type { Dispenser } from "../shared/contract.ts";
import { useName } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import type { Chosen } from "./choices.ts";
import { useFirstField } from "./use-first-field.ts";

interface PromiseFormProps {
  dispensers: readonly Dispenser[];
  onChosen: (chosen: Chosen) => void;
}

/** Asks when the result is promised, which papers are still to come, and where the slip comes out. */
export function PromiseForm({ dispensers, onChosen }: PromiseFormProps) {
  const staffText = useStaffText();
  const nameOf = useName();
  const field = useFirstField();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? "").trim();
    const papers = text("papers")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    onChosen({
      verb: "promise",
      body: {
        papers,
        ...(text("workdays") === "" ? {} : { workdays: Number(text("workdays")) }),
        ...(text("dispenser") === "" ? {} : { dispenser: text("dispenser") }),
      },
    });
  }
  return (
    <form onSubmit={submit}>
      <label>
        {staffText("clerk.workdays")}
        <input ref={field} name="workdays" type="number" min="1" max="365" className="number" />
      </label>
      <label>
        {staffText("clerk.papersToCome")}
        <textarea name="papers" rows={3} maxLength={2_000} />
      </label>
      <label>
        {staffText("clerk.slip")}
        <select name="dispenser">
          {dispensers.map((dispenser) => (
            <option key={dispenser.id} value={dispenser.id}>
              {staffText("clerk.printAt", { dispenser: nameOf(dispenser) })}
            </option>
          ))}
          <option value="">{staffText("clerk.noSlip")}</option>
        </select>
      </label>
      <button type="submit" className="button button-main">
        {staffText("clerk.promise")} <kbd>Enter</kbd>
      </button>
    </form>
  );
}
