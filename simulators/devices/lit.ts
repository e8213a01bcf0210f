import type { SimulatedSign } from "../world/handles.ts";
import type { Outlet } from "./outlet.ts";

export interface SignOptions<Profile extends string = string> {
  readonly id: string;
  readonly address: number;
  readonly label: string;
  readonly profile: Profile;
  readonly outlet: Outlet;
}

/** What a sign shows, since when, and what it showed before. */
export class Lit implements SimulatedSign {
  readonly id: string;
  readonly address: number;
  readonly label: string;
  readonly history: { text: string; atMs: number }[] = [];
  text = "";
  sinceMs: number;
  misunderstood = 0;
  readonly #changed: () => void;

  constructor({ id, address, label, outlet }: Omit<SignOptions, "profile">) {
    this.id = id;
    this.address = address;
    this.label = label;
    this.sinceMs = outlet.time.nowMs();
    this.#changed = outlet.changed;
  }

  show(text: string, atMs: number): void {
    if (text === this.text) return;
    this.text = text;
    this.sinceMs = atMs;
    this.history.push({ text, atMs });
    this.#changed();
  }
}
