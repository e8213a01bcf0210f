import { crc16 } from "../crc16.ts";
import { CRC_INIT, READ_HOLDING, WRITE_MULTIPLE, WRITE_SINGLE } from "./frame.ts";

function highFirst(value: number): [number, number] {
  return [(value >> 8) & 0xff, value & 0xff];
}

function withCrc(body: readonly number[]): Uint8Array {
  const crc = crc16(Uint8Array.from(body), CRC_INIT);
  return Uint8Array.from([...body, crc & 0xff, crc >> 8]);
}

/** @param address 1–247; @param register 0–FFFF. */
export function readRegister(address: number, register: number): Uint8Array {
  return withCrc([address, READ_HOLDING, ...highFirst(register), ...highFirst(1)]);
}

/** @param value 0–FFFF, or negative in two's complement. */
export function writeRegister(address: number, register: number, value: number): Uint8Array {
  return withCrc([address, WRITE_SINGLE, ...highFirst(register), ...highFirst(value)]);
}

/** @param bytes the registers' contents, high byte first; an even number of them. */
export function writeRegisters(address: number, register: number, bytes: readonly number[]): Uint8Array {
  const count = highFirst(bytes.length / 2);
  return withCrc([address, WRITE_MULTIPLE, ...highFirst(register), ...count, bytes.length, ...bytes]);
}
