import type { SimulatedReader } from "../world/handles.ts";
import type { Outlet } from "./outlet.ts";

const CR = "\r";

/** A QR scanner or card reader on a serial line: says what it read, ended by CR. */
export class SerialReader implements SimulatedReader {
  readonly id: string;
  readonly label: string;
  readonly #outlet: Outlet;

  constructor(id: string, label: string, outlet: Outlet) {
    this.id = id;
    this.label = label;
    this.#outlet = outlet;
  }

  scan(text: string): void {
    this.#outlet.speakUp(Buffer.from(text + CR, "utf8"), 0, () => {});
  }
}
