import type { Framing } from "./framing.ts";

/** Of devices that only listen: whatever comes from their wire is noise. */
export const nothingFraming: Framing = {
  name: "nothing",
  longestFrameBytes: 0,
  measure: () => "none",
};
