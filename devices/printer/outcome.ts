/**
 * What became of a paper.
 * - `printed`: the whole paper came out, and the printer said so.
 * - `not-printed`: no whole paper came out, and none will by itself. Printing it again doubles nothing.
 * - `unconfirmed`: nobody knows. Whoever prints it again marks the paper as a copy.
 */
export type PrintOutcome =
  | { outcome: "printed" }
  | { outcome: "not-printed"; reason: string }
  | { outcome: "unconfirmed"; reason: string };

/** The reason of `unconfirmed` that is no fault: a printer that tells nothing says it of every paper. */
export const CANNOT_CONFIRM = "printer-cannot-confirm";
