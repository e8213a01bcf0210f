import type { HallQueue } from "../shared/contract.ts";
import type { Proposal } from "../shared/scheduler.ts";
import { useStaffText } from "../shared/staff-text.ts";
import { useProposalWords } from "../shared/use-proposal-words.ts";

interface ProposalCardProps {
  proposal: Proposal;
  queues: readonly HallQueue[];
  onAnswer: (verdict: "accept" | "decline") => void;
}

/** What the scheduler proposes for this window and why; the clerk decides. */
export function ProposalCard({ proposal, queues, onAnswer }: ProposalCardProps) {
  const staffText = useStaffText();
  const { what, why } = useProposalWords(queues)(proposal);
  return (
    <section className="card proposal" aria-live="polite">
      <strong>{what}</strong>
      <span className="soft">{why}</span>
      <span>
        <button type="button" className="button button-main" onClick={() => onAnswer("accept")}>
          <kbd>Y</kbd> {staffText("scheduler.accept")}
        </button>{" "}
        <button type="button" className="button" onClick={() => onAnswer("decline")}>
          <kbd>D</kbd> {staffText("scheduler.decline")}
        </button>
      </span>
    </section>
  );
}
