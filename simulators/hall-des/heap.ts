/** Events in the order of their time; equal times in the order they were put in. */
export class EventHeap<T> {
  private readonly times: number[] = [];
  private readonly orders: number[] = [];
  private readonly items: T[] = [];
  private count = 0;

  get size(): number {
    return this.items.length;
  }

  put(time: number, item: T): void {
    let i = this.items.length;
    const order = this.count++;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if ((this.times[parent] as number) <= time) break;
      this.move(parent, i);
      i = parent;
    }
    this.set(i, time, order, item);
  }

  /** The earliest event; undefined when there is none. */
  take(): { time: number; item: T } | undefined {
    const time = this.times[0];
    const item = this.items[0];
    if (time === undefined || item === undefined) return undefined;
    const last = this.items.length - 1;
    const lastTime = this.times[last] as number;
    const lastOrder = this.orders[last] as number;
    const lastItem = this.items[last] as T;
    this.times.length = this.orders.length = this.items.length = last;
    if (last > 0) this.sink(lastTime, lastOrder, lastItem);
    return { time, item };
  }

  private sink(time: number, order: number, item: T): void {
    const n = this.items.length;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= n) break;
      if (child + 1 < n && this.before(child + 1, child)) child++;
      const t = this.times[child] as number;
      if (t > time || (t === time && (this.orders[child] as number) > order)) break;
      this.move(child, i);
      i = child;
    }
    this.set(i, time, order, item);
  }

  private before(a: number, b: number): boolean {
    const d = (this.times[a] as number) - (this.times[b] as number);
    return d < 0 || (d === 0 && (this.orders[a] as number) < (this.orders[b] as number));
  }

  private move(from: number, to: number): void {
    this.set(to, this.times[from] as number, this.orders[from] as number, this.items[from] as T);
  }

  private set(i: number, time: number, order: number, item: T): void {
    this.times[i] = time;
    this.orders[i] = order;
    this.items[i] = item;
  }
}
