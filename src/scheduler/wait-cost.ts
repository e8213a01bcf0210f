/** A wait's cost in minutes: convex, so that the minute after a quarter of an hour weighs three times the first. */
export function waitCost(minutes: number): number {
  return minutes + (minutes * minutes) / 15;
}

/** How much one more minute of a wait costs: the slope of `waitCost`. */
export function waitSlope(minutes: number): number {
  return 1 + (2 * minutes) / 15;
}

/** Minutes beyond which a wait is too long whatever the service, and the minutes in which that begins to tell. */
const LONG_MINUTES = 25;
const LONG_SCALE = 10;

/** The slope by which calls are ranked: steeper for the longest waits, so that nobody is left behind. */
export function urgentSlope(minutes: number): number {
  const beyond = Math.max(0, minutes - LONG_MINUTES) / LONG_SCALE;
  return waitSlope(minutes) + beyond * beyond;
}
