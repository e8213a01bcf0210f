import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { startDaemon } from "../../simulators/demo/daemon.ts";
import { parseJournal } from "../../simulators/people/journal-lines.ts";
import { startWorld } from "../../simulators/world/world.ts";
import { until } from "../simulators/host.ts";

const main = join(import.meta.dirname, "../../src/main.ts");
const folder = mkdtempSync(join(tmpdir(), "halld-papers-"));
const path = (name: string) => join(folder, name);
const BAUD = 115_200;

/** In Tibetan a line is a picture: long enough on the wire that the daemon can die in the middle of it. */
writeFileSync(
  path("hall.yaml"),
  `hall: { id: papers, name: { zh-CN: 大厅 }, timeZone: Asia/Shanghai, access: open }
calendar: { alwaysOpen: true }
queues: [{ id: tax, name: { zh-CN: 税务 }, prefix: "1" }]
services: [{ id: return, name: { zh-CN: 报税 }, queue: tax }]
windows: [{ id: "1", home: [tax] }]
dispensers:
  - { id: D1, printer: { wire: one, driver: escpos }, standIn: D2 }
  - { id: D2, printer: { wire: two, driver: escpos, widthMm: 58 } }
wires:
  - { id: one, serial: ${path("one")}, baud: ${BAUD} }
  - { id: two, serial: ${path("two")}, baud: ${BAUD} }
papers:
  ticket:
    - { text: "{copy}", size: 2 }
    - { text: "{number}", align: center, size: 4 }
    - { text: { zh-CN: 欢迎, bo: བོད་ཡིག་གི་གཞུང་ལས་ཁང་ཆེན་མོར་ཕེབས་པར་དགའ་བསུ་ཞུ། }, size: 2, languages: [holder] }
    - { text: "{service}" }
`,
);

const printerPlan = (id: string, paperWidthMm: 58 | 80) => ({
  id,
  path: path(id),
  baud: BAUD,
  devices: [{ id, kind: "escpos-printer", address: 0, paperWidthMm } as const],
});

const start = () => startDaemon({ config: path("hall.yaml"), dataDir: path("data"), port: 0, onLog() {} });

function printsInJournal() {
  const { stdout } = spawnSync(process.execPath, [main, "export", "--data", path("data")], {
    encoding: "utf8",
  });
  return parseJournal(stdout)
    .filter(({ type }) => /print-|^job-ended/.test(type))
    .map(({ type, data }) => [type, data.outcome ?? data.dispenser, ...(data.copy === true ? ["copy"] : [])]);
}

t.test("papers on real wires: the daemon dies in the middle of one, and a printer runs dry", async (t) => {
  const world = await startWorld({ seed: 1, wires: [printerPlan("one", 80), printerPlan("two", 58)] });
  let daemon = await start();
  t.teardown(async () => {
    await daemon.stop();
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const [one, two] = [world.printer("one"), world.printer("two")];
  const takeAt = async (
    dispenser: string,
    language = "zh-CN",
  ): Promise<{ status: number; number: unknown }> => {
    const answer = await fetch(`${daemon.url}/api/v1/tickets`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ service: "return", dispenser, language }),
    });
    const { number } = (await answer.json()) as { number?: unknown };
    return { status: answer.status, number };
  };
  const printerIs = async (device: string, state: string): Promise<void> => {
    for (;;) {
      const devices = await fetch(`${daemon.url}/api/v1/devices`);
      const all = (await devices.json()) as { id: string; state: string }[];
      if (all.some((each) => each.id === device && each.state === state)) return;
    }
  };

  await printerIs("dispenser-D1.printer", "idle");
  t.same(await takeAt("D1", "bo"), { status: 201, number: "1001" });
  await until(() => one.state.printing && one.state.bufferedBytes > 0);
  await daemon.kill();
  t.same(one.papers, [], "it died in the middle");
  daemon = await start();
  await until(() => one.papers.length === 2);
  t.match(one.papers[0]?.text, /作废 VOID/, "what hung in the printer is no ticket");
  t.match(one.papers[1]?.text, /补打\n *1001\n.*报税/s);

  one.setPaper("out");
  await printerIs("dispenser-D1.printer", "error");
  t.same(await takeAt("D1"), { status: 201, number: "1002" }, "another printer takes over");
  await until(() => two.papers.length === 1);
  t.match(two.papers[0], { widthMm: 58, text: /^ *1002\n/ });
  one.loadPaper();
  await printerIs("dispenser-D1.printer", "idle");
  t.same(await takeAt("D1"), { status: 201, number: "1003" });
  await until(() => one.papers.length === 3);
  t.match(one.papers[2]?.text, /^ *1003\n/, "when paper returns nothing comes twice");
  t.equal(two.papers.length, 1);

  await printerIs("dispenser-D1.printer", "idle");
  await daemon.stop();
  t.same(printsInJournal(), [
    ["print-requested", "D1"],
    ["job-ended", "unconfirmed"],
    ["print-requested", "D1", "copy"],
    ["job-ended", "done"],
    ["print-requested", "D1"],
    ["print-moved", "D2"],
    ["job-ended", "done"],
    ["print-requested", "D1"],
    ["job-ended", "done"],
  ]);
});
