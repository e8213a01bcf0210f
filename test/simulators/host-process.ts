/** A host in a process of its own, to be killed: relays bytes between its parent and the port argv[2]. */
import { SerialPort } from "serialport";
import { endReadAtHangUp } from "../../devices/link/hang-up.ts";

const port = new SerialPort({ path: process.argv[2] ?? "", baudRate: 9600 });
port.prependListener("open", () => endReadAtHangUp(port.port));
port.on("open", () => process.send?.({ event: "open" }));
port.on("data", (bytes: Buffer) => process.send?.({ event: "data", hex: bytes.toString("hex") }));
port.on("close", () => process.send?.({ event: "close" }, () => process.exit(0)));
process.on("message", (digits: string) => port.write(Buffer.from(digits, "hex")));
