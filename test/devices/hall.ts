import type { WireClock } from "../../devices/clock.ts";
import type { DeviceSpec, DeviceStatus, Log } from "../../devices/device.ts";
import type { LinkSpec } from "../../devices/link/link.ts";
import { type Devices, openDevices } from "../../devices/open.ts";

/** "FF 68 02" as bytes; `00*3` stands for three of them. */
export function hex(text: string): Uint8Array {
  const words = text
    .trim()
    .split(/\s+/)
    .flatMap((word) => {
      const [byte = "", count = "1"] = word.split("*");
      return Array<string>(Number(count)).fill(byte);
    });
  return Uint8Array.from(words, (word) => Number.parseInt(word, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(" ");
}

export const quiet: Log = { info() {}, warn() {}, error() {} };

/** Devices of a test, with every status that they told. */
export function openForTest(options: {
  links: LinkSpec[];
  devices: DeviceSpec[];
  clock: WireClock;
}): Devices & { told: DeviceStatus[] } {
  const told: DeviceStatus[] = [];
  const devices = openDevices({
    ...options,
    log: quiet,
    onStatus: (status) => told.push(status),
    random: () => 0.5,
  });
  return { ...devices, told };
}
