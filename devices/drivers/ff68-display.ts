import { ff68Framing } from "../framing/ff68/parser.ts";
import { writeFf68 } from "../framing/ff68/writer.ts";
import { type Driver, type DriverProfile, PLAIN } from "./driver.ts";

const SHOW = 0x02;
const BEEP = 0x03;
const BLANK = 0x0a;
const WIDTH = 6;

/** Six cells, right-aligned: the last digits of `text`, blanks before them. The display has no letters. */
export function sixDigits(text: string): number[] {
  const digits = Array.from(text.replace(/\D/g, ""), Number).slice(-WIDTH);
  return [...Array<number>(WIDTH - digits.length).fill(BLANK), ...digits];
}

/** What every small FF68 display obeys, a window's own and the one in a call pad. */
export const ff68Showing: DriverProfile["encode"] = (address, command) => {
  switch (command.kind) {
    case "show":
      return [writeFf68(address, SHOW, sixDigits(command.number ?? ""))];
    case "show-waiting":
      return [writeFf68(address, SHOW, sixDigits(String(command.count)))];
    case "beep":
      return [writeFf68(address, BEEP, [])];
  }
};

/** The six-digit LED of FF68 call systems. It never answers: sent is shown, and refreshed. */
export const ff68Display: Driver = {
  name: "ff68-display",
  source: "two public hall programs that drive it",
  roles: ["window-display"],
  framing: ff68Framing,
  profiles: { default: { ...PLAIN, encode: ff68Showing } },
  addresses: { lowest: 0, highest: 255 },
};
