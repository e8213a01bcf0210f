import type { DemoHall } from "../demo-hall/hall.ts";
import type { BenchLayout } from "./messages.ts";

/** The demo hall as it lies on the bench. `hallUrl` is where the daemon's pages are. */
export function benchLayout(hall: DemoHall, hallUrl: string): BenchLayout {
  const nameOf = new Map(hall.queues.map(({ id, name }) => [id, name["zh-CN"]]));
  const devices = [
    ...hall.windows.flatMap(({ display, callPad, ratingPad }) => [display, callPad, ratingPad]),
    ...hall.dispensers.flatMap(({ buttons, printer }) => [buttons, printer]),
  ];
  return {
    hall: hall.name["zh-CN"],
    hallUrl,
    windows: hall.windows.map(({ id, name, home, display, callPad, ratingPad }) => ({
      id,
      name: name["zh-CN"],
      services: home.map((queue) => nameOf.get(queue) ?? queue),
      display: display.id,
      callPad: callPad.id,
      ratingPad: ratingPad.id,
      wire: callPad.wire,
      displayWire: display.wire,
    })),
    dispensers: hall.dispensers.map(({ id, name, buttons, printer }) => ({
      id,
      name: name["zh-CN"],
      buttons: buttons.id,
      buttonsWire: buttons.wire,
      printer: printer.id,
      printerWire: printer.wire,
    })),
    wires: hall.wires,
    services: hall.services.map(({ key, name }) => ({ key, name: name["zh-CN"], nameEn: name.en })),
    addresses: Object.fromEntries(
      devices.flatMap(({ id, address }) => (address === undefined ? [] : [[id, address]])),
    ),
  };
}
