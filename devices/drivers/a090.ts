import { LEAD, LONGEST_DATA_BYTES, START } from "../framing/a090/frame.ts";
import { a090Framing } from "../framing/a090/parser.ts";
import { writeA090 } from "../framing/a090/writer.ts";
import { type Driver, type DriverProfile, PLAIN } from "./driver.ts";
import { gb2312, isInGb2312 } from "./gb2312.ts";
import { firstShowable, sayings } from "./showable.ts";

/** Red; 1 and 2 exist on screens of more colours and are not published. */
const RED = [0];
const NO_COLOUR: number[] = [];

/** The text's characters, each with what follows it. */
function characters(text: string, colour: readonly number[]): number[] {
  return gb2312(text).flatMap((character) => [...character, ...colour]);
}

function screen(colour: readonly number[]): DriverProfile {
  const canShow = (text: string) => isInGb2312(text) && characters(text, colour).length <= LONGEST_DATA_BYTES;
  return {
    ...PLAIN,
    encode: {
      show(address, content) {
        const shown = firstShowable(sayings(content), canShow) ?? "";
        return [writeA090(address, characters(shown, colour))];
      },
    },
    reply: {
      timeoutMs: 80,
      attempts: 3,
      // The answer repeats the address and nothing else of the request.
      isAnswer: (request, frame) => frame[0] === LEAD && frame[1] === START && frame[2] === request[2],
    },
  };
}

/** A0 90 window screen, in Chinese or English: its frames carry characters of its own font, and no dots. */
export const a090: Driver = {
  name: "a090",
  source: "a public hall program that drives it",
  roles: ["window-display"],
  framing: a090Framing,
  profiles: { colour: screen(RED), mono: screen(NO_COLOUR) },
  addresses: { lowest: 0, highest: 255 },
};
