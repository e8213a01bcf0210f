import type { DeviceStatus, Role } from "../../devices/device.ts";
import type { PrintOutcome } from "../../devices/printer/outcome.ts";
import { type DeviceHealth, healthOf } from "../runtime/device-health.ts";

/** How a device was tested. */
export interface Tested {
  /** Wire time in milliseconds. */
  nowMs: number;
  /** Displays were given something to show. */
  isShown: boolean;
  /** What became of its test paper. */
  paper: PrintOutcome | undefined;
}

type Health = DeviceHealth | "unheard";

/** What is known of a device after the test, in a line. */
export function findingOf(status: DeviceStatus, tested: Tested): { health: Health; line: string } {
  const { id, driver, link, address, state, reason, detail, conditions, sinceMs, lastSeenMs } = status;
  const place = address === null ? link : `${link}@${address}`;
  const health = healthWith(status, tested.paper);
  const agoOf = (ms: number) => `${((tested.nowMs - ms) / 1000).toFixed(1)} s`;
  const told = new Set([
    `${state} for ${agoOf(sinceMs)}`,
    detail === null ? reason : `${reason}: ${detail}`,
    ...conditions,
    tested.paper && toldOf(tested.paper),
    lastSeenMs === null ? "nothing heard" : `heard ${agoOf(lastSeenMs)} ago`,
    ...countsOf(status),
    health === "unheard" && LOOK[status.role](tested),
  ]);
  const words = [...told].filter((each) => each !== null && each);
  return { health, line: `${health.padEnd(7)} ${id}  ${driver} on ${place}: ${words.join(", ")}` };
}

/** Nothing is known of who was never heard; and some printers cannot tell whether a paper came out. */
function healthWith(status: DeviceStatus, paper: PrintOutcome | undefined): Health {
  const health = healthOf(status);
  if (paper?.outcome === "not-printed") return "bad";
  if (health !== "good") return health;
  if (paper?.outcome === "unconfirmed") return "warning";
  return status.lastSeenMs === null ? "unheard" : "good";
}

const pressed = () => "press a key of it meanwhile";

/** What a person must do or see to know of a device that was not heard. */
const LOOK: Readonly<Record<Role, (tested: Tested) => string>> = {
  "window-display": ({ isShown }) =>
    isShown ? "see whether it shows its window's number" : "it does not answer: --show lights it",
  "call-pad": pressed,
  "ticket-buttons": pressed,
  "rating-pad": pressed,
  reader: () => "let it read something meanwhile",
  "ticket-printer": () => "it does not answer: try --print",
};

function countsOf({ counters }: DeviceStatus): string[] {
  const { framesIn, framesOut, discardedBytes, retries, timeouts, reconnects } = counters;
  const counted: [number, string][] = [
    [discardedBytes, "bytes of noise"],
    [retries, "retries"],
    [timeouts, "time-outs"],
    [reconnects, "reconnects"],
  ];
  const unusual = counted.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return [`${framesOut} frames out and ${framesIn} in`, ...unusual];
}

function toldOf(paper: PrintOutcome): string {
  if (paper.outcome === "printed") return "test paper printed";
  if (paper.outcome === "not-printed") return "test paper not printed";
  return `see whether the test paper came out (${paper.reason})`;
}
