import { crc16, withCrc16 } from "./crc16.ts";
import { type FrameLength, Heard } from "./heard.ts";

/** A request of Modbus RTU that writes registers (06 one, 10 several) or reads them (03). */
export interface ModbusRequest {
  readonly address: number;
  readonly func: number;
  readonly register: number;
  /** What to write; empty for a reading. */
  readonly values: readonly number[];
  /** How many to read or write. */
  readonly count: number;
  readonly bytes: Uint8Array;
}

export const READ = 0x03;
export const WRITE_ONE = 0x06;
const WRITE_MANY = 0x10;
/** Three and a half bytes of silence end a frame at 9600; a little more bears a host that is late. */
const GAP_MS = 8;

export function modbusHeard(onRequest: (request: ModbusRequest, endMs: number) => void): Heard {
  return new Heard(measure, GAP_MS, (bytes, endMs) => onRequest(parse(bytes), endMs));
}

export function modbusFrame(bytes: readonly number[]): Uint8Array {
  return Uint8Array.from(withCrc16(bytes, 0xffff));
}

function measure(bytes: readonly number[]): FrameLength {
  const [, func, , , , , byteCount] = bytes;
  if (func === undefined) return "incomplete";
  if (func !== READ && func !== WRITE_ONE && func !== WRITE_MANY) return "none";
  if (func === WRITE_MANY && byteCount === undefined) return "incomplete";
  const total = func === WRITE_MANY ? 9 + (byteCount ?? 0) : 8;
  if (bytes.length < total) return "incomplete";
  const crc = crc16(bytes.slice(0, total - 2), 0xffff);
  return bytes[total - 2] === (crc & 0xff) && bytes[total - 1] === crc >>> 8 ? total : "none";
}

function parse(bytes: Uint8Array): ModbusRequest {
  const frame = Buffer.from(bytes);
  const [address = 0, func = 0] = frame;
  const register = frame.readUInt16BE(2);
  const word = frame.readUInt16BE(4);
  const values: number[] = [];
  if (func === WRITE_ONE) values.push(word);
  if (func === WRITE_MANY)
    for (let at = 7; at < frame.length - 2; at += 2) values.push(frame.readUInt16BE(at));
  return { address, func, register, values, count: func === WRITE_ONE ? 1 : word, bytes };
}
