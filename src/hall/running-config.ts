import { changesBetween, isAboutDevices } from "../config/changes.ts";
import { parseConfig } from "../config/load.ts";
import { rulesOf } from "../config/rules.ts";
import type { HallConfig } from "../config/schema.ts";
import type { ConfigOutcome, LoopPort } from "../http/hall-port.ts";

const LOOPBACK_HOSTS = new Set(["127.0.0.1", "::1", "localhost"]);

/** Why a config cannot be served on this address; nothing when it can. */
export function accessFault({ hall }: HallConfig, host: string): string | undefined {
  if (hall.access !== "open" || LOOPBACK_HOSTS.has(host)) return undefined;
  return `access is open: refused on ${host}, which others can reach`;
}

/** The config that the hall runs with, and how another one takes its place. */
export class RunningConfig {
  readonly #host: string;
  #config: HallConfig;

  constructor(config: HallConfig, host: string) {
    this.#config = config;
    this.#host = host;
  }

  /** What the config holds of a clerk's PIN. */
  pinOf(clerk: string): string | undefined {
    return this.#config.clerks.find(({ id }) => id === clerk)?.pin;
  }

  /** What the config holds of the PIN of somebody who works away from windows. */
  staffPinOf(person: string): string | undefined {
    return this.#config.staff.find(({ id }) => id === person)?.pin;
  }

  /** Adopts the config in `text`, all of it or nothing. Rejects with the journal's fault. */
  async adopt(
    loop: Pick<LoopPort, "submit">,
    text: string,
    { by, dryRun }: { by: string; dryRun: boolean },
  ): Promise<ConfigOutcome> {
    const loaded = parseConfig(text);
    if (!loaded.ok) return { kind: "faulty", faults: loaded.faults };
    const { config, hash } = loaded;
    const fault = accessFault(config, this.#host);
    if (fault) return { kind: "faulty", faults: [{ line: 1, column: 1, message: fault }] };
    const changes = changesBetween(this.#config, config);
    const atNextStart = changes.filter(isAboutDevices).map(({ path }) => path);
    if (!dryRun) {
      const outcome = await loop.submit({ type: "adopt-config", rules: rulesOf(config), hash, by });
      if (outcome.kind === "refused") return { kind: "refused", refusal: outcome.refusal };
      this.#config = config;
    }
    return { kind: "good", hash, changes, atNextStart };
  }
}
