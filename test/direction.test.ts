import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import t from "tap";

const root = resolve(import.meta.dirname, "..");

/** Which rooms a room may import from, itself always; `packages` are Node's own modules and those of npm. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "src/core": [],
  "src/scheduler": ["src/core"],
  "src/i18n": ["packages"],
  "src/config": ["packages", "src/core", "devices"],
  "src/journal": ["packages"],
  "src/papers": ["src/core", "src/i18n", "devices"],
  "src/runtime": [
    "packages",
    "src/core",
    "src/config",
    "src/journal",
    "src/papers",
    "src/scheduler",
    "devices",
  ],
  "src/http": [
    "packages",
    "src/core",
    "src/config",
    "src/runtime",
    "src/i18n",
    "src/journal",
    "src/voice",
    "src/reports",
    "devices",
  ],
  "src/reports": ["packages", "src/core", "src/journal", "src/scheduler"],
  "src/twin": ["packages", "src/core", "src/config", "src/journal", "src/runtime", "src/scheduler"],
  "src/voice": ["packages", "src/core", "src/i18n"],
  "src/pages": ["packages", "src/i18n", "src/voice"],
  "src/hall": [
    "packages",
    "src/core",
    "src/config",
    "src/http",
    "src/i18n",
    "src/journal",
    "src/runtime",
    "devices",
  ],
  "src/commands": ["packages", "src/*", "src", "devices"],
  src: ["packages", "src/*", "devices"],
  devices: ["packages"],
  simulators: ["packages"],
  scripts: ["packages", "src/*", "devices", "simulators", "test"],
  test: ["packages", "src/*", "devices", "simulators", "scripts"],
};

function files(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** The longest name of a room that the path lies in. */
function roomOf(path: string): string {
  const rooms = Object.keys(MAY_IMPORT).filter((room) => path === room || path.startsWith(`${room}/`));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? path;
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;"'`]*?\bfrom\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s+"([^"]+)"/g,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

function breach(file: string, specifier: string): string | undefined {
  const from = roomOf(file);
  const allowed = MAY_IMPORT[from] ?? [];
  if (!specifier.startsWith(".")) {
    if (allowed.includes("packages")) return undefined;
    const kind =
      specifier.startsWith("node:") || builtinModules.includes(specifier) ? "Node's" : "the package";
    return `${file} imports ${kind} ${specifier}`;
  }
  const target = relative(root, resolve(root, dirname(file), specifier));
  const to = roomOf(target);
  const fine = to === from || allowed.includes(to) || (allowed.includes("src/*") && to.startsWith("src"));
  return fine ? undefined : `${file} (${from}) imports ${target} (${to})`;
}

t.test("imports go one way through the rooms", async (t) => {
  const all = ["src", "devices", "simulators", "test", "scripts"].flatMap(files);
  t.ok(all.length > 50, "the rooms were found");
  t.same(
    all.flatMap((file) => importsOf(file).flatMap((specifier) => breach(file, specifier) ?? [])),
    [],
  );
});

t.test("every folder of src is a room with its own rule, and no rule allows what nobody does", async (t) => {
  const folders = readdirSync(join(root, "src"), { withFileTypes: true }).filter((each) =>
    each.isDirectory(),
  );
  t.same(
    folders.map(({ name }) => `src/${name}`).filter((room) => !(room in MAY_IMPORT)),
    [],
  );
  const roomsImported = (room: string) => {
    const own = files(room).filter((file) => roomOf(file) === room);
    const specifiers = own.flatMap((file) => importsOf(file).map((specifier) => ({ file, specifier })));
    return new Set(
      specifiers.map(({ file, specifier }) =>
        specifier.startsWith(".")
          ? roomOf(relative(root, resolve(root, dirname(file), specifier)))
          : "packages",
      ),
    );
  };
  for (const [room, allowed] of Object.entries(MAY_IMPORT)) {
    const imported = roomsImported(room);
    t.same(
      allowed.filter((each) => each !== "src/*" && !imported.has(each)),
      [],
      room,
    );
  }
});

t.test("the rooms of src have an order: none leads back to itself", async (t) => {
  let left = Object.entries(MAY_IMPORT).filter(([, allowed]) => !allowed.includes("src/*"));
  for (let before = -1; left.length !== before; ) {
    before = left.length;
    const open = new Set(left.map(([room]) => room));
    left = left.filter(([, allowed]) => allowed.some((each) => open.has(each)));
  }
  t.same(left, []);
});

/** From the wire up to what the daemon knows; the last is what opens and tells of them all. */
const LAYERS_OF_DEVICES = [
  "devices/clock.ts",
  "devices/link",
  "devices/device.ts",
  "devices/framing",
  "devices/printer",
  "devices/drivers",
  "devices/bus",
  "devices/roles",
  "devices",
];

function layerOf(path: string): number {
  return LAYERS_OF_DEVICES.findIndex((layer) => path === layer || path.startsWith(`${layer}/`));
}

function reachesUp(file: string, specifier: string): boolean {
  const target = relative(root, resolve(root, dirname(file), specifier));
  return specifier.startsWith(".") && layerOf(target) > layerOf(file);
}

t.test("each layer of devices stands on those below it", async (t) => {
  const devices = files("devices");
  for (const [at, layer] of LAYERS_OF_DEVICES.entries())
    t.ok(
      devices.some((file) => layerOf(file) === at),
      layer,
    );
  t.same(
    devices.flatMap((file) =>
      importsOf(file).flatMap((specifier) =>
        reachesUp(file, specifier) ? `${file} imports ${specifier}` : [],
      ),
    ),
    [],
  );
  t.ok(reachesUp("devices/printer/compose.ts", "../roles/ticket-printer.ts"));
  t.notOk(reachesUp("devices/roles/ticket-printer.ts", "../printer/compose.ts"));
});

t.test("the check sees what it must", async (t) => {
  t.match(breach("src/core/decide.ts", "../runtime/loop.ts"), /src\/core/);
  t.match(breach("src/core/decide.ts", "node:fs"), /Node's/);
  t.match(breach("simulators/world/world.ts", "../../devices/bus/bus.ts"), /devices/);
  t.match(breach("devices/bus/bus.ts", "../../src/core/ids.ts"), /src\/core/);
  t.equal(breach("src/hall.ts", "./http/app.ts"), undefined);
  t.ok(importsOf("src/core/decide.ts").includes("./decide/calling.ts"));
});
