import type { SimulatedReader } from "../world/handles.ts";
import type { Outlet } from "./outlet.ts";

const CR = "\r";

/** A QR scanner or card reader on a serial line: says what it read, ended by CR. */
export function serialReader(id: string, label: string, outlet: Outlet): SimulatedReader {
  return {
    id,
    label,
    scan: (text) => outlet.speakUp(Buffer.from(text + CR, "utf8"), 0, () => {}),
  };
}
