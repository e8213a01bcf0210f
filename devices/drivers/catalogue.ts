import type { DeviceSpec } from "../device.ts";
import type { PrinterDriver } from "../printer/profile.ts";
import { a090 } from "./a090.ts";
import { counterBoard } from "./counter-board.ts";
import type { Driver, DriverProfile } from "./driver.ts";
import { escpos } from "./escpos.ts";
import { escposCn } from "./escpos-cn.ts";
import { evdevKeys } from "./evdev-keys.ts";
import { ff68Display } from "./ff68-display.ts";
import { ff68Keypad } from "./ff68-keypad.ts";
import { ff68Rating } from "./ff68-rating.ts";
import { lineDisplay } from "./line-display.ts";
import { modbusLed } from "./modbus-led.ts";
import { onbonBx5k } from "./onbon-bx5k.ts";
import { reader } from "./reader.ts";

function byName<Named extends { name: string }>(...drivers: Named[]): ReadonlyMap<string, Named> {
  return new Map(drivers.map((driver) => [driver.name, driver]));
}

/** Every driver whose device shares a wire by frames. */
export const FRAME_DRIVERS: ReadonlyMap<string, Driver> = byName(
  ff68Keypad,
  ff68Display,
  ff68Rating,
  a090,
  onbonBx5k,
  modbusLed,
  counterBoard,
  lineDisplay,
  reader,
  evdevKeys,
);

/** Every driver whose printer has its wire for itself. */
export const PRINTER_DRIVERS: ReadonlyMap<string, PrinterDriver> = byName(escpos, escposCn);

/**
 * The profile of a device that is no printer: the one that its technician named, or else the one called like its role,
 * or else the first. Undefined where there is no such driver or profile.
 */
export function profileOf({ driver: name, role, profile }: DeviceSpec): DriverProfile | undefined {
  const profiles = FRAME_DRIVERS.get(name)?.profiles ?? {};
  return profile === undefined ? (profiles[role] ?? Object.values(profiles)[0]) : profiles[profile];
}
