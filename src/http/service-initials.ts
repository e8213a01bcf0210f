import type { ServiceId } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";
import { pinyinInitials } from "../i18n/pinyin-initials.ts";

const known = new WeakMap<HallRules, ReadonlyMap<ServiceId, string>>();
const none: ReadonlyMap<ServiceId, string> = new Map();

/** By which letters each service is found: the config's, else its pinyin initials. Worked out once a configuration. */
export function initialsIn(rules: HallRules | null): ReadonlyMap<ServiceId, string> {
  if (rules === null) return none;
  const made =
    known.get(rules) ??
    new Map(rules.services.map(({ id, name, initials }) => [id, initials ?? pinyinInitials(name["zh-CN"])]));
  known.set(rules, made);
  return made;
}
