import { nothingFraming } from "../framing/nothing.ts";
import { type Driver, type DriverProfile, type NumberRoom, PLAIN } from "./driver.ts";
import { shownIn } from "./number-room.ts";

/** Two bytes hold the number. */
const ROOM: NumberRoom = { hasLetters: false, characters: 5, largest: 0xffff };

const sumOf = (bytes: readonly number[]) => bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;

function board(frame: (address: number, high: number, low: number) => number[]): DriverProfile {
  return {
    ...PLAIN,
    numberRoom: ROOM,
    encode: {
      show(address, { number }) {
        // A board counts; it has no blank, so nothing is 0.
        const count = Number(shownIn(ROOM, number));
        return [Uint8Array.from(frame(address, count >> 8, count & 0xff))];
      },
    },
  };
}

/** Xunpeng: `3A column low high 01 sum 0A`. */
function xunpeng(sumsLead: boolean): DriverProfile {
  const summed = sumsLead ? 0 : 1;
  return board((column, high, low) => {
    const body = [0x3a, column, low, high, 0x01];
    return [...body, sumOf(body.slice(summed)), 0x0a];
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
