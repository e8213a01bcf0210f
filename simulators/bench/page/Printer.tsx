import { useState } from "react";
import type { DeviceView } from "../messages.ts";
import "./printer.css";

export type PrinterView = Extract<DeviceView, { kind: "printer" }>;

/** A receipt printer: the paper slides out of its slot, and the one before it is torn off. */
export function Printer(props: { id: string; view: DeviceView | undefined }) {
  const { id, view } = props;
  const printer = view?.kind === "printer" ? view : undefined;
  const index = printer?.lastPaper?.index;
  const papers = useLastTwo(index);
  const state = printer === undefined ? "off" : lampOf(printer);
  return (
    <div className="printer" data-device={id} data-cover={printer?.cover ?? "closed"}>
      <div className="printer-papers">
        {papers.map((paper) => (
          <img
            key={paper}
            className={paper === index ? "paper" : "paper torn"}
            src={`/papers/${id}/${paper}.png`}
            alt={`paper ${paper + 1} of ${id}`}
            onLoad={({ currentTarget }) => currentTarget.classList.add("out")}
          />
        ))}
      </div>
      <div className="printer-body">
        <div className="printer-slot" />
        <div className="printer-front">
          <span className="printer-name">TM-80 · 115200</span>
          <span className={`printer-lamp ${state}`} role="img" aria-label={state} />
          <span className="printer-state">{state}</span>
        </div>
      </div>
    </div>
  );
}

function lampOf({ alive, cover, paper, printing }: PrinterView): string {
  if (!alive) return "no power";
  if (cover === "open") return "cover open";
  if (paper === "out") return "paper out";
  if (printing) return "printing";
  return paper === "near-end" ? "near end" : "ready";
}

/** The newest paper and the one that it followed, as long as this page has seen both. */
function useLastTwo(index: number | undefined): number[] {
  const [seen, setSeen] = useState<readonly number[]>([]);
  if (index === undefined) return [];
  if (seen.at(-1) === index) return [...seen];
  const next = [...seen.slice(-1).filter((paper) => paper < index), index];
  setSeen(next);
  return next;
}
