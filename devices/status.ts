import type { WireClock } from "./clock.ts";
import type { DeviceReason, DeviceSpec, DeviceState, DeviceStatus, StatusKeeper } from "./device.ts";
import { watchFlapping } from "./flapping.ts";

/**
 * Keeps what is known of one device.
 * @param onStatus told each change of state, reason, detail or conditions; counters and times change without a word.
 */
export function keepStatus(
  spec: DeviceSpec,
  clock: WireClock,
  onStatus: (status: DeviceStatus) => void,
): StatusKeeper {
  const conditions = new Set<string>();
  const counters = { framesIn: 0, framesOut: 0, discardedBytes: 0, retries: 0, timeouts: 0, reconnects: 0 };
  let state: DeviceState = "closed";
  let reason: DeviceReason | null = null;
  let detail: string | null = null;
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
    detail,
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

  const isDown = () => state === "error" || (state === "closed" && reason !== null);

  const enter: StatusKeeper["enter"] = (newState, newReason = null, newDetail = null) => {
    const isSame = newState === state && newReason === reason;
    if (isSame && newDetail === detail) return;
    const wasDown = isDown();
    state = newState;
    reason = newReason;
    detail = newDetail;
    if (!isSame) sinceMs = clock.nowMs();
    onStatus(current());
    if (isDown() && !wasDown) flapping.fell();
    // Closed for no reason is a hall that ends.
    if (state === "closed" && reason === null) flapping.close();
  };

  return {
    counters,
    seen() {
      lastSeenMs = clock.nowMs();
    },
    enter,
    lost({ code, message }) {
      if (code === "shut-off") enter("closed", "shut-off", message);
      else enter("closed", "link-down", `${code}: ${message}`);
    },
    condition,
    current,
  };
}
