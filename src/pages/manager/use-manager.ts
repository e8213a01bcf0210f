import { get } from "../shared/api.ts";
import type { Device, Hall } from "../shared/contract.ts";
import type { LiveMessage } from "../shared/live.ts";
import { applyHallEvent, watchedEveryMs } from "../shared/use-hall.ts";
import { type LiveView, useLive } from "../shared/use-live.ts";

/** The hall with all that its devices tell. */
export interface ManagedHall {
  seq: number;
  hall: Hall;
  devices: Device[];
  /** Grows with each thing that happened: a sign to look again at what the topic does not carry. */
  changes: number;
}

const aboutScheduling = new Set([
  "sign-proposed",
  "proposal-accepted",
  "proposal-declined",
  "proposal-expired",
  "sign-changed",
  "sign-pinned",
  "sign-unpinned",
  "scheduler-mode-set",
  "advice-given",
  "advice-ended",
  "advice-dismissed",
]);

function applyManagerEvent(view: ManagedHall, message: LiveMessage): ManagedHall {
  const changed = message.device as Device | undefined;
  return {
    seq: message.seq,
    hall: applyHallEvent(view.hall, message),
    changes: aboutScheduling.has(message.event ?? "") ? view.changes + 1 : view.changes,
    devices: view.devices.map((device) => (device.id === changed?.id ? changed : device)),
  };
}

/** The manager's topic, live. */
export function useManager(): LiveView<ManagedHall> {
  return useLive<ManagedHall>({
    topic: "manager",
    async read() {
      const [hall, devices] = await Promise.all([get<Hall>("/hall"), get<Device[]>("/devices")]);
      return { seq: hall.seq, hall, devices, changes: 0 };
    },
    viewOf: ({ type, seq, hall, devices }) =>
      type === "snapshot" && Array.isArray(devices)
        ? { seq, hall: hall as Hall, devices: devices as Device[], changes: 0 }
        : undefined,
    apply: applyManagerEvent,
    everyMs: watchedEveryMs,
  });
}
