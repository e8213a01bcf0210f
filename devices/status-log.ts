import type { DeviceStatus, Log } from "./device.ts";

/** Writes down what befalls devices: errors and conditions as warnings, and their ends. Jobs and answers are no news. */
export function logStatus(log: Log): (status: DeviceStatus) => void {
  const last = new Map<string, string>();
  return ({ id, driver, link, state, reason, detail, conditions }) => {
    // Closed for no reason is a hall that ends.
    const isWell = state === "idle" || state === "busy" || (state === "closed" && reason === null);
    const now = [...new Set(isWell ? conditions : [reason ?? state, ...conditions])].join(", ");
    const before = last.get(id) ?? "";
    last.set(id, now);
    if (now === before) return;
    const facts = { device: id, driver, link, state, reason, detail, conditions };
    if (now === "") log.info({ ...facts, ended: before }, "a device is well again");
    else log.warn(facts, `a device is not well: ${now}`);
  };
}
