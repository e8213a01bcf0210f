import { zhCN } from "../../i18n/zh-CN.ts";
import { post } from "./api.ts";
import type { Level } from "./Faces.tsx";

export type RatingReason = keyof typeof zhCN.rating.reason;
/** What may be ticked after a bad rating: what there are words for. */
export const ratingReasons = Object.keys(zhCN.rating.reason) as RatingReason[];

/** Why, for who wishes to say it. */
export interface Why {
  reasons: readonly RatingReason[];
  text: string;
}

export const nothingSaid: Why = { reasons: [], text: "" };
export const isBad = (level: Level): boolean => level <= 2;

/** Sends a rating: with the window tablet's token, or as the ticket's holder. Throws ApiProblem. */
export function sendRating(
  visit: string,
  level: Level,
  { reasons, text }: Why,
  by: { token: string | undefined } | { ticket: string },
): Promise<unknown> {
  const words = text.trim();
  const opinion = {
    level,
    ...(reasons.length > 0 && isBad(level) ? { reasons } : {}),
    ...(words === "" ? {} : { text: words }),
  };
  const path = `/visits/${encodeURIComponent(visit)}/rating`;
  if ("ticket" in by) return post(path, { ...opinion, channel: "phone", ticket: by.ticket });
  return post(path, { ...opinion, channel: "tablet" }, by.token);
}
