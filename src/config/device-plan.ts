import type { DeviceSpec, Role } from "../../devices/device.ts";
import type { LinkSpec } from "../../devices/link/link.ts";
import type { DispenserId, WindowId } from "../core/ids.ts";
import type { DeviceAt } from "./schema/places.ts";
import type { HallConfig } from "./schema.ts";

/** The wires and devices of a config, and which window or dispenser each device belongs to. */
export interface DevicePlan {
  links: LinkSpec[];
  devices: DeviceSpec[];
  windows: WindowDevices[];
  dispensers: DispenserDevices[];
}

/** Ids of the devices at a window; null where it has none. */
export interface WindowDevices {
  window: WindowId;
  display: string | null;
  callPad: string | null;
  ratingPad: string | null;
}

export interface DispenserDevices {
  dispenser: DispenserId;
  buttons: string | null;
  reader: string | null;
  printer: string | null;
  widthMm: 58 | 80;
  /** The dispenser whose printer takes over. */
  standIn: DispenserId | null;
}

/** A device where the config has it. */
export interface PlacedDevice {
  id: string;
  role: Role;
  /** Keys and indexes from the top of the file. */
  path: (string | number)[];
  at: DeviceAt;
}

/** Every device of a config, in the order of the file. */
export function devicesOf({ windows, dispensers }: HallConfig): PlacedDevice[] {
  const placed: PlacedDevice[] = [];
  const add = (id: string, role: Role, path: PlacedDevice["path"], at: DeviceAt | undefined) => {
    if (at) placed.push({ id, role, path, at });
  };
  for (const [i, { id, display, callPad, ratingPad }] of windows.entries()) {
    add(`window-${id}.display`, "window-display", ["windows", i, "display"], display);
    add(`window-${id}.call-pad`, "call-pad", ["windows", i, "callPad"], callPad);
    add(`window-${id}.rating-pad`, "rating-pad", ["windows", i, "ratingPad"], ratingPad);
  }
  for (const [i, { id, buttons, reader, printer }] of dispensers.entries()) {
    add(`dispenser-${id}.buttons`, "ticket-buttons", ["dispensers", i, "buttons"], buttons);
    add(`dispenser-${id}.reader`, "reader", ["dispensers", i, "reader"], reader);
    add(`dispenser-${id}.printer`, "ticket-printer", ["dispensers", i, "printer"], printer);
  }
  return placed;
}

export function devicePlanOf(config: HallConfig): DevicePlan {
  const placed = devicesOf(config);
  const idAt = (...path: PlacedDevice["path"]) =>
    placed.find((device) => device.path.join() === path.join())?.id ?? null;
  return {
    links: config.wires.map(linkOf),
    devices: placed.map(specOf),
    windows: config.windows.map(({ id }, i) => ({
      window: id,
      display: idAt("windows", i, "display"),
      callPad: idAt("windows", i, "callPad"),
      ratingPad: idAt("windows", i, "ratingPad"),
    })),
    dispensers: config.dispensers.map(({ id, printer, standIn = null }, i) => ({
      dispenser: id,
      buttons: idAt("dispensers", i, "buttons"),
      reader: idAt("dispensers", i, "reader"),
      printer: idAt("dispensers", i, "printer"),
      widthMm: printer?.widthMm ?? 80,
      standIn,
    })),
  };
}

function specOf({ id, role, at }: PlacedDevice): DeviceSpec {
  const { wire, driver, address, profile } = at;
  return {
    id,
    role,
    driver,
    link: wire,
    ...(address === undefined ? {} : { address }),
    ...(profile === undefined ? {} : { profile }),
  };
}

function linkOf({ id, serial, tcp, file, baud }: HallConfig["wires"][number]): LinkSpec {
  if (tcp !== undefined) {
    const colon = tcp.lastIndexOf(":");
    return { id, kind: "tcp", host: tcp.slice(0, colon), port: Number(tcp.slice(colon + 1)), baud };
  }
  if (file !== undefined) return { id, kind: "file", path: file };
  return { id, kind: "serial", path: serial ?? "", baud };
}
