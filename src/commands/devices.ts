import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { realClock } from "../../devices/clock.ts";
import { type Devices, openDevices } from "../../devices/open.ts";
import type { PrintOutcome } from "../../devices/printer/outcome.ts";
import { testPaper } from "../../devices/printer/test-paper.ts";
import { type DevicePlan, devicePlanOf } from "../config/device-plan.ts";
import { readConfig } from "./check.ts";
import { type Command, noMore, options, required, UsageError } from "./command.ts";
import { findingOf } from "./device-finding.ts";

/** A wire is tried and a printer woken in less; whoever is slower is told of as it is. */
const LONGEST_START_MS = 30_000;
const LOOK_EVERY_MS = 50;

export const devices: Command = {
  usage: "devices --config FILE [--show] [--print] [--seconds N]",
  help: `
Opens every device of the config FILE, asks those that can answer, and prints a line each: its health,
its id, driver and wire, its state and since when, when it was last heard, and what was counted. Of those
that never answer, or speak only when somebody presses a key, it says what to look at. Exit 0 when none
is known to be bad, 1 when one is. The hall itself must not be running on the same wires.

  --config FILE   the hall's config; see \`halld check\`
  --show          each display shows its window's number, each call pad beeps
  --print         each printer prints a test paper: ruler, languages, rare characters, sizes, a code
  --seconds N     how long answers, and your hands, are waited for at least, default 5`,
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
    const padsToBeep = new Set(values.show ? plan.windows.flatMap(({ callPad }) => callPad ?? []) : []);
    const opened = openDevices({
      ...{ links, devices: specs, clock: realClock, log },
      // A tone that is sent before the wire is open is lost.
      onStatus({ id, state }) {
        if (state === "idle" && padsToBeep.delete(id)) opened.callPad(id).beep();
      },
    });
    try {
      if (values.show) showAll(plan, opened);
      await sleep(waitMs);
      await started(opened);
      const papers = values.print ? await printAll(plan, opened) : new Map<string, PrintOutcome>();
      const nowMs = realClock.nowMs();
      const found = opened
        .statuses()
        .map((status) => findingOf(status, { nowMs, isShown: values.show, paper: papers.get(status.id) }));
      for (const { line } of found) process.stdout.write(`${line}\n`);
      return found.every(({ health }) => health !== "bad") ? 0 : 1;
    } finally {
      await opened.close();
    }
  },
};

/** Until every wire was tried, and every printer on one answered or was found silent. */
async function started(opened: Devices): Promise<void> {
  const isStarting = () =>
    opened.statuses().some(({ state, reason }) => {
      const isUntried = state === "closed" && reason === null;
      return isUntried || reason === "waking";
    });
  const untilMs = realClock.nowMs() + LONGEST_START_MS;
  while (isStarting() && realClock.nowMs() < untilMs) await sleep(LOOK_EVERY_MS);
}

function showAll({ windows }: DevicePlan, opened: Devices): void {
  for (const { window, display } of windows)
    if (display) opened.windowDisplay(display).show({ number: window });
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
