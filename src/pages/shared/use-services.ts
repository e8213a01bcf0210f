import { useEffect, useState } from "react";
import { get } from "./api.ts";
import type { HallQueue, Service } from "./contract.ts";

const everyMs = 15_000;

/** What citizens can come for, read again now and then; null until known. `queues` keep the counts live. */
export function useServices(queues: readonly HallQueue[] = []): Service[] | null {
  const [services, setServices] = useState<Service[] | null>(null);
  useEffect(() => {
    let ended = false;
    const read = () =>
      get<Service[]>("/services").then(
        (next) => {
          if (!ended) setServices(next);
        },
        () => {},
      );
    void read();
    const timer = setInterval(read, everyMs);
    return () => {
      ended = true;
      clearInterval(timer);
    };
  }, []);
  return (
    services?.map((service) => {
      const live = queues.find(({ id }) => id === service.queue);
      return live === undefined ? service : { ...service, waiting: live.waiting };
    }) ?? null
  );
}
