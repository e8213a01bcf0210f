import { useText } from "./language.tsx";
import { OwnWords } from "./OwnWords.tsx";
import { type RatingReason, ratingReasons, type Why } from "./opinion.ts";

interface WhyBadProps {
  why: Why;
  disabled: boolean;
  onWhy: (why: Why) => void;
  onSend: () => void;
}

/** After a bad rating: reasons to tick and words to write, none of which has to be. */
export function WhyBad({ why, disabled, onWhy, onSend }: WhyBadProps) {
  const text = useText();
  const { reasons } = why;
  const toggle = (reason: RatingReason) =>
    onWhy({
      ...why,
      reasons: reasons.includes(reason) ? reasons.filter((each) => each !== reason) : [...reasons, reason],
    });
  return (
    <section className="why-bad" aria-labelledby="why-bad">
      <h1 id="why-bad">{text("rating.why")}</h1>
      <p className="soft">{text("rating.whyLead")}</p>
      <ul>
        {ratingReasons.map((reason) => (
          <li key={reason}>
            <button
              type="button"
              className="button"
              aria-pressed={reasons.includes(reason)}
              onClick={() => toggle(reason)}
            >
              {text(`rating.reason.${reason}`)}
            </button>
          </li>
        ))}
      </ul>
      <div className="why-send">
        <OwnWords words={why.text} onWords={(words) => onWhy({ ...why, text: words })} />
        <button type="button" className="button button-main" disabled={disabled} onClick={onSend}>
          {text("rating.send")}
        </button>
      </div>
    </section>
  );
}
