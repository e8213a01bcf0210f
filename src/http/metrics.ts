import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import Type from "typebox";
import type { DeviceStatus } from "../../devices/device.ts";
import type { HallState } from "../core/state.ts";
import type { Access } from "./access.ts";
import type { LoopPort } from "./hall-port.ts";
import { isLoopback } from "./limits.ts";
import { problemResponses } from "./problems.ts";
import type { App } from "./typed.ts";

/** What the figures are read from when somebody asks for them. */
export interface Measured {
  state(): HallState;
  liveClients(): number;
  devices(): readonly DeviceStatus[];
}

/** From a commit on a fast disk to one on the slowest flash, in seconds. */
const COMMIT_BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5];

/** The hall in figures for Prometheus. */
export class HallMetrics {
  readonly registry = new Registry();
  readonly #intents: Counter<"type" | "outcome">;
  readonly #commits: Histogram;
  readonly #counted = new Map<string, Counter.Internal>();

  constructor(measured: Measured) {
    const registers = [this.registry];
    this.#intents = new Counter({
      name: "halld_intents_total",
      help: "Intents by type and by what became of them: done, the refusal's code, or fault",
      labelNames: ["type", "outcome"],
      registers,
    });
    this.#commits = new Histogram({
      name: "halld_commit_seconds",
      help: "From an intent to its events being durable",
      buckets: COMMIT_BUCKETS,
      registers,
    });
    addHallGauges(this.registry, measured);
    addDeviceGauges(this.registry, measured);
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 20 });
  }

  /** The loop with its intents counted and timed: what keys and HTTP alike should submit to. */
  timed(loop: LoopPort): LoopPort {
    const submit: LoopPort["submit"] = async (intent, options) => {
      const started = performance.now();
      try {
        const outcome = await loop.submit(intent, options);
        this.#count(intent.type, outcome.kind === "done" ? "done" : outcome.refusal.code);
        if (outcome.kind === "done") this.#commits.observe((performance.now() - started) / 1000);
        return outcome;
      } catch (fault) {
        this.#count(intent.type, "fault");
        throw fault;
      }
    };
    return {
      submit,
      get state() {
        return loop.state;
      },
      get fault() {
        return loop.fault;
      },
      now: () => loop.now(),
      settled: () => loop.settled(),
    };
  }

  #count(type: string, outcome: string): void {
    const name = `${type} ${outcome}`;
    let counter = this.#counted.get(name);
    if (!counter) {
      counter = this.#intents.labels({ type, outcome });
      this.#counted.set(name, counter);
    }
    counter.inc();
  }
}

function addHallGauges(registry: Registry, measured: Measured): void {
  const registers = [registry];
  new Gauge({
    name: "halld_queue_waiting",
    help: "Tickets that wait, by queue",
    labelNames: ["queue"],
    registers,
    collect() {
      this.reset();
      for (const { id, line } of measured.state().queues.values()) this.set({ queue: id }, line.length);
    },
  });
  new Gauge({
    name: "halld_windows_open",
    help: "Windows that are open",
    registers,
    collect() {
      this.set([...measured.state().windows.values()].filter(({ open }) => open).length);
    },
  });
  new Gauge({
    name: "halld_live_clients",
    help: "Pages that follow a live topic",
    registers,
    collect() {
      this.set(measured.liveClients());
    },
  });
}

function addDeviceGauges(registry: Registry, measured: Measured): void {
  const registers = [registry];
  new Gauge({
    name: "halld_device_state",
    help: "1 for the state that the device is in",
    labelNames: ["device", "role", "state"],
    registers,
    collect() {
      this.reset();
      for (const { id, role, state } of measured.devices()) this.set({ device: id, role, state }, 1);
    },
  });
  new Gauge({
    name: "halld_device_state_since_seconds",
    help: "When the device went into that state, in seconds since the Unix epoch",
    labelNames: ["device", "role"],
    registers,
    collect() {
      this.reset();
      for (const { id, role, sinceMs } of measured.devices()) this.set({ device: id, role }, sinceMs / 1000);
    },
  });
  new Gauge({
    name: "halld_device_last_seen_seconds",
    help: "When the device was last heard, in seconds since the Unix epoch; absent where it never was",
    labelNames: ["device", "role"],
    registers,
    collect() {
      this.reset();
      for (const { id, role, lastSeenMs } of measured.devices())
        if (lastSeenMs !== null) this.set({ device: id, role }, lastSeenMs / 1000);
    },
  });
  new Gauge({
    name: "halld_device_condition",
    help: "1 for each condition of the device, e.g. receipt-near-end, silent, flapping, unused",
    labelNames: ["device", "role", "condition"],
    registers,
    collect() {
      this.reset();
      for (const { id, role, conditions } of measured.devices())
        for (const condition of conditions) this.set({ device: id, role, condition }, 1);
    },
  });
  new Counter({
    name: "halld_device_events_total",
    help: "What a device's wire counted: frames, discarded bytes, retries, timeouts, reconnects",
    labelNames: ["device", "counter"],
    registers,
    collect() {
      this.reset();
      for (const { id, counters } of measured.devices())
        for (const [counter, count] of Object.entries(counters)) this.inc({ device: id, counter }, count);
    },
  });
}

/** For a Prometheus on the hall's own machine, and for staff. */
export async function metricsRoute(
  app: App,
  { metrics, access }: { metrics: HallMetrics; access: Access },
): Promise<void> {
  const schema = {
    tags: ["operation"],
    summary: "Figures for Prometheus",
    response: {
      200: { description: "Figures", content: { "text/plain": { schema: Type.String() } } },
      ...problemResponses,
    },
  };
  app.get("/metrics", { schema }, async (request, reply) => {
    if (!isLoopback(request.ip)) access.staff(request);
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}
