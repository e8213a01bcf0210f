import type { WireClock } from "./clock.ts";

const FALLS = 5;
const WITHIN_MS = 60_000;

/** Tells a device that comes and goes, as a loose plug makes it, from one that fell once. */
export interface FlappingWatch {
  /** The device went into an error, or lost its wire. */
  fell(): void;
  /** Nothing more will come. */
  close(): void;
}

/** @param onChange told true at the fifth fall within a minute, and false after a minute without one. */
export function watchFlapping(clock: WireClock, onChange: (isFlapping: boolean) => void): FlappingWatch {
  let falls: number[] = [];
  let cancelCalm = () => {};
  return {
    fell() {
      const nowMs = clock.nowMs();
      falls = [...falls.filter((fallMs) => nowMs - fallMs < WITHIN_MS), nowMs];
      if (falls.length < FALLS) return;
      onChange(true);
      cancelCalm();
      cancelCalm = clock.after(WITHIN_MS, () => onChange(false));
    },
    close: () => cancelCalm(),
  };
}
