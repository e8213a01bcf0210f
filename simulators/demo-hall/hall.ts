import { join } from "node:path";
import type { RecordedOffice } from "../days/recorded.ts";
import { countyHallName, type LocalText, ochotaAsCountyHall, windowName } from "./names.ts";
import { type DemoNotice, demoNotices } from "./notices.ts";
import { type Hours, quietHours } from "./quiet-hours.ts";

export interface DemoQueue {
  id: string;
  name: LocalText;
  /** All digits, because many displays show nothing else: queue 2's seventeenth ticket is 2017, queue 11's 11017. */
  prefix: string;
  /** Minutes at the window, mean; estimated from the recorded queues. */
  serviceMeanMinutes: number;
  /** How many may book each slot; none without it. */
  appointmentsPerSlot?: number;
}

export interface DemoService {
  id: string;
  name: LocalText;
  queue: string;
  /** What a citizen types at a dispenser before "start". */
  key: number;
  /** Among those that most people come for. */
  common: boolean;
  quietHours: Hours[];
  notice?: DemoNotice;
}

/** A device's place: a wire and, on a bus, an address there. */
export interface DemoDevice {
  id: string;
  role: "window-display" | "call-pad" | "rating-pad" | "ticket-buttons" | "ticket-printer";
  driver: "ff68-display" | "a090" | "ff68-keypad" | "ff68-rating" | "escpos";
  wire: string;
  address?: number;
  /** Which make of it, where it is not the driver's first. */
  profile?: "mono";
}

export interface DemoWindow {
  id: string;
  name: LocalText;
  /** Queue ids; `authorised` holds `home` too. */
  home: string[];
  authorised: string[];
  display: DemoDevice;
  callPad: DemoDevice;
  ratingPad: DemoDevice;
}

export interface DemoDispenser {
  id: string;
  name: LocalText;
  buttons: DemoDevice;
  printer: DemoDevice;
}

export interface DemoWire {
  id: string;
  /** The path that the daemon opens as a serial port. */
  path: string;
  baud: number;
}

/** Everything that the generated configuration and the simulated devices must agree on. */
export interface DemoHall {
  name: LocalText;
  timeZone: string;
  queues: DemoQueue[];
  services: DemoService[];
  windows: DemoWindow[];
  dispensers: DemoDispenser[];
  wires: DemoWire[];
}

export interface DemoHallOptions {
  /** The folder in which the simulated wires stand. */
  wiresFolder: string;
  windowsPerBus?: number;
  dispensers?: number;
  /** Only the office's first windows and the queues that one of them has as its home; default all. */
  windows?: number;
}

/** As many as a kiosk shows at one glance. */
const commonServices = 15;
const bookableQueues = new Set(["marriage", "driving-licence"]);
const appointmentsPerSlot = 2;
const busBaud = 9600;
const printerBaud = 115_200;
// A pad shows how many wait at its own address, so the window's display must stand at another.
const displayAddressOffset = 0x10;
const ratingAddressFlag = 0x80;

