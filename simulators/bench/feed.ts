import { wireDecoder } from "../wire/decode.ts";
import type { WireDecoder } from "../wire/decoded.ts";
import type { WireBytes, World } from "../world/world.ts";
import type { BenchNews, DeviceView, FrameView, WireView } from "./messages.ts";
import { deviceKinds, deviceView } from "./views.ts";

/** More than this in one message nobody can read. */
const framesAMessage = 40;
/** Of a frame so many bytes are shown. */
const bytesAFrame = 48;
const sameHashMs = 20;

/** What happened on the bench since the last `take`: devices that changed, bytes that crossed, frames on watched wires. */
export class BenchFeed {
  readonly #world: World;
  readonly #kinds;
  readonly #changed = new Set<string>();
  readonly #traffic = new Map<string, { toDevice: number; fromDevice: number }>();
  readonly #plugged = new Map<string, boolean>();
  readonly #decoders = new Map<string, WireDecoder>();
  #frames: FrameView[] = [];
  #framesLeftOut = 0;
  readonly #stops: (() => void)[];

  constructor(world: World) {
    this.#world = world;
    this.#kinds = deviceKinds(world);
    this.#stops = [
      world.onChange(({ device }) => this.#changed.add(device)),
      world.onBytes((bytes) => this.#hear(bytes)),
    ];
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  /** Decodes these wires from now on, and no others. */
  watchWires(wires: ReadonlySet<string>): void {
    for (const wire of this.#decoders.keys()) if (!wires.has(wire)) this.#decoders.delete(wire);
    for (const { id, devices } of this.#world.plan.wires)
      if (wires.has(id) && !this.#decoders.has(id))
        this.#decoders.set(id, wireDecoder(devices.map(({ kind }) => kind)));
  }

  snapshot(): BenchNews {
    const devices = this.#views(this.#kinds.keys());
    const wires = this.#world.plan.wires.map(({ id }) => [id, this.#wireView(id)] as const);
    return { news: "snapshot", devices, wires: Object.fromEntries(wires) };
  }

  /** The changes since the last call; null when there are none. */
  take(): BenchNews | null {
    const devices = this.#views(this.#changed);
    const wires: Record<string, WireView> = {};
    for (const { id } of this.#world.plan.wires) {
      const plugged = this.#world.plugged(id);
      if (this.#traffic.has(id) || this.#plugged.get(id) !== plugged) wires[id] = this.#wireView(id);
      this.#plugged.set(id, plugged);
    }
    const [frames, framesLeftOut] = [this.#frames, this.#framesLeftOut];
    this.#changed.clear();
    this.#traffic.clear();
    this.#frames = [];
    this.#framesLeftOut = 0;
    if (Object.keys(devices).length + Object.keys(wires).length + frames.length === 0) return null;
    return { news: "changes", devices, wires, frames, framesLeftOut };
  }

  /** Power is nothing that a device says of itself. */
  touched(device: string): void {
    this.#changed.add(device);
  }

  #views(ids: Iterable<string>): Record<string, DeviceView> {
    const views: Record<string, DeviceView> = {};
    for (const id of ids) {
      const kind = this.#kinds.get(id);
      const view = kind === undefined ? null : deviceView(this.#world, id, kind);
      if (view !== null) views[id] = view;
    }
    return views;
  }

  #wireView(id: string): WireView {
    return { plugged: this.#world.plugged(id), toDevice: 0, fromDevice: 0, ...this.#traffic.get(id) };
  }

  #hear(heard: WireBytes): void {
    const { wire, direction, bytes } = heard;
    const counts = this.#traffic.get(wire) ?? { toDevice: 0, fromDevice: 0 };
    if (direction === "to-device") counts.toDevice += bytes.length;
    else counts.fromDevice += bytes.length;
    this.#traffic.set(wire, counts);
    for (const frame of this.#decoders.get(wire)?.push(heard) ?? [])
      this.#note({ ...frame, wire, hex: hexOf(frame.bytes) });
  }

  /** Two that speak at once make a hash of single bytes: one line for all of it. */
  #note(frame: FrameView): void {
    const last = this.#frames.at(-1);
    const sameHash =
      last?.wire === frame.wire &&
      !last.understood &&
      !frame.understood &&
      frame.atMs - last.atMs < sameHashMs &&
      last.hex.length < 3 * bytesAFrame;
    if (sameHash)
      this.#frames.splice(-1, 1, { ...last, hex: `${last.hex} ${frame.hex}`, text: "two at once, or noise" });
    else if (this.#frames.length >= framesAMessage) this.#framesLeftOut++;
    else this.#frames.push(frame);
  }
}

function hexOf(bytes: Uint8Array): string {
  const shown = Buffer.from(bytes.subarray(0, bytesAFrame)).toString("hex");
  const pairs = shown.toUpperCase().replace(/../g, "$& ").trimEnd();
  return bytes.length > bytesAFrame ? `${pairs} …` : pairs;
}
