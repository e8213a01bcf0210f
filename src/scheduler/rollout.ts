import { at } from "./arena.ts";
import type { Future } from "./futures.ts";
import { leftOverCost } from "./left-over.ts";
import { Lines } from "./lines.ts";
import { NextFree } from "./next-free.ts";
import type { Outlook } from "./outlook.ts";
import type { Scope } from "./scope.ts";
import { urgentSlope, waitCost } from "./wait-cost.ts";

/** What is tried at the start of a simulation; windows, slots and groups by their place. */
export type Trial =
  | { kind: "go-on" }
  /** The window calls the first ticket of that slot's group. */
  | { kind: "call"; window: number; slot: number }
  /** The window's sign becomes these slots, after its citizen and the set-up. */
  | { kind: "sign"; window: number; slots: readonly number[] };

const NOBODY = -1;
/** Signs only: minutes of work per window, beyond the set-up, for which an idle window goes over. */
const WORTH_SWITCHING = 5;

/** Simulates a future under trials, in one part of the hall. Each run starts afresh. */
export class Rollout {
  private readonly o: Outlook;
  private readonly future: Future;
  private readonly free: NextFree;
  private readonly lines: Lines;
  private readonly idle: Uint8Array;
  private readonly shown: Uint8Array;
  private readonly locked: Float64Array;
  private readonly cover: Int32Array;
  private readonly recall: Int32Array;
  private scope: Scope;
  private cost = 0;
  /** No window goes over by itself before. */
  private switchesFrom = 0;
  private watched = NOBODY;
  private watchedAt = Number.POSITIVE_INFINITY;
  /** Work done so far, an event or a window set up counting one: the measure of a decision's budget. */
  steps = 0;

  constructor(outlook: Outlook, future: Future, scope: Scope) {
    const { windows, groups } = outlook.arena;
    this.o = outlook;
    this.future = future;
    this.scope = scope;
    this.free = new NextFree(windows);
    this.lines = new Lines(groups, future.count);
    this.idle = new Uint8Array(windows);
    this.shown = new Uint8Array(outlook.shown.length);
    this.locked = new Float64Array(windows);
    this.cover = new Int32Array(groups);
    this.recall = new Int32Array(windows);
  }

  /** From now on only this part of the hall is simulated. */
  confine(scope: Scope): void {
    this.scope = scope;
  }

  /**
   * Total cost of waiting in this future under the trial, in weighted minutes.
   * @param switchesFrom minutes from now before which no window changes its sign but by the trial or a recall
   */
  run(trial: Trial, switchesFrom = 0): number {
    this.switchesFrom = switchesFrom;
    this.reset();
    this.begin(trial);
    this.play(this.o.horizon);
    const present = this.scope.windows.filter((w) => this.present(w));
    return this.cost + leftOverCost(this.o, this.future, this.lines, present, this.shown);
  }

  /** Minutes until the ticket at that place of `outlook.waiting` is called; infinity beyond the horizon. */
  waitOf(place: number): number {
    this.reset();
    this.watched = place;
    this.watchedAt = Number.POSITIVE_INFINITY;
    this.switchesFrom = 0;
    this.begin({ kind: "go-on" });
    this.play(this.o.horizon);
    this.watched = NOBODY;
    return this.watchedAt;
  }

  private reset(): void {
    const { o, future, scope } = this;
    const { firstSlot, slotGroup } = o.arena;
    this.cost = 0;
    this.steps += scope.windows.length;
    this.idle.fill(0);
    this.free.clear();
    this.shown.set(o.shown);
    this.locked.set(o.lockedUntil);
    this.recall.fill(NOBODY);
    this.lines.clear();
    this.cover.fill(0);
    for (const w of scope.windows) {
      this.free.set(w, at(future.freeAt, w));
      this.idle[w] = at(o.idle, w);
      if (!this.present(w)) continue;
      for (let s = at(firstSlot, w); s < at(firstSlot, w + 1); s++)
        if (at(o.shown, s) === 1) this.cover[at(slotGroup, s)] = at(this.cover, at(slotGroup, s)) + 1;
    }
    for (const i of scope.waiting) this.lines.add(at(future.group, i), i);
  }

  private present(w: number): boolean {
    return at(this.idle, w) === 1 || at(this.free.at, w) < Number.POSITIVE_INFINITY;
  }

  private begin(trial: Trial): void {
    if (trial.kind === "call") this.serve(trial.window, trial.slot, 0);
    if (trial.kind === "sign") this.changeSign(trial.window, trial.slots, 0);
    for (const w of this.scope.windows)
      if (at(this.idle, w) === 1) {
        const slot = this.pick(w, 0, true);
        if (slot !== NOBODY) this.serve(w, slot, 0);
      }
    if (!this.o.help) {
      this.recallUncovered();
      return;
    }
    for (const w of this.scope.windows)
      if (at(this.idle, w) === 1) {
        const slot = this.pick(w, 0, false);
        if (slot !== NOBODY) this.serve(w, slot, 0);
      }
  }

  private recallUncovered(): void {
    for (let g = 0; g < this.o.arena.groups; g++)
      if (at(this.lines.count, g) > 0 && at(this.cover, g) === 0) this.recallFor(g, 0);
  }

  private changeSign(w: number, slots: readonly number[], t: number): void {
    const { firstSlot, slotGroup } = this.o.arena;
    for (let s = at(firstSlot, w); s < at(firstSlot, w + 1); s++) {
      const on = slots.includes(s) ? 1 : 0;
      const g = at(slotGroup, s);
      this.cover[g] = at(this.cover, g) + on - at(this.shown, s);
      this.shown[s] = on;
    }
    if (at(this.idle, w) === 1) {
      this.idle[w] = 0;
      this.free.set(w, t + this.o.setup);
    } else this.free.set(w, at(this.free.at, w) + this.o.setup);
    this.locked[w] = t + this.o.setup + this.o.dwell;
  }

