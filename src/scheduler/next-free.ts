const ABSENT = -1;

/**
 * The windows of a simulation by when they will be free: a binary heap that knows where each window stands in
 * it (Williams 1964), since the next one free is asked for at every simulated event.
 */
export class NextFree {
  /** When each window will be free; infinity for one that is idle or away. To be changed by `set` alone. */
  readonly at: Float64Array;
  private readonly heap: Int32Array;
  private readonly place: Int32Array;
  private size = 0;

  constructor(windows: number) {
    this.at = new Float64Array(windows).fill(Number.POSITIVE_INFINITY);
    this.heap = new Int32Array(windows);
    this.place = new Int32Array(windows).fill(ABSENT);
  }

  /** The window that will be free first; -1 when none will. */
  get first(): number {
    return this.size === 0 ? ABSENT : (this.heap[0] as number);
  }

  clear(): void {
    this.size = 0;
    this.at.fill(Number.POSITIVE_INFINITY);
    this.place.fill(ABSENT);
  }

  set(w: number, time: number): void {
    const known = this.place[w] as number;
    this.at[w] = time;
    if (time < Number.POSITIVE_INFINITY) {
      const from = known === ABSENT ? this.size++ : known;
      this.sink(w, this.rise(w, from));
    } else if (known !== ABSENT) this.remove(w, known);
  }

  private remove(w: number, from: number): void {
    this.place[w] = ABSENT;
    const last = this.heap[--this.size] as number;
    if (last !== w) this.sink(last, this.rise(last, from));
  }

  /** Moves the hole at `from` up as far as the window belongs; where it is then. */
  private rise(w: number, from: number): number {
    const { heap, at } = this;
    const time = at[w] as number;
    let i = from;
    while (i > 0) {
      const up = (i - 1) >> 1;
      const above = heap[up] as number;
      if ((at[above] as number) <= time) break;
      this.put(above, i);
      i = up;
    }
    return i;
  }

  /** Moves the hole at `from` down as far as the window belongs, and puts the window there. */
  private sink(w: number, from: number): void {
    const { heap, at, size } = this;
    const time = at[w] as number;
    let i = from;
    for (let down = 2 * i + 1; down < size; down = 2 * i + 1) {
      if (down + 1 < size && (at[heap[down + 1] as number] as number) < (at[heap[down] as number] as number))
        down++;
      const below = heap[down] as number;
      if ((at[below] as number) >= time) break;
      this.put(below, i);
      i = down;
    }
    this.put(w, i);
  }

  private put(w: number, i: number): void {
    this.heap[i] = w;
    this.place[w] = i;
  }
}
