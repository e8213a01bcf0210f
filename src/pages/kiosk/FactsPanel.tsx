import type { ServiceNotice } from "../shared/contract.ts";
import { FactList } from "../shared/FactList.tsx";
import { useText } from "../shared/language.tsx";
import { factNames } from "./kiosk-state.ts";

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
