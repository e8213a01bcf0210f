import { nothingFraming } from "../framing/nothing.ts";
import { type Driver, type DriverProfile, type NumberRoom, PLAIN } from "./driver.ts";
import { shownIn } from "./number-room.ts";
import { firstShowable } from "./showable.ts";

const COLUMNS = 20;
const ROOM: NumberRoom = { hasLetters: true, characters: COLUMNS };

/** A whole line of ASCII, so that nothing of the one before it stays. */
const line = (text: string) => [...Buffer.from(text.padEnd(COLUMNS), "latin1")];

const fitsLine = (text: string) => text.length <= COLUMNS && /^[ -~]*$/.test(text);

function display(frame: (upper: number[], lower: number[]) => number[]): DriverProfile {
  return {
    ...PLAIN,
    numberRoom: ROOM,
    encode: {
      show(_address, { number, texts = [], places = [] }) {
        const below = firstShowable([...places, ...texts], fitsLine) ?? "";
        return [Uint8Array.from(frame(line(shownIn(ROOM, number)), line(below)))];
      },
    },
  };
}

/** Two-line displays on poles: the number above, where to go or why nobody is called below, in ASCII. */
export const lineDisplay: Driver = {
  name: "line-display",
  source: "Epson DM-D command reference; CD5220 command sets of several makers",
  roles: ["window-display"],
  framing: nothingFraming,
  profiles: {
    /** `1F 24 x y` puts the cursor; clearing first would flicker. */
    epson: display((upper, lower) => [...[0x1f, 0x24, 1, 1], ...upper, ...[0x1f, 0x24, 1, 2], ...lower]),
    /** `1B 51 41` and `1B 51 42`, whole lines ended by CR. */
    cd5220: display((upper, lower) => [
      ...[0x1b, 0x51, 0x41, ...upper, 0x0d],
      ...[0x1b, 0x51, 0x42, ...lower, 0x0d],
    ]),
  },
  addresses: null,
};
