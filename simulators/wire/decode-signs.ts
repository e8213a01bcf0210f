import iconv from "iconv-lite";
import { type A090Frame, a090Heard } from "./a090.ts";
import type { DecodedFrame, WireDecoder } from "./decoded.ts";
import { type ModbusRequest, modbusHeard, READ } from "./modbus.ts";
import { type OnbonFrame, OnbonReader } from "./onbon.ts";
import type { WireTraffic } from "./traffic.ts";

/** What a reader of frames is given and what it makes of it; null for bytes that are no frame to it. */
type Describe = (traffic: WireTraffic) => string | null;

/** Signs are told a frame at a time: a piece of traffic is one frame, or it is noise. */
function wholeFrames(toDevice: Describe, fromDevice: Describe): WireDecoder {
  return {
    push(traffic): DecodedFrame[] {
      const { direction, bytes, atMs } = traffic;
      const text = direction === "to-device" ? toDevice(traffic) : fromDevice(traffic);
      return [{ direction, bytes, text: text ?? "noise", understood: text !== null, atMs }];
    },
  };
}

/** Feeds all bytes to a reader of frames and joins what it found. */
function framesIn<Frame>(
  makeReader: (onFrame: (frame: Frame) => void) => { push(byte: number, endMs: number): void },
  describe: (frame: Frame) => string,
): Describe {
  return ({ bytes }) => {
    const texts: string[] = [];
    const reader = makeReader((frame) => texts.push(describe(frame)));
    for (const byte of bytes) reader.push(byte, 0);
    return texts.length === 0 ? null : texts.join("; ");
  };
}

const LAST_COLOUR = 2;

export function a090Decoder(): WireDecoder {
  const request = framesIn<A090Frame>(a090Heard, ({ address, data }) => {
    const characters = data.filter((byte) => byte > LAST_COLOUR);
    return `“${iconv.decode(Buffer.from(characters), "gb2312")}” at ${address}`;
  });
  return wholeFrames(request, ({ bytes }) => (bytes[0] === 0xa0 ? `shown at ${bytes[2]}` : null));
}

export function onbonDecoder(): WireDecoder {
  const ofFrame = (describe: (frame: OnbonFrame) => string) =>
    framesIn<OnbonFrame>(
      (onFrame) => new OnbonReader(onFrame),
      (frame) => (frame.crcRight ? describe(frame) : "wrong CRC"),
    );
  return wholeFrames(
    ofFrame(({ destination, data }) => `${onbonCommand(data)} to ${destination}`),
    ofFrame(({ data }) => (data[1] === 0 ? "done" : `refused, ${data[2]}`)),
  );
}

function onbonCommand(data: Buffer): string {
  const command = data.readUInt16BE(0);
  if (command === 0xa200) return "ping";
  if (command === 0xa306) return `${data.length} bytes of text areas`;
  return `command ${command.toString(16)}`;
}

export function modbusDecoder(): WireDecoder {
  const request = framesIn<ModbusRequest>(modbusHeard, ({ address, func, register, values, count }) => {
    const place = `register ${register.toString(16).padStart(2, "0")} of ${address}`;
    return func === READ ? `read ${count} from ${place}` : `write ${values.join(" ")} to ${place}`;
  });
  return wholeFrames(request, ({ bytes }) => {
    const [address, func = 0, error] = bytes;
    return (func & 0x80) === 0 ? `done by ${address}` : `refused by ${address}, ${error}`;
  });
}

export function counterBoardDecoder(): WireDecoder {
  return wholeFrames(
    ({ bytes }) => {
      const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
      if (bytes.length === 4) return `${second * 256 + third} at ${first}`;
      return bytes.length === 7 && first === 0x3a ? `${third + fourth * 256} at ${second}` : null;
    },
    () => null,
  );
}

/** Lines of plain text, control characters as their codes. */
export function textDecoder(): WireDecoder {
  const describe: Describe = ({ bytes }) => {
    const characters = Array.from(Buffer.from(bytes).toString("utf8"), (character) => {
      const code = character.codePointAt(0) ?? 0;
      return code < 0x20 ? `‹${code.toString(16).padStart(2, "0")}›` : character;
    });
    return characters.join("");
  };
  return wholeFrames(describe, describe);
}
