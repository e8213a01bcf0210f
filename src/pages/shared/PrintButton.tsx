import "./staff.css";
import { useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf, post } from "./api.ts";
import type { Dispenser } from "./contract.ts";
import { useLanguage, useName } from "./language.tsx";
import { useStaffText } from "./staff-text.ts";

interface PrintButtonProps {
  /** What is asked for a paper. */
  path: string;
  label: string;
  dispensers: readonly Dispenser[];
  /** What to say when the hall has taken it on. @param dispenser the name of where it comes out */
  doneWords: (dispenser: string) => string;
}

/** Has staff print one paper: where, when there is more than one printer, and what came of it. Nothing without a printer. */
export function PrintButton({ path, label, dispensers, doneWords }: PrintButtonProps) {
  const staffText = useStaffText();
  const nameOf = useName();
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const printers = dispensers.filter(({ prints }) => prints);
  const printer = printers.find(({ id }) => id === chosen) ?? printers[0];
  if (printer === undefined) return null;

  async function printAt(at: Dispenser) {
    setAsking(true);
    setDone(null);
    setProblem(null);
    try {
      await post(path, { dispenser: at.id });
      setDone(doneWords(nameOf(at)));
    } catch (error) {
      setProblem(codeOf(error));
    } finally {
      setAsking(false);
    }
  }

  return (
    <div className="print-paper">
      {printers.length > 1 && (
        <select
          aria-label={staffText("deviceRole.ticket-printer")}
          value={printer.id}
          onChange={(event) => setChosen(event.target.value)}
        >
          {printers.map((each) => (
            <option key={each.id} value={each.id}>
              {nameOf(each)}
            </option>
          ))}
        </select>
      )}
      <button type="button" className="button" disabled={isAsking} onClick={() => void printAt(printer)}>
        {label}
      </button>
      <div role="status">
        {done !== null && <p className="notice notice-good">{done}</p>}
        {problem !== null && <p className="notice notice-bad">{refusalText(language, problem)}</p>}
      </div>
    </div>
  );
}