/** The recorded office (`warsaw-ochota`) as a Chinese county hall, wired window by window. */
export function demoHall(office: RecordedOffice, options: DemoHallOptions): DemoHall {
  const wires: DemoWire[] = [];
  const addWire = (id: string, baud: number): string => {
    wires.push({ id, path: join(options.wiresFolder, id), baud });
    return id;
  };
  const recordedWindows = office.windows.slice(0, options.windows ?? office.windows.length);
  const homes = new Set(recordedWindows.flatMap((window) => window.home));
  const queues = office.groups.flatMap((group, index) =>
    homes.has(index) ? [queueOf(index, group.serviceMeanMinutes)] : [],
  );
  const queueIds = (groups: number[]) =>
    groups.filter((group) => homes.has(group)).map((group) => queueId(group));
  const windowsPerBus = options.windowsPerBus ?? 4;
  const windows = recordedWindows.map((recorded, index) => {
    const place = index % windowsPerBus;
    const bus = Math.floor(index / windowsPerBus) + 1;
    const busId = `bus-${bus}`;
    const screens = screensOf(bus);
    if (place === 0) addWire(busId, busBaud);
    if (place === 0 && screens) addWire(screens.wire, busBaud);
    return {
      id: String(recorded.window),
      name: windowName(recorded.window),
      home: queueIds(recorded.home),
      authorised: queueIds(recorded.authorised),
      ...windowDevices(String(recorded.window), busId, place + 1, screens),
    };
  });
  const dispensers = Array.from({ length: options.dispensers ?? 4 }, (_, index) =>
    dispenserOf(index + 1, addWire),
  );
  const services = office.groups.flatMap((_, index) => (homes.has(index) ? [serviceOf(office, index)] : []));
  return { name: countyHallName, timeZone: "Asia/Shanghai", queues, services, windows, dispensers, wires };
}

function namesOf(group: number) {
  const names = ochotaAsCountyHall[group];
  if (names === undefined)
    throw new RangeError(`no service is named for group ${group} of the recorded office`);
  return names;
}

/** The id of the queue that stands for a group of the recorded office. */
export function queueId(group: number): string {
  return namesOf(group).id;
}

function queueOf(group: number, serviceMeanMinutes: number): DemoQueue {
  const names = namesOf(group);
  const booked = bookableQueues.has(names.id) ? { appointmentsPerSlot } : {};
  return { ...names, prefix: String(group + 1), serviceMeanMinutes, ...booked };
}

function serviceOf(office: RecordedOffice, group: number): DemoService {
  const { id, name } = namesOf(group);
  const notice = demoNotices[id];
  return {
    id,
    name,
    queue: id,
    key: group + 1,
    // The office numbers its groups from the fullest to the emptiest.
    common: group < commonServices,
    quietHours: quietHours(office, group),
    ...(notice ? { notice } : {}),
  };
}

type Screens = Pick<DemoDevice, "wire" | "profile">;

/**
 * Every second bus has screens with letters over its windows, which say what is served there; they need a pair of their
 * own, since they speak another language. Screens of one colour and of more take turns.
 */
function screensOf(bus: number): Screens | undefined {
  if (bus % 2 === 1) return undefined;
  return { wire: `screens-${bus}`, ...(bus % 4 === 0 ? { profile: "mono" } : {}) };
}

function windowDevices(window: string, wire: string, place: number, screens: Screens | undefined) {
  const display = `display-${window}`;
  return {
    display: screens
      ? { ...device(display, "window-display", "a090", screens.wire, place), ...screens }
      : device(display, "window-display", "ff68-display", wire, displayAddressOffset + place),
    callPad: device(`pad-${window}`, "call-pad", "ff68-keypad", wire, place),
    ratingPad: device(`rating-${window}`, "rating-pad", "ff68-rating", wire, ratingAddressFlag + place),
  };
}

function dispenserOf(number: number, addWire: (id: string, baud: number) => string): DemoDispenser {
  return {
    id: `dispenser-${number}`,
    name: { "zh-CN": `${number}号取号机`, bo: `ཨང་གྲངས་ལེན་ཆས་ ${number}`, en: `Dispenser ${number}` },
    buttons: device(
      `buttons-${number}`,
      "ticket-buttons",
      "ff68-keypad",
      addWire(`buttons-wire-${number}`, busBaud),
      1,
    ),
    printer: device(
      `printer-${number}`,
      "ticket-printer",
      "escpos",
      addWire(`printer-wire-${number}`, printerBaud),
    ),
  };
}

function device(
  id: string,
  role: DemoDevice["role"],
  driver: DemoDevice["driver"],
  wire: string,
  address?: number,
): DemoDevice {
  return { id, role, driver, wire, ...(address === undefined ? {} : { address }) };
}
