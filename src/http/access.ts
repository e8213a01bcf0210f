import type { Actor, ClerkId, WindowId } from "../core/ids.ts";
import type { HallPort } from "./hall-port.ts";
import { isOperatorToken } from "./operator-token.ts";
import { HttpProblem } from "./problems.ts";
import type { Session, Sessions } from "./sessions.ts";
import { tabletWindow } from "./tablet-token.ts";
import type { AnyRequest } from "./typed.ts";

export const SESSION_COOKIE = "halld_session";
const OPERATOR: Actor = "operator";

/** Who is behind a request, and what they may do. */
export class Access {
  readonly #hall: HallPort;
  readonly #sessions: Sessions;

  constructor(hall: HallPort, sessions: Sessions) {
    this.#hall = hall;
    this.#sessions = sessions;
  }

  /** Everyone may do everything, signed in or not. */
  get open(): boolean {
    return this.#hall.loop.state.rules?.hall.access === "open";
  }

  session(request: AnyRequest): Session | undefined {
    const token = tokenOf(request);
    return token === undefined ? undefined : this.#sessions.find(token, this.#hall.loop.state.day);
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
      if (!this.#hall.loop.state.windows.has(window)) throw new HttpProblem("unknown-window", { window });
      if (session.window !== window) throw new HttpProblem("not-allowed", { window: session.window });
    }
    return session ? `clerk:${session.clerk}` : "anyone";
  }

  /** Who asks for what only staff may. Throws when they may not. */
  staff(request: AnyRequest): Actor {
    const session = this.session(request);
    if (session) return `clerk:${session.clerk}`;
    if (this.operator(request)) return OPERATOR;
    if (!this.open) throw new HttpProblem("not-signed-in");
    return "anyone";
  }

  isStaff(request: AnyRequest): boolean {
    return this.open || this.session(request) !== undefined || this.operator(request);
  }

  /** Who keeps the daemon running. Throws for others; where everyone may do everything it is anyone. */
  operatorOrOpen(request: AnyRequest): Actor {
    if (this.operator(request)) return OPERATOR;
    if (this.open) return "anyone";
    throw new HttpProblem(this.session(request) ? "not-allowed" : "not-signed-in");
  }

  /**
   * Who signs out at a window: a clerk whose session is over too, since the answer to the first request may have
   * been lost. Throws when it is nobody's session there.
   */
  leaving(request: AnyRequest, window: WindowId): { clerk: ClerkId; by: Actor } {
    const token = tokenOf(request);
    const session = token === undefined ? undefined : this.#sessions.past(token);
    if (session?.window === window) return { clerk: session.clerk, by: `clerk:${session.clerk}` };
    const by = this.actorAt(request, window);
    return { clerk: this.#hall.loop.state.windows.get(window)?.clerk ?? "", by };
  }

  /** Whether it comes from who keeps the daemon running, and so can read its folder. */
  operator(request: AnyRequest): boolean {
    const token = bearerOf(request);
    return token !== undefined && isOperatorToken(this.#hall.secret, token);
  }

  /** The window whose tablet asks. */
  tablet(request: AnyRequest): WindowId | undefined {
    const token = bearerOf(request);
    if (token === undefined) return undefined;
    return tabletWindow(this.#hall.secret, token, this.#hall.loop.state.windows.keys());
  }
}

function tokenOf(request: AnyRequest): string | undefined {
  return bearerOf(request) ?? cookieOf(request);
}

function bearerOf({ headers }: AnyRequest): string | undefined {
  return /^Bearer ([\w-]+)$/i.exec(headers.authorization ?? "")?.[1];
}

/** Cookies are read only where somebody may be signed in: most requests have none. */
function cookieOf({ headers, server }: AnyRequest): string | undefined {
  return headers.cookie === undefined ? undefined : server.parseCookie(headers.cookie)[SESSION_COOKIE];
}
