import type { Actor, WindowId } from "../core/ids.ts";
import type { HallPort } from "./hall-port.ts";
import { HttpProblem } from "./problems.ts";
import type { Session, Sessions } from "./sessions.ts";
import { tabletWindow } from "./tablet-token.ts";
import type { AnyRequest } from "./typed.ts";

export const SESSION_COOKIE = "halld_session";

/** Who is behind a request, and what they may do. */
export class Access {
  readonly #hall: HallPort;
  readonly #sessions: Pick<Sessions, "find">;

  constructor(hall: HallPort, sessions: Pick<Sessions, "find">) {
    this.#hall = hall;
    this.#sessions = sessions;
  }

  /** Everyone may do everything, signed in or not. */
  get open(): boolean {
    return this.#hall.loop.state.rules?.hall.access === "open";
  }

  session(request: AnyRequest): Session | undefined {
    const token = bearerOf(request) ?? cookieOf(request);
    return token === undefined ? undefined : this.#sessions.find(token);
  }

  /** Who asks; `otherwise` names those who did not sign in. */
  actor(request: AnyRequest, otherwise: Actor): Actor {
    const session = this.session(request);
    return session ? `clerk:${session.clerk}` : otherwise;
  }

  /** Who works at the window with this request. Throws when they may not. */
  actorAt(request: AnyRequest, window: WindowId): Actor {
    const session = this.session(request);
    if (!this.open) {
      if (!session) throw new HttpProblem("not-signed-in");
      if (session.window !== window) throw new HttpProblem("not-allowed", { window: session.window });
    }
    return session ? `clerk:${session.clerk}` : "anyone";
  }

  /** The window whose tablet asks. */
  tablet(request: AnyRequest): WindowId | undefined {
    const token = bearerOf(request);
    if (token === undefined) return undefined;
    return tabletWindow(this.#hall.secret, token, this.#hall.loop.state.windows.keys());
  }
}

function bearerOf({ headers }: AnyRequest): string | undefined {
  return /^Bearer ([\w-]+)$/i.exec(headers.authorization ?? "")?.[1];
}

/** Cookies are read only where somebody may be signed in: most requests have none. */
function cookieOf({ headers, server }: AnyRequest): string | undefined {
  return headers.cookie === undefined ? undefined : server.parseCookie(headers.cookie)[SESSION_COOKIE];
}
