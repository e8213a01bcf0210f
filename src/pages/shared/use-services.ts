import type { HallQueue, Service } from "./contract.ts";
import { usePolled } from "./use-polled.ts";

const everyMs = 15_000;

/** What citizens can come for, read again now and then; null until known. `queues` keep the counts live. */
export function useServices(queues: readonly HallQueue[] = []): Service[] | null {
  const services = usePolled<Service[]>("/services", everyMs);
  return (
    services?.map((service) => {
      const live = queues.find(({ id }) => id === service.queue);
      return live === undefined ? service : { ...service, waiting: live.waiting };
    }) ?? null
  );
}
