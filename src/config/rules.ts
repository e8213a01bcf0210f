import type { HallRules } from "../core/rules.ts";
import type { HallConfig } from "./schema.ts";

/** The part of a config that the core adopts: the rules without the wires. */
export function rulesOf(config: HallConfig): HallRules {
  const { hall, calendar, calling, rating, voice, printing, queues, services } = config;
  return {
    hall,
    calendar,
    calling,
    rating,
    voice,
    printing,
    queues,
    services,
    windows: config.windows.map(({ id, name, home, authorised }) => ({
      id,
      home,
      authorised: authorised ?? home,
      ...(name ? { name } : {}),
    })),
    dispensers: config.dispensers.map(({ id, name, printer }) => ({
      id,
      prints: printer !== undefined,
      ...(name ? { name } : {}),
    })),
  };
}
