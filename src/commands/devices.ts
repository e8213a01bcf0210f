import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { realClock } from "../../devices/clock.ts";
import type { DeviceStatus } from "../../devices/device.ts";
import { type Devices, openDevices } from "../../devices/open.ts";
import type { PrintOutcome } from "../../devices/printer/outcome.ts";
import { testPaper } from "../../devices/printer/test-paper.ts";
import { type DevicePlan, devicePlanOf } from "../config/device-plan.ts";
import { healthOf } from "../http/answers.ts";
import { readConfig } from "./check.ts";
import { type Command, noMore, options, required, UsageError } from "./command.ts";

export const devices: Command = {
  usage: "devices --config FILE [--show] [--print] [--seconds N]",
  help: `
Opens every device of the config FILE, asks those that can answer, and prints a line each: its health,
its id, driver and wire, its state, and when it was last heard. Exit 0 when all are well, 1 when one is
not. The hall itself must not be running on the same wires.

  --config FILE   the hall's config; see \`halld check\`
  --show          each display shows its window's number, each call pad beeps
  --print         each printer prints a test paper: ruler, languages, rare characters, sizes, a code
  --seconds N     how long answers are waited for, default 5`,
  async run(args) {
    const { values, positionals } = options(args, {
      config: { type: "string" },
      show: { type: "boolean", default: false },
      print: { type: "boolean", default: false },
      seconds: { type: "string", default: "5" },
    });
    noMore(positionals);
    const waitMs = Number(values.seconds) * 1000;
    if (!(waitMs > 0 && waitMs <= 600_000))
      throw new UsageError("--seconds must be a number above 0, at most 600");
    const loaded = readConfig(required(values.config, "--config FILE"));
    if (!loaded.ok) return 2;
    const plan = devicePlanOf(loaded.config);
    const log = pino({ level: process.env.HALLD_LOG ?? "silent" }, pino.destination(2));
    const { links, devices: specs } = plan;
    const opened = openDevices({ links, devices: specs, clock: realClock, log, onStatus: () => {} });
    try {
      if (values.show) showAll(plan, opened);
      await sleep(waitMs);
      const papers = values.print ? await printAll(plan, opened) : new Map<string, PrintOutcome>();
      const found = opened.statuses().map((status) => findingOf(status, papers.get(status.id)));
      for (const { line } of found) process.stdout.write(`${line}\n`);
      return found.every(({ health }) => health !== "bad") ? 0 : 1;
    } finally {
      await opened.close();
    }
  },
};

function showAll({ windows }: DevicePlan, opened: Devices): void {
  for (const { window, display, callPad } of windows) {
    if (display) opened.windowDisplay(display).show({ number: window });
    if (callPad) opened.callPad(callPad).beep();
  }
}

/** @returns what became of the test papers, by the printers' ids */
async function printAll({ dispensers }: DevicePlan, opened: Devices): Promise<Map<string, PrintOutcome>> {
  const printed = dispensers.map(async ({ printer, widthMm }): Promise<[string, PrintOutcome][]> => {
    if (!printer) return [];
    const paper = testPaper(printer, widthMm, {});
    return [[printer, await opened.ticketPrinter(printer).print({ id: `test ${printer}`, paper })]];
  });
  return new Map((await Promise.all(printed)).flat());
}

/** What is known of a device after the test, in a line. */
function findingOf(status: DeviceStatus, paper: PrintOutcome | undefined) {
  const { id, driver, link, address, state, reason, conditions, lastSeenMs } = status;
  const place = address === null ? link : `${link}@${address}`;
  const health = healthWith(paper, healthOf(status));
  const heard =
    lastSeenMs === null
      ? "nothing heard"
      : `heard ${((realClock.nowMs() - lastSeenMs) / 1000).toFixed(1)} s ago`;
  const told = new Set([state, reason, ...conditions, paper && toldOf(paper), heard]);
  const words = [...told].filter((each) => each !== null && each);
  return { health, line: `${health.padEnd(7)} ${id}  ${driver} on ${place}: ${words.join(", ")}` };
}

/** Some printers cannot tell whether a paper came out, and no fault of theirs is known then. */
function healthWith(paper: PrintOutcome | undefined, health: ReturnType<typeof healthOf>) {
  if (paper?.outcome === "not-printed") return "bad";
  return paper?.outcome === "unconfirmed" && health === "good" ? "warning" : health;
}

function toldOf(paper: PrintOutcome): string {
  if (paper.outcome === "printed") return "test paper printed";
  if (paper.outcome === "not-printed") return "test paper not printed";
  return `see whether the test paper came out (${paper.reason})`;
}
