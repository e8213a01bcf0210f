import { createHash } from "node:crypto";
import type { Day } from "../core/ids.ts";

/** Somebody who works away from windows has signed in on one device. */
export interface StaffSignIn {
  person: string;
  /** The hall's day: no session outlasts it. */
  day: Day;
  /** SHA-256 of the token, hexadecimal: what is stored opens nothing. */
  tokenHash: string;
}

/** Where these sign-ins outlast the process. */
export interface StaffSessionStore {
  load(): readonly StaffSignIn[];
  save(signIns: readonly StaffSignIn[]): Promise<void>;
}

/**
 * Managers and guides who are signed in: each on as many devices as they like, until they sign out or the day ends.
 * They sit at no window, so the journal knows them by what they do and not by where they are.
 */
export class StaffSessions {
  readonly #store: StaffSessionStore;
  readonly #byHash: Map<string, StaffSignIn>;

  constructor(store: StaffSessionStore) {
    this.#store = store;
    this.#byHash = new Map(store.load().map((signIn) => [signIn.tokenHash, signIn]));
  }

  /** @param token unguessable, made by the caller; theirs from now on */
  async open(person: string, day: Day, token: string): Promise<void> {
    for (const [hash, signIn] of this.#byHash) if (signIn.day !== day) this.#byHash.delete(hash);
    const tokenHash = hashOf(token);
    this.#byHash.set(tokenHash, { person, day, tokenHash });
    await this.#store.save([...this.#byHash.values()]);
  }

  /** Whose token it is, while it lasts on this day. */
  find(token: string, today: Day | null): string | undefined {
    const signIn = this.#byHash.get(hashOf(token));
    return signIn?.day === today ? signIn?.person : undefined;
  }

  /** Nothing happens where the token is nobody's. */
  async close(token: string): Promise<void> {
    if (this.#byHash.delete(hashOf(token))) await this.#store.save([...this.#byHash.values()]);
  }
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
