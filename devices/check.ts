import type { DeviceSpec } from "./device.ts";
import { FRAME_DRIVERS, PRINTER_DRIVERS, profileOf } from "./drivers/catalogue.ts";
import { hasRoom } from "./drivers/number-room.ts";
import type { LinkSpec } from "./link/link.ts";

/** A device that cannot be opened as it is written, and why. */
export interface DeviceFault {
  device: string;
  message: string;
}

/** Everything wrong with a set of devices and wires that no hardware is needed to see; [] when nothing is. */
export function checkDevices(links: readonly LinkSpec[], devices: readonly DeviceSpec[]): DeviceFault[] {
  return devices.flatMap((device) =>
    [
      links.some(({ id }) => id === device.link) ? null : `there is no wire "${device.link}"`,
      driverFault(device),
      neighbourFault(device, devices),
      twinFault(device, devices),
    ]
      .filter((message) => message !== null)
      .map((message) => ({ device: device.id, message })),
  );
}

/** Why a display would stay dark where it should show `number`; null when it can, and for what is no display. */
export function numberFault(device: DeviceSpec, number: string): string | null {
  const room = profileOf(device)?.numberRoom;
  if (!room || hasRoom(room, number)) return null;
  const most = room.largest === undefined ? `${room.characters} characters` : `numbers up to ${room.largest}`;
  return `driver "${device.driver}" shows ${most}: ${number} would stay dark`;
}

/** Whether the display shows a number without the letters in it. */
export function isWithoutLetters(device: DeviceSpec): boolean {
  return profileOf(device)?.numberRoom?.hasLetters === false;
}

function driverFault({ driver: name, role, profile, address }: DeviceSpec): string | null {
  const printer = PRINTER_DRIVERS.get(name);
  const driver = FRAME_DRIVERS.get(name);
  const roles = printer ? ["ticket-printer"] : (driver?.roles ?? []);
  const profiles = printer?.profiles ?? driver?.profiles;
  if (profiles === undefined) return `there is no driver "${name}"; there are ${listOf(driverNames())}`;
  if (!roles.includes(role)) return `driver "${name}" is for ${listOf(roles)}, not for ${role}`;
  if (profile !== undefined && profiles[profile] === undefined)
    return `driver "${name}" has no profile "${profile}"; it has ${listOf(Object.keys(profiles))}`;
  const addresses = driver?.addresses ?? null;
  if (addresses === null) return null;
  const { lowest, highest } = addresses;
  if (address === undefined)
    return `driver "${name}" needs the device's address, from ${lowest} to ${highest}`;
  const isInRange = Number.isInteger(address) && address >= lowest && address <= highest;
  return isInRange ? null : `address ${address} is not between ${lowest} and ${highest}`;
}

function neighbourFault(device: DeviceSpec, devices: readonly DeviceSpec[]): string | null {
  const neighbours = devices.filter(({ id, link }) => id !== device.id && link === device.link);
  const [neighbour] = neighbours;
  if (neighbour && PRINTER_DRIVERS.has(device.driver))
    return `a printer needs its wire for itself; "${neighbour.id}" is on it too`;
  const { framing } = FRAME_DRIVERS.get(device.driver) ?? {};
  const [speaker] = languageOf(devices.filter(({ link }) => link === device.link));
  if (!framing || !speaker) return null;
  if (FRAME_DRIVERS.get(speaker.driver)?.framing === framing) return null;
  return `driver "${device.driver}" cannot share a wire with "${speaker.id}", which is ${speaker.driver}`;
}

/** Two of a kind that speak under one address are one to whoever hears them; told of the second. */
function twinFault(device: DeviceSpec, devices: readonly DeviceSpec[]): string | null {
  const { link, driver, address } = device;
  const sender = senderOf(device);
  const before = devices.slice(0, devices.indexOf(device));
  const twin = before.find(
    (other) => other.link === link && other.driver === driver && senderOf(other) === sender,
  );
  if (!twin) return null;
  if (twin.address === address) return `${twin.id} has this wire, driver and address already`;
  return `${twin.id}, address ${twin.address} on this wire, speaks under address ${sender} already`;
}

function senderOf(device: DeviceSpec): number | undefined {
  const { address } = device;
  return address === undefined ? undefined : (profileOf(device)?.sender(address) ?? address);
}

/** Those devices of a wire that speak as most of them do; of two languages with as many, as the first. */
function languageOf(onWire: readonly DeviceSpec[]): DeviceSpec[] {
  const byFraming = Map.groupBy(onWire, ({ driver }) => FRAME_DRIVERS.get(driver)?.framing);
  byFraming.delete(undefined);
  return [...byFraming.values()].reduce((most, each) => (each.length > most.length ? each : most), []);
}

function driverNames(): string[] {
  return [...FRAME_DRIVERS.keys(), ...PRINTER_DRIVERS.keys()].sort();
}

function listOf(names: readonly string[]): string {
  return names.join(", ");
}
