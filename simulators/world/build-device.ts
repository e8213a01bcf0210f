import { PRINTER_PROFILES, type PrinterProfileName } from "../devices/escpos/profiles.ts";
import { EscPosPrinter } from "../devices/escpos-printer.ts";
import { Ff68Display } from "../devices/ff68-display.ts";
import { Ff68Keypad, KEYPAD_PROFILES, type KeypadProfile } from "../devices/ff68-keypad.ts";
import { Ff68Rating, RATING_PROFILES, type RatingProfile } from "../devices/ff68-rating.ts";
import { Outlet, type OutletOptions } from "../devices/outlet.ts";
import type { SimulatedDeviceKind, SimulatedDevicePlan } from "./plan.ts";

/** A device in its place, and its power switch. */
export interface BuiltDevice {
  readonly device: Ff68Keypad | Ff68Display | Ff68Rating | EscPosPrinter;
  readonly outlet: Outlet;
  powerOff(): void;
  powerOn(): void;
}

/** Kinds that share an RS-485 pair; all others are alone on an RS-232 line. */
const BUS_KINDS: ReadonlySet<SimulatedDeviceKind> = new Set(["ff68-keypad", "ff68-display", "ff68-rating"]);

export function isShared(devices: readonly SimulatedDevicePlan[]): boolean {
  const shared = devices.some((device) => BUS_KINDS.has(device.kind));
  const alone = devices.filter((device) => !BUS_KINDS.has(device.kind));
  if (alone.length > 1 || (shared && alone.length > 0)) {
    throw new Error(`${alone.map((device) => device.id).join(", ")}: cannot share a wire`);
  }
  return shared;
}

export function buildDevice(plan: SimulatedDevicePlan, options: OutletOptions): BuiltDevice {
  const outlet = new Outlet(options);
  const { id, address, label = plan.id } = plan;
  const power = {
    outlet,
    powerOn: () => setAlive(outlet, true),
    powerOff: () => setAlive(outlet, false),
  };
  switch (plan.kind) {
    case "ff68-keypad": {
      const profile = pick<KeypadProfile>(plan, KEYPAD_PROFILES);
      return { ...power, device: new Ff68Keypad(id, address, label, profile, outlet) };
    }
    case "ff68-display":
      return { ...power, device: new Ff68Display(id, address, label, outlet) };
    case "ff68-rating": {
      const profile = pick<RatingProfile>(plan, RATING_PROFILES);
      return { ...power, device: new Ff68Rating(id, address, label, profile, outlet) };
    }
    case "escpos-printer": {
      const profile = pick(plan, Object.keys(PRINTER_PROFILES) as PrinterProfileName[]);
      const { paperWidthMm = 80 } = plan;
      const device = new EscPosPrinter({ id, label, paperWidthMm, profile, outlet });
      const powerOff = () => {
        device.powerCut();
        power.powerOff();
      };
      return { ...power, powerOff, device };
    }
  }
}

function setAlive(outlet: Outlet, alive: boolean): void {
  outlet.alive = alive;
  outlet.changed();
}

/** The profile that the plan names, or the first one. */
function pick<Profile extends string>(plan: SimulatedDevicePlan, profiles: readonly Profile[]): Profile {
  const [first] = profiles;
  const found = profiles.find((profile) => profile === (plan.profile ?? first));
  if (found === undefined) {
    throw new Error(`${plan.id}: no profile "${plan.profile}" among ${profiles.join(", ")}`);
  }
  return found;
}
