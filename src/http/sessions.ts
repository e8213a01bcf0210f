import { randomBytes } from "node:crypto";
import type { WindowId } from "../core/ids.ts";

/** A clerk signed in at a window. */
export interface Session {
  clerk: string;
  window: WindowId;
}

/** Who is signed in, by the token that a browser or program shows. */
export class Sessions {
  #byToken = new Map<string, Session>();

  /** @returns the token: 256 random bits, base64url */
  open(session: Session): string {
    const token = randomBytes(32).toString("base64url");
    this.#byToken.set(token, session);
    return token;
  }

  find(token: string): Session | undefined {
    return this.#byToken.get(token);
  }

  close(token: string): void {
    this.#byToken.delete(token);
  }
}
