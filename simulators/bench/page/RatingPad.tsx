import type { DeviceView } from "../messages.ts";
import { useHands } from "./hands.ts";
import type { Answer } from "./store.ts";
import "./rating-pad.css";

/** Value on the wire, best first as they stand on the pad, and the mouth's curve. */
const faces: readonly { value: number; name: string; nameEn: string; mouth: string }[] = [
  { value: 3, name: "非常满意", nameEn: "very satisfied", mouth: "M14 26 Q24 40 34 26" },
  { value: 2, name: "满意", nameEn: "satisfied", mouth: "M15 29 Q24 35 33 29" },
  { value: 1, name: "基本满意", nameEn: "fairly", mouth: "M15 31 H33" },
  { value: 0, name: "不满意", nameEn: "dissatisfied", mouth: "M15 34 Q24 25 33 34" },
];

/** Four faces before the window. */
export function RatingPad(props: { id: string; view: DeviceView | undefined; answer: Answer | undefined }) {
  const act = useHands();
  const { id, view, answer } = props;
  return (
    <div className="rating-pad" data-alive={view?.alive ?? false} data-device={id}>
      <p>请您评价 · please rate</p>
      <div className="rating-faces">
        {faces.map(({ value, name, nameEn, mouth }) => (
          <button
            key={value}
            type="button"
            className={`face face-${value}`}
            onClick={() => act({ act: "rate", device: id, face: value })}
          >
            <svg viewBox="0 0 48 48" aria-hidden="true">
              <circle cx="24" cy="24" r="21" />
              <circle cx="17" cy="19" r="2.4" className="ink" />
              <circle cx="31" cy="19" r="2.4" className="ink" />
              <path d={mouth} />
            </svg>
            {name}
            <small>{nameEn}</small>
          </button>
        ))}
      </div>
      <p className="rating-answer" aria-live="polite">
        {answer === undefined ? "　" : answer.answered ? "acknowledged" : "no acknowledgement"}
      </p>
    </div>
  );
}
