import type { WireClock } from "../clock.ts";
import type { DeviceSpec, Log, StatusKeeper } from "../device.ts";
import type { DriverProfile } from "../drivers/driver.ts";
import type { Framing } from "../framing/framing.ts";
import { FrameScanner } from "../framing/scanner.ts";
import type { Link, LinkFault } from "../link/link.ts";
import { Bus } from "./bus.ts";
import { NoiseGuard } from "./noise-guard.ts";
import { Station } from "./station.ts";

/** One wire with the devices on it: cuts its bytes into frames and hands each to the device that sent it. */
export class Wire {
  readonly #link: Link;
  readonly #log: Log;
  readonly #clock: WireClock;
  readonly #framing: Framing;
  readonly #scanner: FrameScanner;
  readonly #bus: Bus;
  readonly #noise: NoiseGuard;
  readonly #stations: Station[] = [];
  #wasUp = false;
  /** Why it is down: of the many attempts to open it only what is new is worth a word. */
  #fault = "";
  #cancelAbandoning = () => {};

  constructor(options: { link: Link; framing: Framing; clock: WireClock; log: Log }) {
    const { link, framing, clock } = options;
    this.#link = link;
    this.#log = options.log;
    this.#clock = clock;
    this.#framing = framing;
    this.#scanner = new FrameScanner(framing);
    this.#noise = new NoiseGuard(clock);
    this.#bus = new Bus({
      clock,
      write: (bytes, taken) => link.write(bytes, taken),
      isMidFrame: () => this.#scanner.isMidFrame,
      talkedDown: () => link.shutOff(this.#noise.flood(), "someone speaks without a pause"),
    });
  }

  /** Adds a device; all of them before `open`. */
  attach(spec: DeviceSpec, profile: DriverProfile, status: StatusKeeper): Station {
    const station = new Station({ spec, profile, status, bus: this.#bus });
    this.#stations.push(station);
    return station;
  }

  open(): void {
    this.#link.open({
      up: () => this.#up(),
      down: (fault) => this.#down(fault),
      bytes: (bytes) => this.#hear(bytes),
    });
  }

  async close(): Promise<void> {
    this.#cancelAbandoning();
    this.#bus.wireDown();
    await this.#link.close();
    for (const { status } of this.#stations) status.enter("closed");
  }

  #up(): void {
    this.#bus.wireUp();
    for (const station of this.#stations) {
      if (this.#wasUp) station.status.counters.reconnects += 1;
      station.status.enter("idle");
    }
    this.#wasUp = true;
    this.#fault = "";
    for (const station of this.#stations) station.onUp();
  }

  #down(fault: LinkFault): void {
    this.#abandonFrame();
    this.#bus.wireDown();
    const reason = `${fault.code}: ${fault.message}`;
    if (reason !== this.#fault) this.#log.warn({ link: this.#link.id, reason }, "a wire is down");
    this.#fault = reason;
    for (const { status } of this.#stations) status.lost(fault);
  }

  #hear(bytes: Uint8Array): void {
    const frames = this.#scanner.push(bytes);
    this.#bus.heard();
    for (const frame of frames) this.#dispatch(frame);
    this.#watchHalfFrame();
    const shutOffMs = this.#noise.noise(this.#countNoise());
    if (shutOffMs > 0) this.#link.shutOff(shutOffMs, "nothing but noise on the wire");
  }

  /** Gives a frame that has begun so long for its next byte. */
  #watchHalfFrame(): void {
    this.#cancelAbandoning();
    const { abandonedAfterMs } = this.#framing;
    if (abandonedAfterMs !== undefined && this.#scanner.isMidFrame)
      this.#cancelAbandoning = this.#clock.after(abandonedAfterMs, () => this.#abandonFrame());
  }

  #abandonFrame(): void {
    this.#cancelAbandoning();
    this.#scanner.reset();
    this.#countNoise();
  }

  /** Passes new noise on to every device's counter; returns how many bytes it was. */
  #countNoise(): number {
    const bytes = this.#scanner.discardedBytes;
    this.#scanner.discardedBytes = 0;
    if (bytes > 0) for (const { status } of this.#stations) status.counters.discardedBytes += bytes;
    return bytes;
  }

  #dispatch(frame: Uint8Array): void {
    if (this.#bus.offer(frame)) return;
    for (const station of this.#stations) if (station.hear(frame)) return;
  }
}
