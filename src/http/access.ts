import type { Actor, ClerkId, WindowId } from "../core/ids.ts";
import type { StaffRule } from "../core/rules.ts";
import type { HallPort } from "./hall-port.ts";
import { isToken, operatorToken, tabletToken, voiceToken } from "./hall-tokens.ts";
import { HttpProblem } from "./problems.ts";
import { SESSION_COOKIE, STAFF_COOKIE } from "./session-cookie.ts";
import type { Session, Sessions } from "./sessions.ts";
import type { StaffSessions } from "./staff-sessions.ts";
import type { AnyRequest } from "./typed.ts";

const OPERATOR: Actor = "operator";

/** Who is behind a request, and what they may do. */
export class Access {
  readonly #hall: HallPort;
  readonly #sessions: Sessions;
  readonly #staffSessions: StaffSessions;

  constructor(hall: HallPort, sessions: Sessions, staffSessions: StaffSessions) {
    this.#hall = hall;
    this.#sessions = sessions;
    this.#staffSessions = staffSessions;
  }

  /** Everyone may do everything, signed in or not. */
  get open(): boolean {
    return this.#hall.loop.state.rules?.hall.access === "open";
  }

  session(request: AnyRequest): Session | undefined {
    const token = tokenOf(request, SESSION_COOKIE);
    return token === undefined ? undefined : this.#sessions.find(token, this.#hall.loop.state.day);
  }

  /** The manager or guide who asks. Their role is the config's of now: who was taken out of it is nobody. */
  member(request: AnyRequest): StaffRule | undefined {
    const token = tokenOf(request, STAFF_COOKIE);
    const { rules, day } = this.#hall.loop.state;
    const person = token === undefined ? undefined : this.#staffSessions.find(token, day);
    return rules?.staff?.find(({ id }) => id === person);
  }

  /** The token of a manager or guide, as it came. */
  staffToken(request: AnyRequest): string | undefined {
    return tokenOf(request, STAFF_COOKIE);
  }

  /** Who asks; `otherwise` names those who did not sign in. */
  actor(request: AnyRequest, otherwise: Actor): Actor {
    return this.#person(request) ?? otherwise;
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

  /** Who opens, closes or pauses a window: its clerk, or a manager from afar. Throws when they may not. */
  actorOver(request: AnyRequest, window: WindowId): Actor {
    const member = this.member(request);
    return member?.role === "manager" ? actorOf(member) : this.actorAt(request, window);
  }

  /** Who asks for what only staff may. Throws when they may not. */
  staff(request: AnyRequest): Actor {
    const person = this.#person(request);
    if (person) return person;
    if (this.operator(request)) return OPERATOR;
    if (!this.open) throw new HttpProblem("not-signed-in");
    return "anyone";
  }

  /** Who decides about the whole hall. Throws when they may not: a guide goes along with people. */
  leader(request: AnyRequest): Actor {
    if (!this.open && this.member(request)?.role === "guide") throw new HttpProblem("not-allowed");
    return this.staff(request);
  }

  isStaff(request: AnyRequest): boolean {
    return this.open || this.#person(request) !== undefined || this.operator(request);
  }

  /** Who keeps the daemon running. Throws for others; where everyone may do everything it is anyone. */
  operatorOrOpen(request: AnyRequest): Actor {
    if (this.operator(request)) return OPERATOR;
    if (this.open) return "anyone";
    throw new HttpProblem(this.#person(request) ? "not-allowed" : "not-signed-in");
  }

  /**
   * Who signs out at a window: a clerk whose session is over too, since the answer to the first request may have
   * been lost. Throws when it is nobody's session there.
   */
  leaving(request: AnyRequest, window: WindowId): { clerk: ClerkId; by: Actor } {
    const token = tokenOf(request, SESSION_COOKIE);
    const session = token === undefined ? undefined : this.#sessions.past(token);
    if (session?.window === window) return { clerk: session.clerk, by: `clerk:${session.clerk}` };
    const by = this.actorAt(request, window);
    return { clerk: this.#hall.loop.state.windows.get(window)?.clerk ?? "", by };
  }

  /** Lets only who records the hall's voice go on: with its token, or a manager. Throws for others. */
  recorder(request: AnyRequest): void {
    const token = bearerOf(request);
    if (token !== undefined && isToken(token, voiceToken(this.#hall.secret))) return;
    if (this.member(request)?.role === "manager") return;
    this.operatorOrOpen(request);
  }

  /** Whether it comes from who keeps the daemon running, and so can read its folder. */
  operator(request: AnyRequest): boolean {
    const token = bearerOf(request);
    return token !== undefined && isToken(token, operatorToken(this.#hall.secret));
  }

  /** The window whose tablet asks. */
  tablet(request: AnyRequest): WindowId | undefined {
    const token = bearerOf(request);
    if (token === undefined) return undefined;
    const { secret, loop } = this.#hall;
    return [...loop.state.windows.keys()].find((window) => isToken(token, tabletToken(secret, window)));
  }

  /** Whoever has signed in, at a window or away from all. */
  #person(request: AnyRequest): Actor | undefined {
    const session = this.session(request);
    if (session) return `clerk:${session.clerk}`;
    const member = this.member(request);
    return member && actorOf(member);
  }
}

function actorOf({ role, id }: StaffRule): Actor {
  return `${role}:${id}`;
}

function tokenOf(request: AnyRequest, cookie: string): string | undefined {
  return bearerOf(request) ?? cookieOf(request, cookie);
}

function bearerOf({ headers }: AnyRequest): string | undefined {
  return /^Bearer ([\w-]+)$/i.exec(headers.authorization ?? "")?.[1];
}

/** Cookies are read only where somebody may be signed in: most requests have none. */
function cookieOf({ headers, server }: AnyRequest, name: string): string | undefined {
  return headers.cookie === undefined ? undefined : server.parseCookie(headers.cookie)[name];
}
