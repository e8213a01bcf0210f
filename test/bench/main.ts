import { benchHttp } from "./http.ts";
import { benchJournal } from "./journal.ts";
import { benchKeyToDisplay } from "./key-to-display.ts";
import { benchKiosk } from "./kiosk.ts";
import { benchLoop } from "./loop.ts";
import { benchScheduler, readSchedulerBench } from "./scheduler.ts";
import { benchScreens } from "./screens.ts";
import type { Print } from "./statistics.ts";
import { benchWires } from "./wires.ts";

const HELP = `Prints the project's measurements, one figure a line: name value unit. Floors and peers are measured in the same run.

  npm run bench                 all but the scheduler
  npm run bench -- NAME …       only these; scheduler takes 100 days a hall and half an hour
  npm run bench -- scheduler [--days N] [--hall NAME] [--results FILE]
                                fewer days, or the halls whose names hold NAME; with FILE, a run that was ended
                                goes on where it was
`;

const BENCHES: Record<string, (print: Print) => Promise<void>> = {
  journal: benchJournal,
  loop: benchLoop,
  http: benchHttp,
  keys: benchKeyToDisplay,
  wires: benchWires,
  screens: benchScreens,
  kiosk: benchKiosk,
};

/** Takes long, so it is run only when it is named. */
const ON_REQUEST: Record<string, (print: Print) => Promise<void>> = {
  scheduler: (print) => benchScheduler(print, readSchedulerBench(options)),
};
const known = { ...BENCHES, ...ON_REQUEST };

const args = process.argv.slice(2);
const firstOption = args.findIndex((arg) => arg.startsWith("--"));
const wanted = firstOption < 0 ? args : args.slice(0, firstOption);
const options = args.slice(wanted.length);
const unknown = wanted.filter((name) => !(name in known));
if (options.includes("--help")) process.stdout.write(HELP);
else if (options.length > 0 && !wanted.includes("scheduler")) {
  process.stderr.write(`bench: ${options.join(" ")} is for the scheduler alone\n`);
  process.exit(2);
} else if (unknown.length > 0) {
  process.stderr.write(
    `bench: there is no ${unknown.join(", ")}; there are ${Object.keys(known).join(", ")}\n`,
  );
  process.exit(2);
} else
  for (const [name, bench] of Object.entries(known))
    if (wanted.length === 0 ? name in BENCHES : wanted.includes(name))
      await bench((figure, value, unit) => process.stdout.write(`${figure} ${value.toFixed(3)} ${unit}\n`));
