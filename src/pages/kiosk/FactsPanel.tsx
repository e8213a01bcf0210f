import type { FactName, ServiceNotice } from "../shared/contract.ts";
import { FactList } from "../shared/FactList.tsx";
import { useText } from "../shared/language.tsx";

/** In the order in which public notices give them. */
const factNames: readonly FactName[] = [
  "subject",
  "basis",
  "conditions",
  "procedure",
  "timeLimit",
  "result",
  "feeBasis",
  "fee",
];

/** The eight public facts of a service, with their version; an expired notice says so. */
export function FactsPanel({ notice }: { notice: ServiceNotice }) {
  const text = useText();
  return (
    <section className="facts" aria-labelledby="facts">
      <h2 id="facts">{text("kiosk.facts")}</h2>
      {notice.expired && <p className="notice">{text("kiosk.factsExpired")}</p>}
      <FactList notice={notice} names={factNames} />
      <p className="soft">
        {text("kiosk.factsVersion", { version: notice.version, until: notice.validUntil })}
      </p>
    </section>
  );
}
