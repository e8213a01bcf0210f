import { type Language, textIn } from "../../i18n/text.ts";
import type { Hall } from "../shared/contract.ts";
import type { Call } from "./calls.ts";
import { Heading } from "./Heading.tsx";
import { windowName } from "./names.ts";

/** Calls in the largest letters; older ones stand below in smaller ones. */
const largeCalls = 3;

interface CallsProps {
  calls: readonly Call[];
  hall: Hall;
  language: Language;
}

/** Who is called where, the newest first. */
export function Calls({ calls, hall, language }: CallsProps) {
  return (
    <section className="calls" aria-labelledby="calls">
      <Heading id="calls" text="screen.calling" hall={hall} />
      {calls.length === 0 && <p className="no-calls">{textIn(language)("screen.noCalls")}</p>}
      <ol className="calls-large">
        {calls.slice(0, largeCalls).map(({ number, window, times }) => (
          <li key={`${number}-${times}`}>
            <span className="number">{number}</span>
            <span className="to" lang={language}>
              {windowName(hall, window, language)}
            </span>
          </li>
        ))}
      </ol>
      {calls.length > largeCalls && (
        <>
          <Heading id="last-calls" text="screen.lastCalls" hall={hall} />
          <ol className="calls-last" aria-labelledby="last-calls">
            {calls.slice(largeCalls).map(({ number, window }) => (
              <li key={number}>
                <span className="number">{number}</span>{" "}
                <span lang={language}>{windowName(hall, window, language)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
