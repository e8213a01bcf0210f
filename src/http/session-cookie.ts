import type { CookieSerializeOptions } from "@fastify/cookie";
import type { AnyRequest } from "./typed.ts";

/** A clerk's. */
export const SESSION_COOKIE = "halld_session";
/** A manager's or guide's: apart from a clerk's, so that one machine may have both. */
export const STAFF_COOKIE = "halld_staff";

/** Sent with every request to this hall, read by no script, shown to no other site. */
export function cookieOptions({ protocol }: AnyRequest): CookieSerializeOptions {
  return { httpOnly: true, sameSite: "strict", path: "/", secure: protocol === "https" };
}
