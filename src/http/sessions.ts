import { createHmac } from "node:crypto";
import type { ClerkId, Day, WindowId } from "../core/ids.ts";

/** A clerk signed in at a window. */
export interface Session {
  clerk: ClerkId;
  window: WindowId;
}

/** A sign-in that a token was given for. */
export interface SignIn extends Session {
  /** Where the journal stood right after it: no other sign-in has the same. */
  seq: number;
  /** The hall's day: no session outlasts it. */
  day: Day;
}

/** Where sign-ins outlast the process. */
export interface SessionStore {
  load(): readonly SignIn[];
  save(signIns: readonly SignIn[]): Promise<void>;
}

export interface SessionsOptions {
  secret: Buffer;
  store: SessionStore;
  /** Who is signed in at a window, by the journal. */
  clerkAt(window: WindowId): ClerkId | null;
}

/**
 * Who a token was given to: the latest sign-in at each window. The journal says whether they are signed in still,
 * so sign-out, hand-over and the night end a session without a word here. A token is an HMAC under the hall's
 * secret; what is stored holds none.
 */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #latest = new Map<WindowId, SignIn>();
  readonly #byToken = new Map<string, SignIn>();

  constructor(options: SessionsOptions) {
    this.#options = options;
    for (const signIn of options.store.load()) this.#keep(signIn);
  }

  /**
   * The token of a sign-in; for one who is signed in at the window already, the token they have.
   * @param began false when nothing had to happen, since the clerk sits there already
   */
  async open(signIn: SignIn, began: boolean): Promise<string> {
    const before = this.#latest.get(signIn.window);
    if (!began && before?.clerk === signIn.clerk && before.day === signIn.day) return this.#tokenOf(before);
    this.#keep(signIn);
    await this.#options.store.save([...this.#latest.values()]);
    return this.#tokenOf(signIn);
  }

  /** The session of a token, while it lasts on this day. */
  find(token: string, today: Day | null): Session | undefined {
    const signIn = this.#byToken.get(token);
    const lasts = signIn?.day === today && this.#options.clerkAt(signIn?.window ?? "") === signIn?.clerk;
    return lasts ? signIn : undefined;
  }

  /** Whose token it is or was; for the repetition of a sign-out whose answer was lost. */
  past(token: string): Session | undefined {
    return this.#byToken.get(token);
  }

  #keep(signIn: SignIn): void {
    const before = this.#latest.get(signIn.window);
    if (before) this.#byToken.delete(this.#tokenOf(before));
    this.#latest.set(signIn.window, signIn);
    this.#byToken.set(this.#tokenOf(signIn), signIn);
  }

  #tokenOf({ clerk, window, seq }: SignIn): string {
    const text = JSON.stringify(["session", clerk, window, seq]);
    return createHmac("sha256", this.#options.secret).update(text).digest("base64url");
  }
}
