import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import t, { type Test } from "tap";

t.setTimeout(180_000);

const main = join(import.meta.dirname, "../../src/main.ts");

/** Of 2580, made by `halld pin`. */
const PIN_HASH = "scrypt:16384:8:1:g4BoiJew20LbO1DBJk8Uyg==:agOWAM/wgMkVIrysWXgmU4N6sIcbORF+UJ1e/oOREmg=";

const HALL = `hall: { id: hall, name: { zh-CN: 厅 }, timeZone: Asia/Shanghai }
calendar: { alwaysOpen: true }
queues: [{ id: tax, name: { zh-CN: 税 }, prefix: "1" }, { id: cars, name: { zh-CN: 车 }, prefix: "2" }]
services: [{ id: tax-return, name: { zh-CN: 报税 }, queue: tax }]
windows: [{ id: "1", home: [tax, cars] }]
clerks: [{ id: li, name: 李, pin: "${PIN_HASH}" }]
`;

function start(args: string[]): ChildProcessByStdio<null, Readable, Readable> {
  const env = { ...process.env, HALLD_LOG: "silent" };
  return spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"], env });
}

/** A command that ends by itself. */
async function halld(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = start(args);
  const ended = once(child, "exit");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await ended;
  return { code, out, err };
}

/** A hall that has said that it is ready. */
async function serve(t: Test, config: string, data: string) {
  const child = start(["serve", "--config", config, "--data", data, "--port", "0"]);
  t.teardown(() => child.kill("SIGKILL"));
  const [line] = await once(createInterface(child.stdout), "line");
  const url = String(line).replace("halld ready ", "");
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(child, "exit");
    child.kill(signal);
    return (await ended)[0];
  };
  const post = async (path: string, body: object, token = "") => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    return (await fetch(`${url}/api/v1${path}`, init)).json() as Promise<Record<string, unknown>>;
  };
  return { url, end, post };
}

t.test("a hall that is killed knows its clerks again, and adopts a config while it runs", async (t) => {
  const folder = t.testdir({ "hall.yaml": HALL });
  const [config, data] = [join(folder, "hall.yaml"), join(folder, "data")];
  const first = await serve(t, config, data);
  const { token } = await first.post("/windows/1/sign-in", { clerk: "li", pin: "2580" });
  t.match(token, /^[\w-]{43}$/);
  await first.end("SIGKILL");
  t.match(await halld("reload", "--data", data, config), { code: 1, err: /no hall answers at/ });

  const hall = await serve(t, config, data);
  t.match(await hall.post("/windows/1/pause", { reason: "rest" }, String(token)), { ticket: null });

  const told = await halld("token", "--data", data, "1");
  t.match(told, { code: 0, out: new RegExp(`^${hall.url}/rating/1#token=[\\w-]{43}\n$`) });
  const tablet = told.out.trim().split("=")[1] ?? "";
  const unrated = { level: 5, channel: "tablet" };
  t.match(await hall.post("/visits/none/rating", unrated, tablet), { code: "unknown-visit" }, "it may rate");
  t.match(await hall.post("/visits/none/rating", unrated, "x"), { code: "not-signed-in" });
  t.match(await halld("token", "--data", data, "9"), { code: 1, err: /There is no such window/ });
  t.match(await halld("token", "1"), { code: 2, err: /--data DIR is missing/ });
  t.match(await halld("verify", "--data", data, "--anchor", "A017"), {
    code: 2,
    err: /--anchor has 16 to 64/,
  });
  t.match(await halld("token", "--help"), { code: 0, out: /rating tablet/ });

  const changed = join(folder, "changed.yaml");
  writeFileSync(changed, HALL.replace("queue: tax }", "queue: tax, normMinutes: 25 }"));
  const expected = "~ services.tax-return.normMinutes 10 → 25\n";
  t.match(await halld("reload", "--data", data, "--dry-run", changed), { code: 0, out: expected });
  t.match(await halld("reload", "--data", data, changed), {
    code: 0,
    out: `${expected}adopted by ${hall.url}\n`,
  });
  t.match(await halld("reload", "--data", data, changed), { code: 0, out: "nothing differs\n" });

  await hall.post("/windows/1/resume", {}, String(token));
  await hall.post("/tickets", { service: "tax-return" });
  writeFileSync(changed, HALL.replaceAll("tax-return", "tax-refund"));
  t.match(await halld("reload", "--data", data, changed), {
    code: 1,
    err: /config-in-use.* In use: service tax-return\./,
  });
  writeFileSync(changed, HALL.replace("alwaysOpen", "alwaysShut"));
  t.match(await halld("reload", "--data", data, changed), { code: 2, err: /changed\.yaml:2:\d+: / });

  t.equal(await hall.end("SIGTERM"), 0);
  t.notOk(existsSync(join(data, "address.json")));
  t.match(await halld("reload", "--data", data, config), { code: 1, err: /no hall runs on/ });
  t.match(await halld("token", "--data", data, "1"), { code: 1, err: /no hall runs on/ });
  const journal = (await halld("export", "--data", data)).out.trim().split("\n");
  const adopted = journal.map((line) => JSON.parse(line)).filter(({ type }) => type === "config-adopted");
  t.match(adopted, [{ data: { by: "start" } }, { data: { by: "operator" } }]);
});

t.test("a file that cannot be read is bad usage", async (t) => {
  const none = join(t.testdir(), "none");
  const [checked, again] = await Promise.all([
    halld("check", `${none}.yaml`),
    halld("whatif", "--days", `${none}.json`),
  ]);
  t.same(checked, { code: 2, out: "", err: `halld: cannot read ${none}.yaml: ENOENT\n` });
  t.same(again, { code: 2, out: "", err: `halld: cannot read ${none}.json: ENOENT\n` });
});

t.test("who has read enough of a command's output may go", async (t) => {
  const child = start(["--help"]);
  child.stdout.destroy();
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  t.same({ code, err }, { code: 0, err: "" });
});

t.test("each device of a config is opened and told of", async (t) => {
  const deviceServer = createServer().listen(0, "127.0.0.1");
  await once(deviceServer, "listening");
  t.teardown(() => deviceServer.close());
  deviceServer.on("connection", (socket) => t.teardown(() => socket.destroy()));
  const { port } = deviceServer.address() as AddressInfo;
  const withDisplay = (wire: string) =>
    `${HALL.replace('{ id: "1",', '{ id: "1", display: { wire: bus, driver: ff68-display, address: 17 },')}wires: [{ id: bus, ${wire} }]\n`;
  const folder = t.testdir({
    "there.yaml": withDisplay(`tcp: "127.0.0.1:${port}"`),
    "gone.yaml": withDisplay("serial: /dev/serial/by-id/none"),
  });
  const devices = (file: string) =>
    halld("devices", "--config", join(folder, file), "--show", "--seconds", "0.5");
  const [there, gone] = await Promise.all([devices("there.yaml"), devices("gone.yaml")]);
  t.match(there, {
    code: 0,
    out: /^unheard window-1\.display {2}ff68-display on bus@17: idle for .* s, nothing heard, \d+ frames out and 0 in, see whether it shows its window's number\n$/,
  });
  t.match(gone, {
    code: 1,
    out: /^bad {5}window-1\.display {2}ff68-display on bus@17: closed for .*, link-down: ENOENT: .*cannot open/,
  });
  t.match(await halld("devices", "--config", join(folder, "there.yaml"), "--seconds", "x"), { code: 2 });
});
