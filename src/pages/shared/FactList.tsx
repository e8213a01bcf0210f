import { inLanguage } from "../../i18n/text.ts";
import type { FactName, ServiceNotice } from "./contract.ts";
import { useLanguage, useText } from "./language.tsx";

/** These of a service's public facts, those that its notice tells. */
export function FactList({
  notice,
  names,
  className,
}: {
  notice: ServiceNotice;
  names: readonly FactName[];
  className?: string;
}) {
  const text = useText();
  const { language } = useLanguage();
  return (
    <dl className={className}>
      {names.map((name) => {
        const fact = notice[name];
        return fact === undefined ? null : (
          <div key={name}>
            <dt>{text(`kiosk.fact.${name}`)}</dt>
            <dd>{inLanguage(fact, language)}</dd>
          </div>
        );
      })}
    </dl>
  );
}
