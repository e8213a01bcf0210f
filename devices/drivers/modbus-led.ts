import { EXCEPTION_BIT, READ_HOLDING } from "../framing/modbus/frame.ts";
import { modbusFraming } from "../framing/modbus/parser.ts";
import { readRegister, writeRegister, writeRegisters } from "../framing/modbus/writer.ts";
import { type Driver, type DriverProfile, type NumberRoom, PLAIN, type ReplyTable } from "./driver.ts";
import { shownIn } from "./number-room.ts";

/** Where one make keeps what. */
interface RegisterMap {
  room: NumberRoom;
  /** Writes the content of a window. @param shown what of the number has room, "" for nothing. */
  write(address: number, shown: string): Uint8Array;
  /** Holds the device's own address: reading it asks whether it is there. */
  addressRegister: number;
}

const ASCII_REGISTERS = 6;
const ASCII: NumberRoom = { hasLetters: true, characters: 2 * ASCII_REGISTERS };
/** An integer has no blank, so nothing is 0. */
const INTEGER: NumberRoom = { hasLetters: false, characters: 5, largest: 0xffff };

/** Characters from the left, the rest filled with 00. */
function ascii(shown: string): number[] {
  return [...Buffer.from(shown.padEnd(ASCII.characters, "\0"), "latin1")];
}

/** Exception codes of the Modbus application protocol. */
const EXCEPTIONS: Readonly<Record<number, string>> = {
  1: "no such function",
  2: "no such register",
  3: "no such value",
  4: "device failure",
  6: "busy",
};

/**
 * The same address and function (an exception has another), and for a write the same register. A device that missed
 * a request to someone else may miss the next one too: three attempts.
 */
const reply: ReplyTable = {
  timeoutMs: 50,
  attempts: 3,
  isAnswer(request, frame) {
    const [address, func, high, low] = frame;
    if (address !== request[0] || func !== request[1]) return false;
    return func === READ_HOLDING || (high === request[2] && low === request[3]);
  },
  refusal([address, func = 0], [from, exception, code = 0]) {
    if (from !== address || exception !== (func | EXCEPTION_BIT)) return null;
    return EXCEPTIONS[code] ?? `exception ${code}`;
  },
};

function profile({ room, write, addressRegister }: RegisterMap): DriverProfile {
  return {
    ...PLAIN,
    numberRoom: room,
    encode: { show: (address, { number }) => [write(address, shownIn(room, number))] },
    reply,
    poll: (address) => readRegister(address, addressRegister),
  };
}

/** LED numbers that speak Modbus RTU; each make has a register map of its own. */
export const modbusLed: Driver = {
  name: "modbus-led",
  source: "Armfly LED-485 manual; another maker's LED-485 manual; Modbus over Serial Line 1.02",
  roles: ["window-display"],
  framing: modbusFraming,
  profiles: {
    /** `0x70`: always six registers of ASCII. */
    armfly: profile({
      room: ASCII,
      write: (address, shown) => writeRegisters(address, 0x70, ascii(shown)),
      addressRegister: 0x23,
    }),
    /** `0x88`: one register, digits only. */
    "armfly-integer": profile({
      room: INTEGER,
      write: (address, shown) => writeRegister(address, 0x88, Number(shown)),
      addressRegister: 0x23,
    }),
    /** The other maker's: number at `00`, its own address at `02`. */
    "number-at-0": profile({
      room: INTEGER,
      write: (address, shown) => writeRegister(address, 0x00, Number(shown)),
      addressRegister: 0x02,
    }),
  },
  addresses: { lowest: 1, highest: 247 },
};
