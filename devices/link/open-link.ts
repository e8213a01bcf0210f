import type { WireClock } from "../clock.ts";
import { fileWire } from "./file.ts";
import type { Link, LinkSpec } from "./link.ts";
import { MemoryLink } from "./memory.ts";
import { type OpenWire, ReopeningLink } from "./reopening.ts";
import { serialWire } from "./serial.ts";
import { tcpWire } from "./tcp.ts";

/** Builds the link of a spec; nothing is opened before its `open`. `random` spreads the retries. */
export function createLink(spec: LinkSpec, clock: WireClock, random: () => number): Link {
  if (spec.kind === "memory") return new MemoryLink({ id: spec.id, line: spec.line, clock });
  const reopening = (baud: number | null, openWire: OpenWire) =>
    new ReopeningLink({ id: spec.id, baud, openWire, clock, random });
  switch (spec.kind) {
    case "serial":
      return reopening(spec.baud, serialWire(spec.path, spec.baud, clock));
    case "tcp":
      return reopening(spec.baud ?? null, tcpWire(spec.host, spec.port, clock));
    case "file":
      return reopening(null, fileWire(spec.path, clock));
  }
}
