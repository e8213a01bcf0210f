import { A090_PROFILES, a090Screen } from "../devices/a090-screen.ts";
import { COUNTER_BOARD_PROFILES, counterBoard } from "../devices/counter-board.ts";
import { PRINTER_PROFILES, type PrinterProfileName } from "../devices/escpos/profiles.ts";
import { EscPosPrinter } from "../devices/escpos-printer.ts";
import { Ff68Display } from "../devices/ff68-display.ts";
import { Ff68Keypad, KEYPAD_PROFILES } from "../devices/ff68-keypad.ts";
import { Ff68Rating, RATING_PROFILES } from "../devices/ff68-rating.ts";
import { LINE_DISPLAY_PROFILES, lineDisplay } from "../devices/line-display.ts";
import type { Lit, SignOptions } from "../devices/lit.ts";
import { MODBUS_LED_PROFILES, modbusLed } from "../devices/modbus-led.ts";
import { ONBON_PROFILES, onbonCard } from "../devices/onbon-card.ts";
import { Outlet, type OutletOptions } from "../devices/outlet.ts";
import { SerialReader } from "../devices/serial-reader.ts";
import type { SimulatedDeviceKind, SimulatedDevicePlan } from "./plan.ts";

type Device = Ff68Keypad | Ff68Display | Ff68Rating | EscPosPrinter | Lit | SerialReader;

/** A device in its place, and its power switch. */
export interface BuiltDevice {
  readonly device: Device;
  readonly outlet: Outlet;
  powerOff(): void;
  powerOn(): void;
}

/** Kinds that share an RS-485 pair; all others are alone on an RS-232 line. */
const BUS_KINDS: ReadonlySet<SimulatedDeviceKind> = new Set<SimulatedDeviceKind>([
  "ff68-keypad",
  "ff68-display",
  "ff68-rating",
  "a090-screen",
  "onbon-card",
  "modbus-led",
  "counter-board",
]);

/** Whether these devices share a pair. Throws where one that must be alone is not. */
export function isShared(devices: readonly SimulatedDevicePlan[]): boolean {
  const alone = devices.filter((device) => !BUS_KINDS.has(device.kind));
  if (alone.length > 0 && devices.length > 1) {
    throw new Error(`${alone.map((device) => device.id).join(", ")}: cannot share a wire`);
  }
  return alone.length === 0;
}

export function buildDevice(plan: SimulatedDevicePlan, options: OutletOptions): BuiltDevice {
  const outlet = new Outlet(options);
  const device = BUILDERS[plan.kind](plan, outlet);
  const setAlive = (alive: boolean) => {
    outlet.alive = alive;
    outlet.changed();
  };
  return {
    device,
    outlet,
    powerOff() {
      if ("powerCut" in device && typeof device.powerCut === "function") device.powerCut();
      setAlive(false);
    },
    powerOn: () => setAlive(true),
  };
}

const BUILDERS: Readonly<Record<SimulatedDeviceKind, (plan: SimulatedDevicePlan, outlet: Outlet) => Device>> =
  {
    "ff68-keypad": (plan, outlet) =>
      new Ff68Keypad(plan.id, plan.address, label(plan), pick(plan, KEYPAD_PROFILES), outlet),
    "ff68-display": (plan, outlet) => new Ff68Display(plan.id, plan.address, label(plan), outlet),
    "ff68-rating": (plan, outlet) =>
      new Ff68Rating(plan.id, plan.address, label(plan), pick(plan, RATING_PROFILES), outlet),
    "escpos-printer": (plan, outlet) =>
      new EscPosPrinter({
        id: plan.id,
        label: label(plan),
        paperWidthMm: plan.paperWidthMm ?? 80,
        profile: pick(plan, Object.keys(PRINTER_PROFILES) as PrinterProfileName[]),
        outlet,
      }),
    "a090-screen": (plan, outlet) => a090Screen(signOptions(plan, A090_PROFILES, outlet)),
    "onbon-card": (plan, outlet) => onbonCard(signOptions(plan, ONBON_PROFILES, outlet)),
    "modbus-led": (plan, outlet) => modbusLed(signOptions(plan, MODBUS_LED_PROFILES, outlet)),
    "counter-board": (plan, outlet) => counterBoard(signOptions(plan, COUNTER_BOARD_PROFILES, outlet)),
    "line-display": (plan, outlet) => lineDisplay(signOptions(plan, LINE_DISPLAY_PROFILES, outlet)),
    "serial-reader": (plan, outlet) => new SerialReader(plan.id, label(plan), outlet),
  };

function signOptions<Profile extends string>(
  plan: SimulatedDevicePlan,
  profiles: readonly Profile[],
  outlet: Outlet,
): SignOptions<Profile> {
  return { id: plan.id, address: plan.address, label: label(plan), profile: pick(plan, profiles), outlet };
}

function label(plan: SimulatedDevicePlan): string {
  return plan.label ?? plan.id;
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
