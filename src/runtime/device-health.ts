import type { DeviceStatus } from "../../devices/device.ts";

export type DeviceHealth = "good" | "warning" | "bad";

/** A device that cannot work is bad; one that will soon need a hand (paper near its end) is a warning. */
export function healthOf({ state, conditions }: DeviceStatus): DeviceHealth {
  if (state === "error" || state === "closed") return "bad";
  return conditions.length > 0 ? "warning" : "good";
}
