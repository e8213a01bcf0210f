import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import t from "tap";

const demo = new URL("../../simulators/demo.ts", import.meta.url).pathname;

/** The demo as `npm start` runs it, on a folder of its own whose name has a space. */
function startDemo(t: { teardown(end: () => unknown): void }, folder: string) {
  const child = spawn(process.execPath, [demo, "--no-people"], {
    // The test runner's loaders are not the demo's.
    env: { ...process.env, NODE_OPTIONS: "", PORT: "0", HALLD_DATA: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  t.teardown(() => child.kill("SIGKILL"));
  const said: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
  const ready = once(createInterface({ input: child.stdout }), "line").then(([line]) => String(line));
  return { child, said, ready, exited: once(child, "exit") };
}

function folderFor(t: { teardown(end: () => unknown): void }): string {
  const folder = mkdtempSync(join(tmpdir(), "halld life "));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Whether anything listens there. */
async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/health`).then(
    () => true,
    () => false,
  );
}

t.test("a demo that runs refuses a second one on its folder, and leaves nothing when it ends", async (t) => {
  const folder = folderFor(t);
  const first = startDemo(t, folder);
  const url = (await first.ready).replace("halld ready ", "");
  const second = startDemo(t, folder);
  t.equal((await second.exited)[0], 1);
  t.match(second.said.join("\n"), /in use by another demo/);
  const devices = await fetch(`${url}/api/v1/devices`).then((answer) => answer.json());
  t.notMatch(JSON.stringify(devices), /"health":"lost"/, "and the wires of the first are as they were");

  first.child.kill("SIGTERM");
  t.equal((await first.exited)[0], 0);
  t.notOk(await answers(url));
});

t.test("a demo that is killed takes the daemon along", async (t) => {
  const { child, ready, exited } = startDemo(t, folderFor(t));
  const url = (await ready).replace("halld ready ", "");
  child.kill("SIGKILL");
  await exited;
  while (await answers(url)) await new Promise((done) => setTimeout(done, 50));
  t.notOk(await answers(url));
});

t.test("a demo that is asked to stop while it starts ends well, at whatever moment", async (t) => {
  for (const delayMs of [300, 700, 1100]) {
    const { child, said, exited } = startDemo(t, folderFor(t));
    await new Promise((done) => setTimeout(done, delayMs));
    child.kill("SIGTERM");
    const [code, signal] = await exited;
    // Before it could say that it wants to know of signals, a signal ends it as any process.
    t.ok(code === 0 || signal === "SIGTERM", `${delayMs} ms: ${code} ${signal} ${said.join(" ")}`);
  }
});
