import { useText } from "../shared/language.tsx";
import { priorityReasons } from "../shared/priority-reasons.ts";
import { Pictogram } from "./pictograms.tsx";

const drawingOf: Record<(typeof priorityReasons)[number], string> = {
  elderly: "elder-care",
  disabled: "wheelchair",
  pregnant: "pregnant",
  infant: "birth-registration",
  ill: "health",
  veteran: "star",
};

/** Why somebody goes first: one touch takes the priority number. */
export function PriorityReasons({ onReason }: { onReason: (reason: string) => void }) {
  const text = useText();
  return (
    <section aria-labelledby="reasons">
      <h2 id="reasons">{text("kiosk.chooseReason")}</h2>
      <div className="reasons">
        {priorityReasons.map((reason) => (
          <button key={reason} type="button" className="button button-green" onClick={() => onReason(reason)}>
            <Pictogram name={drawingOf[reason]} />
            {text(`reason.${reason}`)}
          </button>
        ))}
      </div>
    </section>
  );
}
