/**
 * A host in a process of its own, to be killed: relays bytes between its parent and the terminal argv[2]. It holds
 * the terminal without serialport, whose own answer to a hang-up is not what is tried here.
 */
import { constants, openSync } from "node:fs";
import { ReadStream, WriteStream } from "node:tty";

const flags = constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK;
const port = new ReadStream(openSync(process.argv[2] ?? "", flags));
const out = new WriteStream(openSync(process.argv[2] ?? "", flags));
port.setRawMode(true);
port.on("data", (bytes: Buffer) => process.send?.({ event: "data", hex: bytes.toString("hex") }));
port.on("error", () => {});
port.on("close", () => process.send?.({ event: "close" }, () => process.exit(0)));
process.on("message", (digits: string) => out.write(Buffer.from(digits, "hex")));
process.send?.({ event: "open" });
