import { type ModbusRequest, modbusFrame, modbusHeard, READ, WRITE_ONE } from "../wire/modbus.ts";
import { Lit, type SignOptions } from "./lit.ts";

type Registers = ReadonlyMap<number, number>;

interface RegisterMap {
  /** The registers that exist. */
  readonly known: (register: number) => boolean;
  /** What the digits show after a write from `register` on; null if it changes nothing to be seen. */
  readonly shown: (registers: Registers, register: number) => string | null;
  /** Where a new bus address is written. */
  readonly addressRegister: number;
}

const between = (from: number, to: number) => (register: number) => register >= from && register <= to;

/** Armfly LED-485: integers, signed numbers with decimals, and six registers of ASCII. */
const ARMFLY: RegisterMap = {
  known: (register) =>
    between(0x23, 0x25)(register) ||
    register === 0x88 ||
    between(0x90, 0x91)(register) ||
    between(0x70, 0x75)(register),
  shown(registers, register) {
    if (register === 0x88 || register === 0x25) {
      return decimal(registers.get(0x88) ?? 0, registers.get(0x25) ?? 0, false);
    }
    if (register === 0x90) {
      const manner = registers.get(0x90) ?? 0;
      return decimal(registers.get(0x91) ?? 0, manner & 0xff, manner >> 8 !== 0);
    }
    if (register === 0x70) return ascii(registers);
    return null;
  },
  addressRegister: 0x23,
};

/** Another maker's: one number and its decimals; segments one by one from 80 on. */
const PLAIN: RegisterMap = {
  known: (register) => between(0x00, 0x04)(register) || between(0x80, 0x85)(register),
  shown(registers, register) {
    if (register === 0x00 || register === 0x04) {
      return decimal(registers.get(0x00) ?? 0, registers.get(0x04) ?? 0, false);
    }
    return null;
  },
  addressRegister: 0x02,
};

const MAPS = { armfly: ARMFLY, "armfly-libmodbus": ARMFLY, plain: PLAIN } as const;
export type ModbusLedProfile = keyof typeof MAPS;
/** "armfly-libmodbus": after a request to another address it takes the next frame for that one's answer. */
export const MODBUS_LED_PROFILES: readonly ModbusLedProfile[] = ["armfly", "armfly-libmodbus", "plain"];

const TURNAROUND_MS = 5;
const FRAME_GAP_MS = 3.65;
const ILLEGAL_FUNCTION_BIT = 0x80;
const ILLEGAL_REGISTER = 2;
const MAX_REGISTERS = 125;

/** A row of LED digits that is a Modbus RTU slave. */
export function modbusLed(options: SignOptions<ModbusLedProfile>): Lit {
  const lit = new Lit(options);
  const { profile, outlet } = options;
  const map = MAPS[profile];
  const registers = new Map<number, number>();
  let address = options.address;
  const others = profile === "armfly-libmodbus" ? new AnswersOfOthers() : null;

  function hear(request: ModbusRequest, endMs: number): void {
    if (others?.takesThisForOne || outlet.misses()) return;
    if (request.address === address || request.address === 0) obey(request, endMs);
    else others?.expect();
  }

  function obey(request: ModbusRequest, endMs: number): void {
    const { func, register, values, count } = request;
    const asked = Array.from({ length: Math.min(count, MAX_REGISTERS) }, (_, index) => register + index);
    const own = outlet.faults.answersAs ?? address;
    let answer = [own, func, ...request.bytes.subarray(2, 6)];
    if (count === 0 || count > MAX_REGISTERS || !asked.every(map.known)) {
      lit.misunderstood += 1;
      answer = [own, func | ILLEGAL_FUNCTION_BIT, ILLEGAL_REGISTER];
    } else if (func === READ) {
      const words = asked.map((one) => registers.get(one) ?? 0);
      answer = [own, func, 2 * words.length, ...words.flatMap((word) => [word >> 8, word & 0xff])];
    } else {
      write(register, values, endMs);
      if (func === WRITE_ONE) answer = [own, ...request.bytes.subarray(1, 6)];
    }
    if (request.address !== 0) outlet.answer(modbusFrame(answer), endMs + TURNAROUND_MS);
  }

  function write(register: number, values: readonly number[], endMs: number): void {
    values.forEach((value, index) => {
      registers.set(register + index, value);
      if (register + index === map.addressRegister) address = value;
    });
    const text = map.shown(registers, register);
    if (text !== null) lit.show(text, endMs);
  }

  const heard = modbusHeard(hear);
  outlet.onByte((byte, endMs) => {
    others?.hear(endMs);
    heard.push(byte, endMs);
  });
  return lit;
}

/** How libmodbus listens: after a request to another slave the next frame is that one's answer, whatever it is. */
class AnswersOfOthers {
  takesThisForOne = false;
  #expected = false;
  #lastMs = 0;

  expect(): void {
    this.#expected = true;
  }

  hear(endMs: number): void {
    if (endMs - this.#lastMs > FRAME_GAP_MS) {
      this.takesThisForOne = this.#expected;
      this.#expected = false;
    }
    this.#lastMs = endMs;
  }
}

function decimal(magnitude: number, decimals: number, negative: boolean): string {
  return `${negative ? "-" : ""}${(magnitude / 10 ** decimals).toFixed(decimals)}`;
}

function ascii(registers: Registers): string {
  const words = Array.from({ length: 6 }, (_, index) => registers.get(0x70 + index) ?? 0);
  return Buffer.from(words.flatMap((word) => [word >> 8, word & 0xff]))
    .toString("latin1")
    .replaceAll("\0", "");
}
