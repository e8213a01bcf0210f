/** A printer, a display and a call pad of which all is well, or the paper is out. */
export function fakeDevices(now: Date, paperOut: boolean) {
  const counters = {
    framesIn: 120,
    framesOut: 340,
    discardedBytes: 3,
    retries: 1,
    timeouts: 0,
    reconnects: 0,
  };
  const at = now.toISOString();
  return [
    { id: "dispenser-1.printer", role: "ticket-printer", driver: "escpos", link: "p1", address: null },
    { id: "window-1.display", role: "window-display", driver: "ff68-display", link: "w1", address: 1 },
    { id: "window-1.call-pad", role: "call-pad", driver: "ff68-keypad", link: "w1", address: 2 },
  ].map((device, index) => {
    const out = index === 0 && paperOut;
    return {
      ...device,
      state: out ? "error" : "idle",
      health: out ? "bad" : "good",
      reason: out ? "receipt-empty" : null,
      detail: null,
      conditions: out ? ["receipt-empty"] : [],
      since: at,
      lastSeen: at,
      counters,
    };
  });
}
