import type { WireClock } from "./clock.ts";
import type { DeviceSpec, DeviceState, DeviceStatus, StatusKeeper } from "./device.ts";
import { watchFlapping } from "./flapping.ts";

/**
 * Keeps what is known of one device.
 * @param onStatus told each change of state, reason or conditions; counters and times change without a word.
 */
export function keepStatus(
  spec: DeviceSpec,
  clock: WireClock,
  onStatus: (status: DeviceStatus) => void,
): StatusKeeper {
  const conditions = new Set<string>();
  const counters = { framesIn: 0, framesOut: 0, discardedBytes: 0, retries: 0, timeouts: 0, reconnects: 0 };
  let state: DeviceState = "closed";
  let reason: string | null = null;
  let sinceMs = clock.nowMs();
  let lastSeenMs: number | null = null;

  const current = (): DeviceStatus => ({
    id: spec.id,
    role: spec.role,
    driver: spec.driver,
    link: spec.link,
    address: spec.address ?? null,
    state,
    reason,
    sinceMs,
    lastSeenMs,
    conditions: [...conditions].sort(),
    counters: { ...counters },
  });

  const condition = (name: string, present: boolean) => {
    if (conditions.has(name) === present) return;
    if (present) conditions.add(name);
    else conditions.delete(name);
    onStatus(current());
  };
  const flapping = watchFlapping(clock, (isFlapping) => condition("flapping", isFlapping));

  return {
    counters,
    seen() {
      lastSeenMs = clock.nowMs();
    },
    enter(newState, newReason = null) {
      if (newState === state && newReason === reason) return;
      const isFall = newState === "error" && state !== "error";
      state = newState;
      reason = newReason;
      sinceMs = clock.nowMs();
      onStatus(current());
      if (isFall) flapping.fell();
      if (newState === "closed") flapping.close();
    },
    condition,
    current,
  };
}
