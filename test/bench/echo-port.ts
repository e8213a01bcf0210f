import { SerialPort } from "serialport";

/** Sends back what it hears: the least that a program on a serial port can do. */
const port = new SerialPort({ path: process.argv[2] ?? "", baudRate: 9600 });
port.on("open", () => process.stdout.write("open\n"));
port.on("data", (bytes: Buffer) => port.write(bytes));
