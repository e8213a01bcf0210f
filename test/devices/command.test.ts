import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import t from "tap";
import { stringify } from "yaml";
import { startWorld } from "../../simulators/world/world.ts";

t.setTimeout(120_000);

const main = join(import.meta.dirname, "../../src/main.ts");
const BAUD = 115_200;

/** Each simulated printer, the driver and profile that the config names for it, and what is told of it. */
const PRINTERS: { id: string; simulated: string; driver: string; told: RegExp }[] = [
  {
    id: "epson",
    simulated: "epson",
    driver: "escpos",
    told: /^good .*idle for [\d.]+ s, test paper printed, heard/,
  },
  { id: "lossy", simulated: "epson-no-handshake", driver: "escpos", told: /^good .*test paper printed/ },
  {
    id: "clone",
    simulated: "clone",
    driver: "escpos-cn",
    told: /^good .*idle for [\d.]+ s, test paper printed/,
  },
  { id: "ids", simulated: "clone-prints-id", driver: "escpos-cn", told: /^good .*test paper printed/ },
  {
    ...{ id: "deaf", simulated: "clone", driver: "escpos-cn/write-only" },
    told: /^warning .*see whether the test paper came out \(printer-cannot-confirm\), nothing heard/,
  },
  {
    ...{ id: "unclear", simulated: "epson", driver: "escpos/no-clear" },
    told: /^warning .*see whether the test paper came out \(not-recovered\)/,
  },
  {
    ...{ id: "empty", simulated: "epson", driver: "escpos" },
    told: /^bad .*error for [\d.]+ s, receipt-empty, test paper not printed/,
  },
  {
    ...{ id: "dead", simulated: "epson", driver: "escpos" },
    told: /^bad .*error for [\d.]+ s, silent, test paper not printed, nothing heard/,
  },
];

t.test("halld devices --print tells of each kind of printer what became of its paper", async (t) => {
  const folder = t.testdir({});
  const world = await startWorld({
    seed: 1,
    wires: PRINTERS.map(({ id, simulated: profile }) => ({
      ...{ id, path: join(folder, id), baud: BAUD },
      devices: [{ id, kind: "escpos-printer" as const, address: 0, profile }],
    })),
  });
  t.teardown(() => world.close());
  world.printer("empty").setPaper("out");
  world.kill("dead");
  const config = join(folder, "hall.yaml");
  writeFileSync(config, stringify(configOf(folder)));

  const args = [main, "devices", "--config", config, "--print", "--seconds", "2"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [told, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  const lines = told.trim().split("\n");
  t.equal(lines.length, PRINTERS.length);
  for (const [at, { id, told }] of PRINTERS.entries()) t.match(lines[at], told, id);
  t.equal(code, 1, "as some are bad");
  const came = PRINTERS.map(({ id }) => world.printer(id).papers.length);
  t.same(came, [1, 1, 1, 1, 1, 1, 0, 0]);
});

function configOf(folder: string): object {
  const name = { "zh-CN": "厅" };
  return {
    hall: { id: "hall", name, timeZone: "Asia/Shanghai" },
    queues: [{ id: "all", name }],
    services: [{ id: "all", name, queue: "all" }],
    windows: [{ id: "1", home: ["all"] }],
    dispensers: PRINTERS.map(({ id, driver: named }) => {
      const [driver, profile] = named.split("/");
      return { id, printer: { wire: id, driver, ...(profile === undefined ? {} : { profile }) } };
    }),
    wires: PRINTERS.map(({ id }) => ({ id, serial: join(folder, id), baud: BAUD })),
  };
}
