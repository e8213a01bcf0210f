import { READ_HOLDING } from "../framing/modbus/frame.ts";
import { modbusFraming } from "../framing/modbus/parser.ts";
import { readRegister, writeRegister, writeRegisters } from "../framing/modbus/writer.ts";
import { type Command, type Driver, type DriverProfile, PLAIN, type ReplyTable } from "./driver.ts";

/** Where one make keeps what. */
interface RegisterMap {
  /** Writes the content of a window; the number's digits where the register has no letters. */
  write(address: number, number: string): Uint8Array;
  /** Holds the device's own address: reading it asks whether it is there. */
  addressRegister: number;
}

const ASCII_REGISTERS = 6;
const LARGEST_REGISTER = 0xffff;

/** Characters from the left, the rest filled with 00. */
function ascii(text: string): number[] {
  const bytes = Buffer.alloc(2 * ASCII_REGISTERS);
  bytes.write(text.replace(/[^ -~]/g, ""), "latin1");
  return [...bytes];
}

/** The number's digits; an integer has no blank, so nothing is 0. */
function integer(text: string): number {
  return Math.min(LARGEST_REGISTER, Number(text.replace(/\D/g, "")));
}

/**
 * The same address and function (an exception has another), and for a write the same register. A device that missed a request to someone
 * else may miss the next one too: three attempts.
 */
const reply: ReplyTable = {
  timeoutMs: 50,
  attempts: 3,
  isAnswer(request, frame) {
    const [address, func, high, low] = frame;
    if (address !== request[0] || func !== request[1]) return false;
    return func === READ_HOLDING || (high === request[2] && low === request[3]);
  },
};

function profile({ write, addressRegister }: RegisterMap): DriverProfile {
  return {
    ...PLAIN,
    encode: (address, command: Command) =>
      command.kind === "show" ? [write(address, command.number ?? "")] : [],
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
      write: (address, number) => writeRegisters(address, 0x70, ascii(number)),
      addressRegister: 0x23,
    }),
    /** `0x88`: one register, digits only. */
    "armfly-integer": profile({
      write: (address, number) => writeRegister(address, 0x88, integer(number)),
      addressRegister: 0x23,
    }),
    /** The other maker's: number at `00`, its own address at `02`. */
    "number-at-0": profile({
      write: (address, number) => writeRegister(address, 0x00, integer(number)),
      addressRegister: 0x02,
    }),
  },
  addresses: { lowest: 1, highest: 247 },
};
