import { useStaffText } from "../shared/staff-text.ts";
import type { Act } from "./acts.ts";

/** What can be done now: one button for each act, with its key on it. */
export function ActButtons({
  acts,

  onAct,
}: {
  acts: readonly Act[];
  onAct: (act: Act) => void;
}) {
  const staffText = useStaffText();
  return (
    <div className="acts">
      {(["main", "finish", "other"] as const).map((kind) => {
        const some = acts.filter((act) => act.kind === kind);
        if (some.length === 0) return null;
        return (
          <section
            key={kind}
            className={`acts-${kind}`}
            aria-label={kind === "finish" ? staffText("clerk.finish") : undefined}
          >
            {kind === "finish" && <h2>{staffText("clerk.chooseOutcome")}</h2>}
            {some.map((act) => (
              <button
                key={act.label}
                type="button"
                className={kind === "main" && act === some[0] ? "button button-main" : "button"}
                onClick={() => onAct(act)}
              >
                <kbd>{act.key}</kbd> {staffText(act.label)}
              </button>
            ))}
          </section>
        );
      })}
    </div>
  );
}
