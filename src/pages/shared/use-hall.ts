import { get } from "./api.ts";
import type { DeviceBrief, Hall, HallQueue, HallWindow } from "./contract.ts";
import type { LiveMessage } from "./live.ts";
import { type LiveTopic, type LiveView, useLive } from "./use-live.ts";

function isHall(value: unknown): value is Hall {
  return typeof value === "object" && value !== null && "queues" in value && "windows" in value;
}

/** The items of a list with those that a message changed put in their places. */
function withChanged<Item extends { id: string }>(
  items: readonly Item[],
  changed: readonly Partial<Item>[],
): Item[] {
  return items.map((item) => {
    const change = changed.find(({ id }) => id === item.id);
    return change === undefined ? item : { ...item, ...change };
  });
}

/**
 * The hall after an event of its topic: a message carries the windows, the queues' counts and the device that it
 * changed, so that a call is on the wall without asking the daemon.
 */
export function applyHallEvent(hall: Hall, message: LiveMessage): Hall {
  const { windows, queues, device, seq, at } = message;
  return {
    ...hall,
    seq,
    ...(typeof at === "string" ? { at } : {}),
    windows: Array.isArray(windows) ? withChanged<HallWindow>(hall.windows, windows) : hall.windows,
    queues: Array.isArray(queues) ? withChanged<HallQueue>(hall.queues, queues) : hall.queues,
    devices:
      typeof device === "object" && device !== null
        ? withChanged<DeviceBrief>(hall.devices, [device as DeviceBrief])
        : hall.devices,
  };
}

/** Messages tell how many wait, not for how long nor how hot it is, and that grows without any message. */
export const watchedEveryMs = 5_000;

const hallTopic: LiveTopic<Hall> = {
  topic: "hall",
  read: () => get<Hall>("/hall"),
  viewOf: ({ hall }) => (isHall(hall) ? hall : undefined),
  apply: applyHallEvent,
};

/** The hall as everybody may see it, live. `onEvent` hears each event of the topic. */
export function useHall(onEvent?: (message: LiveMessage) => void): LiveView<Hall> {
  return useLive<Hall>({ ...hallTopic, ...(onEvent === undefined ? {} : { onEvent }) });
}

/** The hall for who watches whether anybody waits too long: few pages, so that they may ask often. */
export function useWatchedHall(): LiveView<Hall> {
  return useLive<Hall>({ ...hallTopic, everyMs: watchedEveryMs });
}
