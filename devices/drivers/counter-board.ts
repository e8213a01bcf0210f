import { nothingFraming } from "../framing/nothing.ts";
import { type Driver, type DriverProfile, PLAIN } from "./driver.ts";

/** A board counts; it has no letters and no blank, so nothing is 0. */
function countOf(number: string | null): number {
  return Math.min(0xffff, Number((number ?? "").replace(/\D/g, "")));
}

const sumOf = (bytes: readonly number[]) => bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;

function board(frame: (address: number, high: number, low: number) => number[]): DriverProfile {
  return {
    ...PLAIN,
    encode(address, command) {
      if (command.kind !== "show") return [];
      const count = countOf(command.number);
      return [Uint8Array.from(frame(address, count >> 8, count & 0xff))];
    },
  };
}

/** Xunpeng: `3A column low high 01 sum 0A`. */
function xunpeng(sumsLead: boolean): DriverProfile {
  return board((column, high, low) => {
    const body = [column, low, high, 0x01];
    return [0x3a, ...body, sumOf(sumsLead ? [0x3a, ...body] : body), 0x0a];
  });
}

/**
 * Counter boards that only listen. The plain one has no header at all: the bus's silence between frames is what
 * tells it where one begins.
 */
export const counterBoard: Driver = {
  name: "counter-board",
  source: "public sheets of a four-byte RS-485 counter and of Xunpeng boards",
  roles: ["window-display"],
  framing: nothingFraming,
  profiles: {
    /** `id high low sum`. */
    plain: board((id, high, low) => [id, high, low, sumOf([id, high, low])]),
    xunpeng: xunpeng(true),
    "xunpeng-sum-from-column": xunpeng(false),
  },
  addresses: { lowest: 0, highest: 255 },
};
