import { ff68Framing, readFf68 } from "../framing/ff68/parser.ts";
import { writeFf68 } from "../framing/ff68/writer.ts";
import { type Driver, type DriverProfile, type Level, PLAIN } from "./driver.ts";

const ACKNOWLEDGE = 0x01;
const RATE = 0x11;
const PAD_BIT = 0x80;

/**
 * The pad's value, 0 worst to 3 best, as a level of five. Four keys stand for five levels by leaving out the
 * middle of the bad end: nobody who was dissatisfied is counted as satisfied. Value 1 is a rating like the others.
 */
const LEVELS: readonly Level[] = [1, 2, 4, 5];

type PadAddress = (keypadAddress: number) => number;
const withTopBit: PadAddress = (address) => address | PAD_BIT;
const keypadsOwn: PadAddress = (address) => address;

type Acknowledgement = DriverProfile["acknowledge"];
const byValue: Acknowledgement = (_address, frame) => {
  const { address, data } = readFf68(frame);
  return writeFf68(address, ACKNOWLEDGE, [...data]);
};
/** Without the FF: `68 02 02 68 a 01 sum 16`. */
const short: Acknowledgement = (_address, frame) =>
  writeFf68(readFf68(frame).address, ACKNOWLEDGE, []).subarray(1);
const byEcho: Acknowledgement = (_address, frame) => frame;

function pad(padAddress: PadAddress, acknowledge: Acknowledgement): DriverProfile {
  return {
    ...PLAIN,
    sender: padAddress,
    decode(address, frame) {
      const { address: from, func, data } = readFf68(frame);
      const level = data.length === 1 ? LEVELS[data[0] ?? LEVELS.length] : undefined;
      return from === padAddress(address) && func === RATE && level ? { kind: "rating", level } : null;
    },
    acknowledge,
  };
}

/**
 * Rating pad of FF68 call systems: four faces, on the wire of the window's keypad and known by its address. The
 * profile says under which address the pad speaks, and what makes it stop repeating.
 */
export const ff68Rating: Driver = {
  name: "ff68-rating",
  source: "two public hall programs that read it",
  roles: ["rating-pad"],
  framing: ff68Framing,
  profiles: {
    "high-value": pad(withTopBit, byValue),
    "high-short": pad(withTopBit, short),
    "high-echo": pad(withTopBit, byEcho),
    "own-value": pad(keypadsOwn, byValue),
    "own-short": pad(keypadsOwn, short),
    "own-echo": pad(keypadsOwn, byEcho),
  },
  addresses: { lowest: 0, highest: 255 },
};
