import { ff68Framing } from "../framing/ff68/parser.ts";
import { writeFf68 } from "../framing/ff68/writer.ts";
import { type Driver, type Encoding, type NumberRoom, PLAIN } from "./driver.ts";
import { shownIn } from "./number-room.ts";

const SHOW = 0x02;
const BEEP = 0x03;
const BLANK = 0x0a;
const SIX_DIGITS: NumberRoom = { hasLetters: false, characters: 6 };

/** Six cells, right-aligned, blanks before the digits. */
function show(address: number, number: string | null): Uint8Array[] {
  const digits = Array.from(shownIn(SIX_DIGITS, number), Number);
  const blanks = Array<number>(SIX_DIGITS.characters - digits.length).fill(BLANK);
  return [writeFf68(address, SHOW, [...blanks, ...digits])];
}

/** What every small FF68 display obeys, a window's own and the one in a call pad. */
export const ff68Showing: Encoding = {
  show: (address, { number }) => show(address, number),
  "show-waiting": (address, { count }) => show(address, String(count)),
  beep: (address) => [writeFf68(address, BEEP, [])],
};

/** The six-digit LED of FF68 call systems. It never answers: sent is shown, and refreshed. */
export const ff68Display: Driver = {
  name: "ff68-display",
  source: "two public hall programs that drive it",
  roles: ["window-display"],
  framing: ff68Framing,
  profiles: { default: { ...PLAIN, encode: ff68Showing, numberRoom: SIX_DIGITS } },
  addresses: { lowest: 0, highest: 255 },
};