  private play(until: number): void {
    const { future, free } = this;
    const { groups } = this.scope;
    let i = this.o.waiting.length;
    for (;;) {
      const w = free.first;
      const freeAt = w === NOBODY ? Number.POSITIVE_INFINITY : at(free.at, w);
      while (i < future.count && at(groups, at(future.group, i)) === 0) i++;
      const arrival = i < future.count ? at(future.at, i) : Number.POSITIVE_INFINITY;
      if (arrival >= until && freeAt >= until) return;
      this.steps++;
      if (arrival <= freeAt) {
        const g = at(future.group, i);
        this.lines.add(g, i++);
        this.offer(g, arrival);
      } else this.becomeFree(w, freeAt);
      if (this.watched !== NOBODY && this.watchedAt < Number.POSITIVE_INFINITY) return;
    }
  }

  private offer(g: number, t: number): void {
    const { firstAble, able, slotWindow } = this.o.arena;
    let helper = NOBODY;
    for (let k = at(firstAble, g); k < at(firstAble, g + 1); k++) {
      const slot = at(able, k);
      const w = at(slotWindow, slot);
      if (at(this.idle, w) === 0) continue;
      if (at(this.shown, slot) === 1) {
        this.serve(w, slot, t);
        return;
      }
      if (helper === NOBODY) helper = slot;
    }
    if (this.o.help) {
      if (helper !== NOBODY) this.serve(at(slotWindow, helper), helper, t);
    } else if (at(this.cover, g) === 0) this.recallFor(g, t);
    else if (helper !== NOBODY) this.considerSwitch(at(slotWindow, helper), t);
  }

  private becomeFree(w: number, t: number): void {
    this.idle[w] = 1;
    this.free.set(w, Number.POSITIVE_INFINITY);
    if (at(this.o.leaveAt, w) <= t && t < at(this.o.backAt, w)) {
      this.idle[w] = 0;
      this.free.set(w, at(this.o.backAt, w));
      return;
    }
    const wanted = at(this.recall, w);
    if (wanted !== NOBODY) {
      this.recall[w] = NOBODY;
      if (at(this.shown, wanted) === 0) {
        this.changeSign(w, [wanted], t);
        return;
      }
    }
    const slot = this.pick(w, t, !this.o.help);
    if (slot !== NOBODY) this.serve(w, slot, t);
    else if (!this.o.help) this.considerSwitch(w, t);
  }

  /** The slot whose first ticket is most urgent for the window; NOBODY when none waits. */
  private pick(w: number, t: number, onSignOnly: boolean): number {
    const { firstSlot, slotGroup } = this.o.arena;
    let best = NOBODY;
    let bestUrgency = 0;
    for (let s = at(firstSlot, w); s < at(firstSlot, w + 1); s++) {
      const g = at(slotGroup, s);
      if (at(this.lines.count, g) === 0) continue;
      const on = at(this.shown, s) === 1;
      if (onSignOnly && !on) continue;
      const i = this.lines.first(g);
      const u =
        at(this.future.weight, i) *
        urgentSlope(t - at(this.future.at, i)) *
        at(on ? this.o.worth : this.o.worthOff, s);
      if (u > bestUrgency) {
        best = s;
        bestUrgency = u;
      }
    }
    return best;
  }

  private serve(w: number, slot: number, t: number): void {
    const g = at(this.o.arena.slotGroup, slot);
    const i = this.lines.take(g);
    this.cost += at(this.future.weight, i) * waitCost(t - at(this.future.at, i));
    if (i === this.watched) this.watchedAt = t;
    this.idle[w] = 0;
    const overhead = at(this.shown, slot) === 1 ? 0 : this.o.overhead;
    this.free.set(w, t + at(this.future.unit, i) * at(this.o.mean, slot) + overhead);
  }

  /** Signs only: an idle window goes over to the authorised group with the most work waiting per window. */
  private considerSwitch(w: number, t: number): void {
    if (t < this.switchesFrom || at(this.locked, w) > t || at(this.idle, w) === 0) return;
    const { firstSlot, slotGroup } = this.o.arena;
    let best = NOBODY;
    let bestWork = WORTH_SWITCHING + this.o.setup;
    for (let s = at(firstSlot, w); s < at(firstSlot, w + 1); s++) {
      const g = at(slotGroup, s);
      const n = at(this.lines.count, g);
      if (at(this.shown, s) === 1 || n === 0) continue;
      const work = (n * at(this.o.mean, s)) / Math.max(1, at(this.cover, g));
      if (work > bestWork) {
        best = s;
        bestWork = work;
      }
    }
    if (best !== NOBODY) this.changeSign(w, [best], t);
  }

  /** Signs only: nobody shows the group any more, so the first able window changes to it. */
  private recallFor(g: number, t: number): void {
    const { firstAble, able, slotWindow } = this.o.arena;
    let soonest = NOBODY;
    let soonestAt = Number.POSITIVE_INFINITY;
    for (let k = at(firstAble, g); k < at(firstAble, g + 1); k++) {
      const slot = at(able, k);
      const w = at(slotWindow, slot);
      if (at(this.recall, w) !== NOBODY) continue;
      const free = at(this.idle, w) === 1 ? t : at(this.free.at, w);
      if (free < soonestAt - 1) {
        soonest = slot;
        soonestAt = free;
      }
    }
    if (soonest === NOBODY) return;
    const w = at(slotWindow, soonest);
    if (at(this.idle, w) === 1) this.changeSign(w, [soonest], t);
    else this.recall[w] = soonest;
  }
}
