import type { SimulatedDeviceKind } from "../world/plan.ts";
import type { World } from "../world/world.ts";
import type { DeviceView } from "./messages.ts";

/** What can be seen of a device now; null for one of which this bench has no picture. */
export function deviceView(world: World, id: string, kind: SimulatedDeviceKind): DeviceView | null {
  const alive = world.alive(id);
  switch (kind) {
    case "ff68-display": {
      const { digits, tones } = world.display(id);
      return { kind: "display", alive, digits: alive ? digits : "      ", tones };
    }
    case "a090-screen":
      return { kind: "screen", alive, text: alive ? world.sign(id).text : "" };
    case "ff68-keypad": {
      const { digits, tones } = world.keypad(id);
      return { kind: "keypad", alive, digits: alive ? digits : "      ", tones };
    }
    case "ff68-rating":
      return { kind: "rating", alive };
    case "escpos-printer": {
      const printer = world.printer(id);
      const { paper, cover, printing } = printer.state;
      const last = printer.papers.at(-1);
      const lastPaper =
        last === undefined ? null : { index: last.index, lengthMm: last.lengthMm, widthMm: last.widthMm };
      return { kind: "printer", alive, paper, cover, printing, lastPaper };
    }
    default:
      return null;
  }
}

/** All devices of the world by id, with their kinds. */
export function deviceKinds(world: World): Map<string, SimulatedDeviceKind> {
  return new Map(
    world.plan.wires.flatMap(({ devices }) => devices.map(({ id, kind }) => [id, kind] as const)),
  );
}
