import { onbonFraming, readOnbon } from "../framing/onbon/parser.ts";
import { lowFirst, writeOnbon } from "../framing/onbon/writer.ts";
import { type Driver, type DriverProfile, PLAIN, type ReplyTable } from "./driver.ts";
import { gb2312, isInGb2312 } from "./gb2312.ts";
import { firstShowable, sayings } from "./showable.ts";

const DAEMON = 0x8000;
const ANSWER_WANTED = 0x01;
const PING = [0xa2, 0x00, ANSWER_WANTED, 0, 0];
const REAL_TIME_TEXT = [0xa3, 0x06, ANSWER_WANTED];
/** First byte of an answer's data; the second byte is 0 for done and 1 for refused, the third then says why. */
const ANSWER = 0xa0;
const DONE = 0x00;
const REFUSED = 0x01;
const REFUSALS: Readonly<Record<number, string>> = { 3: "busy", 4: "no memory", 5: "wrong CRC" };

/** With the top bit X and width count pixels, without it eight of them. */
const IN_PIXELS = 0x8000;

/** How a text appears in its area, one number a byte, in the order of the command. */
const APPEARANCE = {
  dynamicArea: 0,
  lineGap: 0,
  /** Shown until the next text comes. */
  runMode: 0,
  timeoutS: [0, 0],
  reserved: [0, 0, 0],
  /** 1 is one line, 2 is several. */
  singleLine: 2,
  newLine: 2,
  /** 1 stands still. */
  displayMode: 1,
  exitMode: 0,
  speed: 0,
  stay: 0,
};

function textArea(widthPixels: number, heightPixels: number, text: readonly number[]): number[] {
  return [
    ...[0, ...lowFirst(IN_PIXELS), ...lowFirst(0)],
    ...lowFirst(IN_PIXELS | widthPixels),
    ...lowFirst(heightPixels),
    ...Object.values(APPEARANCE).flat(),
    ...lowFirst(text.length),
    ...lowFirst(0),
    ...text,
  ];
}

/** `A3 06`: one area, none deleted; the third byte of the request asks for an answer. */
function realTimeText(area: readonly number[]): number[] {
  const areas = [0, 1, ...lowFirst(area.length), ...area];
  return [...REAL_TIME_TEXT, ...lowFirst(areas.length), ...areas];
}

const reply: ReplyTable = {
  timeoutMs: 150,
  attempts: 3,
  isAnswer(_request, frame) {
    const { destination, data } = readOnbon(frame);
    return destination === DAEMON && data[0] === ANSWER && data[1] === DONE;
  },
  refusal(_request, frame) {
    const { destination, data } = readOnbon(frame);
    if (destination !== DAEMON || data[0] !== ANSWER || data[1] !== REFUSED) return null;
    return REFUSALS[data[2] ?? 0] ?? `error ${data[2]}`;
  },
};

/** Pixels of a letter's half width and of a line, in the card's own font. */
const COLUMN_PIXELS = 8;
const LINE_PIXELS = 16;

/** Whether the characters stand on so many lines; one of two bytes takes two columns, and is not split. */
function fits(characters: readonly number[][], columns: number, lines: number): boolean {
  let line = 1;
  let column = 0;
  for (const { length } of characters) {
    if (column + length > columns) {
      line += 1;
      column = 0;
    }
    column += length;
  }
  return line <= lines && columns > 1;
}

/** @param mostBytes that an area of this family holds. */
function screen(widthPixels: number, heightPixels: number, mostBytes: number): DriverProfile {
  const columns = widthPixels / COLUMN_PIXELS;
  const lines = Math.floor(heightPixels / LINE_PIXELS);
  // It stands still: what does not fit would not be seen.
  const canShow = (text: string) =>
    isInGb2312(text) && gb2312(text).flat().length <= mostBytes && fits(gb2312(text), columns, lines);
  return {
    ...PLAIN,
    encode: {
      show(address, content) {
        // An area without a text keeps its last one: a blank clears it.
        const text = gb2312(firstShowable(sayings(content), canShow) ?? " ").flat();
        return [writeOnbon(address, realTimeText(textArea(widthPixels, heightPixels, text)))];
      },
    },
    reply,
    poll: (address) => writeOnbon(address, PING),
  };
}

const AREA_BYTES_5K = 512;
const AREA_BYTES_6K = 1_024;

/**
 * Onbon LED controllers; profiles by family and by the screen's pixels. An area is gone after a power cut. They are
 * cards with fonts: real-time areas take characters, and no dots.
 */
export const onbonBx5k: Driver = {
  name: "onbon-bx5k",
  source: "Onbon, BX-5K/6K communication protocol, users' version; a dealer's worked example of A3 06",
  roles: ["window-display"],
  framing: onbonFraming,
  profiles: {
    "5k-64x16": screen(64, 16, AREA_BYTES_5K),
    "5k-96x16": screen(96, 16, AREA_BYTES_5K),
    "5k-128x32": screen(128, 32, AREA_BYTES_5K),
    "6k-64x16": screen(64, 16, AREA_BYTES_6K),
    "6k-96x16": screen(96, 16, AREA_BYTES_6K),
    "6k-128x32": screen(128, 32, AREA_BYTES_6K),
  },
  addresses: { lowest: 1, highest: 0xfffd },
};
