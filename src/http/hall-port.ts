import type { DeviceStatus } from "../../devices/device.ts";
import type { DispenserId, TicketId } from "../core/ids.ts";
import type { WaitEstimator } from "../core/waits.ts";
import type { HallLoop } from "../runtime/loop.ts";
import type { RememberedAnswers } from "../runtime/remembered.ts";

/** The loop as HTTP uses it. */
export type LoopPort = Pick<HallLoop<unknown>, "submit" | "state" | "now" | "settled" | "fault">;

/** What HTTP needs of the hall. */
export interface HallPort {
  readonly loop: LoopPort;
  readonly answers: Pick<RememberedAnswers, "find">;
  readonly estimate: WaitEstimator;
  /** The wait that the hall promises at most. */
  readonly targetMinutes: number;
  /** Known to this hall alone; the tokens of its tablets are made from it. */
  readonly secret: Buffer;
  devices(): readonly DeviceStatus[];
  /** Unguessable. */
  newTicketId(): TicketId;
  printerReady(dispenser: DispenserId): boolean;
}
