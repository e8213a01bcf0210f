import { useEffect, useRef } from "react";
import { useStaffText } from "../shared/staff-text.ts";
import { silenceDb } from "./level.ts";

/** Where a voice is well: above −30 dB, and away from the end. */
const [quietDb, wellDb, loudDb] = [-30, -12, -2];

/** How loud the microphone hears, as it changes. */
export function LevelMeter({ levelDb }: { levelDb(): number }) {
  const text = useStaffText();
  const meter = useRef<HTMLMeterElement>(null);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      if (meter.current !== null) meter.current.value = levelDb();
      frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [levelDb]);
  return (
    <meter
      ref={meter}
      className="level"
      aria-label={text("voice.level")}
      min={silenceDb}
      low={quietDb}
      optimum={wellDb}
      high={loudDb}
      max={0}
      value={silenceDb}
    />
  );
}
