import type { Station } from "./bus/station.ts";
import { Wire } from "./bus/wire.ts";
import { checkDevices } from "./check.ts";
import type { WireClock } from "./clock.ts";
import type { DeviceSpec, DeviceStatus, Log, StatusKeeper } from "./device.ts";
import { FRAME_DRIVERS, PRINTER_DRIVERS, profileOf } from "./drivers/catalogue.ts";
import type { Driver } from "./drivers/driver.ts";
import type { Link, LinkSpec } from "./link/link.ts";
import { createLink } from "./link/open-link.ts";
import { type CallPad, createCallPad } from "./roles/call-pad.ts";
import { createRatingPad, type RatingPad } from "./roles/rating-pad.ts";
import { createReader, type Reader } from "./roles/reader.ts";
import { createTicketButtons, type TicketButtons } from "./roles/ticket-buttons.ts";
import { createTicketPrinter, type TicketPrinter } from "./roles/ticket-printer.ts";
import { createWindowDisplay, type WindowDisplay } from "./roles/window-display.ts";
import { keepStatus } from "./status.ts";
import { logStatus } from "./status-log.ts";

export interface DevicesOptions {
  links: LinkSpec[];
  devices: DeviceSpec[];
  clock: WireClock;
  log: Log;
  /** Told each change of a device's state, reason or conditions; the log is told what is not well. */
  onStatus(status: DeviceStatus): void;
  /** Uniform in [0, 1), to spread retries; Math.random when left out. */
  random?: () => number;
}

/** The hall's devices by their roles. Asking for an id that is not of the role, or not there, throws a RangeError. */
export interface Devices {
  ticketButtons(id: string): TicketButtons;
  callPad(id: string): CallPad;
  windowDisplay(id: string): WindowDisplay;
  ticketPrinter(id: string): TicketPrinter;
  ratingPad(id: string): RatingPad;
  reader(id: string): Reader;
  statuses(): DeviceStatus[];
  /** Switches on or off a condition that only the hall can see, as that nobody uses the device. */
  condition(id: string, name: string, present: boolean): void;
  close(): Promise<void>;
}

interface Opened {
  buttons: Map<string, TicketButtons>;
  callPads: Map<string, CallPad & { close(): void }>;
  displays: Map<string, WindowDisplay & { close(): void }>;
  printers: Map<string, TicketPrinter & { close(): Promise<void> }>;
  ratingPads: Map<string, RatingPad>;
  readers: Map<string, Reader>;
  wires: Wire[];
  statuses: StatusKeeper[];
}

/**
 * Opens every wire and every device on it; those that are not there yet are tried until they are.
 * @throws RangeError for devices that `checkDevices` finds fault with.
 */
export function openDevices(options: DevicesOptions): Devices {
  const [fault] = checkDevices(options.links, options.devices);
  if (fault) throw new RangeError(`device "${fault.device}": ${fault.message}`);
  const opened: Opened = {
    buttons: new Map(),
    callPads: new Map(),
    displays: new Map(),
    printers: new Map(),
    ratingPads: new Map(),
    readers: new Map(),
    wires: [],
    statuses: [],
  };
  const logged = logStatus(options.log);
  const telling: DevicesOptions = {
    ...options,
    onStatus(status) {
      logged(status);
      options.onStatus(status);
    },
  };
  for (const spec of options.links) openLink(spec, telling, opened);

  return {
    ticketButtons: (id) => pick(opened.buttons, id),
    callPad: (id) => pick(opened.callPads, id),
    windowDisplay: (id) => pick(opened.displays, id),
    ticketPrinter: (id) => pick(opened.printers, id),
    ratingPad: (id) => pick(opened.ratingPads, id),
    reader: (id) => pick(opened.readers, id),
    statuses: () => opened.statuses.map((status) => status.current()),
    condition(id, name, present) {
      const kept = new Map(opened.statuses.map((status) => [status.current().id, status]));
      pick(kept, id).condition(name, present);
    },
    async close() {
      for (const role of [...opened.displays.values(), ...opened.callPads.values()]) role.close();
      await Promise.all([...opened.wires, ...opened.printers.values()].map((each) => each.close()));
    },
  };
}

function pick<Value>(map: ReadonlyMap<string, Value>, id: string): Value {
  const value = map.get(id);
  if (value === undefined) throw new RangeError(`no device "${id}" in this role`);
  return value;
}

function openLink(linkSpec: LinkSpec, options: DevicesOptions, opened: Opened): void {
  const specs = options.devices.filter(({ link }) => link === linkSpec.id);
  const [first] = specs;
  if (first === undefined) return;
  const link = createLink(linkSpec, options.clock, options.random ?? Math.random);
  const driver = FRAME_DRIVERS.get(first.driver);
  if (driver) openWire(link, driver, specs, options, opened);
  else openPrinter(link, first, options, opened);
}

function openWire(
  link: Link,
  { framing }: Driver,
  specs: readonly DeviceSpec[],
  options: DevicesOptions,
  opened: Opened,
): void {
  const { clock, log } = options;
  const wire = new Wire({ link, framing, clock, log });
  for (const spec of specs) {
    const profile = profileOf(spec);
    if (profile === undefined) throw new RangeError(`driver ${spec.driver} has no profile ${spec.profile}`);
    const status = keepStatus(spec, clock, options.onStatus);
    opened.statuses.push(status);
    openRole(wire.attach(spec, profile, status), clock, opened);
  }
  opened.wires.push(wire);
  wire.open();
}

function openRole(station: Station, clock: WireClock, opened: Opened): void {
  const { id, role } = station.spec;
  switch (role) {
    case "ticket-buttons":
      opened.buttons.set(id, createTicketButtons(station, clock));
      break;
    case "call-pad":
      opened.callPads.set(id, createCallPad(station, clock));
      break;
    case "window-display":
      opened.displays.set(id, createWindowDisplay(station, clock));
      break;
    case "rating-pad":
      opened.ratingPads.set(id, createRatingPad(station, clock));
      break;
    case "reader":
      opened.readers.set(id, createReader(station));
      break;
    case "ticket-printer":
      throw new RangeError(`a printer's wire is not shared: ${id}`);
  }
}

function openPrinter(link: Link, spec: DeviceSpec, options: DevicesOptions, opened: Opened): void {
  const driver = PRINTER_DRIVERS.get(spec.driver);
  if (driver === undefined) throw new RangeError(`no driver ${spec.driver}`);
  const { clock, log } = options;
  const status = keepStatus(spec, clock, options.onStatus);
  opened.statuses.push(status);
  opened.printers.set(spec.id, createTicketPrinter({ spec, link, status, clock, log }, driver));
}
