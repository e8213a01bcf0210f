export type Direction = "to-device" | "from-device";

export interface WireTraffic {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  readonly atMs: number;
}

/** Long traffic is told in pieces of about this size. */
const PIECE_BYTES = 64;

/** Collects what crosses a wire, to tell it a frame at a time rather than byte by byte. */
export class Traffic {
  readonly #crossed = { "to-device": [] as number[], "from-device": [] as number[] };
  readonly #shared: boolean;
  readonly #onTraffic: (traffic: WireTraffic) => void;

  /** On a `shared` pair the two directions are told in the order in which they took turns. */
  constructor(shared: boolean, onTraffic: (traffic: WireTraffic) => void) {
    this.#shared = shared;
    this.#onTraffic = onTraffic;
  }

  note(direction: Direction, byte: number, atMs: number): void {
    if (this.#shared) this.tell(direction === "to-device" ? "from-device" : "to-device", atMs, true);
    this.#crossed[direction].push(byte);
  }

  /** `silent`: the speaker has no more to say for now; while it speaks, only long pieces are told. */
  tell(direction: Direction, atMs: number, silent: boolean): void {
    const crossed = this.#crossed[direction];
    if (crossed.length === 0 || (!silent && crossed.length < PIECE_BYTES)) return;
    this.#onTraffic({ direction, bytes: Uint8Array.from(crossed.splice(0)), atMs });
  }
}
