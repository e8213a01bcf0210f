import { Document, isMap, isScalar, visit } from "yaml";
import type { DemoDevice, DemoHall } from "./hall.ts";

export interface DemoConfigOptions {
  /** True for a hall without simulated people, which anybody may try at any hour. */
  alwaysOpen: boolean;
  /** Whether signs follow the queues; by default they stay as they are. */
  scheduler?: "advise" | "automatic";
  /** What the QR code on a ticket leads to, e.g. `http://127.0.0.1:8080`. */
  publicAddress?: string;
}

/** The demo hall's configuration file, in the words of `config/hall.schema.json`. */
export function demoConfigYaml(hall: DemoHall, options: DemoConfigOptions): string {
  const content = {
    hall: {
      id: "demo",
      name: hall.name,
      timeZone: hall.timeZone,
      languages: ["zh-CN", "bo", "en"],
      access: "open",
      ...(options.publicAddress === undefined ? {} : { publicAddress: options.publicAddress }),
    },
    calendar: calendar(options.alwaysOpen),
    // Whoever tries the hall by hand recalls as fast as they click.
    ...(options.alwaysOpen ? { calling: { recallMinIntervalSeconds: 0 } } : {}),
    ...(options.scheduler ? { scheduler: { mode: options.scheduler } } : {}),
    queues: hall.queues.map(({ serviceMeanMinutes: _m, ...queue }) => queue),
    services: hall.services.map(({ notice, ...service }) => ({
      ...service,
      normMinutes: hall.queues.find(({ id }) => id === service.queue)?.serviceMeanMinutes,
      ...(notice ? { notice } : {}),
    })),
    windows: hall.windows.map(({ id, name, home, authorised, display, callPad, ratingPad }) => ({
      id,
      name,
      home,
      authorised,
      display: place(display),
      callPad: place(callPad),
      ratingPad: place(ratingPad),
    })),
    dispensers: hall.dispensers.map(({ id, name, buttons, printer }) => ({
      id,
      name,
      buttons: place(buttons),
      printer: { ...place(printer), widthMm: 80 },
    })),
    wires: hall.wires.map(({ id, path, baud }) => ({ id, serial: path, baud })),
  };
  const document = new Document(content, { aliasDuplicateObjects: false });
  setOnOneLine(document);
  document.commentBefore = [
    " A hall generated for the demo: the queues of a recorded office under the services of a county hall.",
    " Everything that a technician writes for a real hall stands in a file like this one.",
  ].join("\n");
  comment(document, "hall", " Open access is refused unless the daemon listens on loopback only.");
  comment(
    document,
    "queues",
    " A number is the queue's prefix and three digits: digit displays show digits only.",
  );
  comment(
    document,
    "services",
    [
      " `key` is what a citizen types at a dispenser before the start key; `common` puts it on the kiosk's first page;",
      " `quietHours` are counted from the recorded days; `notice` is what to bring, and the eight public facts.",
    ].join("\n"),
  );
  comment(
    document,
    "windows",
    " `home` is what a window returns to; `authorised` is what its clerk may serve.",
  );
  comment(document, "wires", " One wire is one cable: a bus of several windows, or a single printer.");
  return document.toString({ lineWidth: 120 });
}

/** Doors as the recorded office had them, and half an hour more for whoever still stands at a dispenser. */
function calendar(alwaysOpen: boolean) {
  if (alwaysOpen) return { alwaysOpen: true };
  return {
    sessions: [{ from: "08:00", to: "16:30" }],
    weekdays: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
  };
}

function place({ wire, driver, profile, address }: DemoDevice) {
  return {
    wire,
    driver,
    ...(profile === undefined ? {} : { profile }),
    ...(address === undefined ? {} : { address }),
  };
}

function comment(document: Document, key: string, text: string): void {
  if (!isMap(document.contents)) return;
  for (const { key: name } of document.contents.items)
    if (isScalar(name) && name.value === key) name.commentBefore = text;
}

/** Lists of names, a device's place and a session each stand on one line, as a person would write them. */
function setOnOneLine(document: Document): void {
  visit(document, {
    Seq(_, list) {
      list.flow = list.items.every(isScalar);
    },
    Map(_, map) {
      map.flow = ["wire", "from", "zh-CN"].some((key) => map.has(key));
    },
  });
}
