import type { DeviceSpec, Role } from "../../devices/device.ts";
import type { LinkSpec } from "../../devices/link/link.ts";
import type { DispenserId, WindowId } from "../core/ids.ts";
import type { DeviceAt, HallConfig } from "./schema.ts";

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
  printer: string | null;
  widthMm: 58 | 80;
}

export function devicePlanOf(config: HallConfig): DevicePlan {
  const devices: DeviceSpec[] = [];
  const add = (id: string, role: Role, at: DeviceAt | undefined): string | null => {
    if (!at) return null;
    const { wire, driver, address, profile } = at;
    devices.push({
      id,
      role,
      driver,
      link: wire,
      ...(address === undefined ? {} : { address }),
      ...(profile === undefined ? {} : { profile }),
    });
    return id;
  };
  return {
    links: config.wires.map(linkOf),
    windows: config.windows.map(({ id, display, callPad, ratingPad }) => ({
      window: id,
      display: add(`window-${id}.display`, "window-display", display),
      callPad: add(`window-${id}.call-pad`, "call-pad", callPad),
      ratingPad: add(`window-${id}.rating-pad`, "rating-pad", ratingPad),
    })),
    dispensers: config.dispensers.map(({ id, buttons, printer }) => ({
      dispenser: id,
      buttons: add(`dispenser-${id}.buttons`, "ticket-buttons", buttons),
      printer: add(`dispenser-${id}.printer`, "ticket-printer", printer),
      widthMm: printer?.widthMm ?? 80,
    })),
    devices,
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
