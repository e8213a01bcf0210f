import { useState } from "react";
import { useText } from "../shared/language.tsx";

const digits = [..."1234567890"];
const codeLength = 8;

/** In two groups, as the booking shows it. */
const grouped = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`.trim();

/** Takes the code of an appointment, on keys that are drawn: the kiosk has no others. */
export function CheckInStep({ onCode }: { onCode: (code: string) => void }) {
  const text = useText();
  const [typed, setTyped] = useState("");
  return (
    <section className="check-in" aria-labelledby="check-in">
      <h1 id="check-in">{text("kiosk.checkIn")}</h1>
      <p className="soft">{text("kiosk.checkInLead")}</p>
      <output className="number typed">{grouped(typed) || "…"}</output>
      <div className="digits">
        {digits.map((digit) => (
          <button
            key={digit}
            type="button"
            className="button"
            onClick={() => setTyped((typed + digit).slice(0, codeLength))}
          >
            {digit}
          </button>
        ))}
        <button type="button" className="button" onClick={() => setTyped(typed.slice(0, -1))}>
          {text("kiosk.searchErase")}
        </button>
      </div>
      <button
        type="button"
        className="button button-main check-in-take"
        disabled={typed.length < codeLength}
        onClick={() => onCode(typed)}
      >
        {text("kiosk.checkInTake")}
      </button>
    </section>
  );
}
