import { useEffect, useState } from "react";
import { get } from "./api.ts";
import type { Service } from "./contract.ts";

const everyMs = 10_000;

/** What citizens can come for, read again as the hall changes; null until known. `changed` asks at once. */
export function useServices(changed: unknown): Service[] | null {
  const [services, setServices] = useState<Service[] | null>(null);
  useEffect(() => {
    void changed;
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
  }, [changed]);
  return services;
}
