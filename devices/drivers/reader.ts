import { readLine, textLineFraming } from "../framing/text-line/parser.ts";
import { type Driver, PLAIN } from "./driver.ts";

/** QR scanners and card readers that send what they read as a line of text ended by CR. */
export const reader: Driver = {
  name: "reader",
  source: "the factory setting of serial and USB-CDC scanners: text, CR",
  roles: ["reader"],
  framing: textLineFraming,
  profiles: {
    default: {
      ...PLAIN,
      decode(_address, frame) {
        const text = readLine(frame);
        return text === "" ? null : { kind: "text", text };
      },
    },
  },
  addresses: null,
};
