import { benchHttp } from "./http.ts";
import { benchJournal } from "./journal.ts";
import { benchKeyToDisplay } from "./key-to-display.ts";
import { benchLoop } from "./loop.ts";
import type { Print } from "./statistics.ts";
import { benchWires } from "./wires.ts";

const HELP = `Prints the project's measurements, one figure a line: name value unit. Floors and peers are measured in the same run.

  npm run bench                 all of them
  npm run bench -- NAME …       only these
`;

const BENCHES: Record<string, (print: Print) => Promise<void>> = {
  journal: benchJournal,
  loop: benchLoop,
  http: benchHttp,
  keys: benchKeyToDisplay,
  wires: benchWires,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (wanted.includes("--help")) process.stdout.write(HELP);
else if (unknown.length > 0) {
  process.stderr.write(
    `bench: there is no ${unknown.join(", ")}; there are ${Object.keys(BENCHES).join(", ")}\n`,
  );
  process.exit(2);
} else
  for (const [name, bench] of Object.entries(BENCHES))
    if (wanted.length === 0 || wanted.includes(name))
      await bench((figure, value, unit) => process.stdout.write(`${figure} ${value.toFixed(3)} ${unit}\n`));
