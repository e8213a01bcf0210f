import type { StaffKey } from "../../i18n/staff-text.ts";
import type { DeviceBrief } from "../shared/contract.ts";
import { useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";

const troubles = {
  "cover-open": "deviceTrouble.cover-open",
  "receipt-empty": "deviceTrouble.receipt-empty",
  "receipt-near-end": "deviceTrouble.receipt-near-end",
  "cutter-error": "deviceTrouble.cutter-error",
  "unrecoverable-error": "deviceTrouble.unrecoverable-error",
  "recoverable-error": "deviceTrouble.recoverable-error",
  offline: "deviceTrouble.offline",
  silent: "deviceTrouble.silent",
  flapping: "deviceTrouble.flapping",
  "stuck-key": "deviceTrouble.stuck-key",
  unused: "deviceTrouble.unused",
  "link-down": "deviceTrouble.link-down",
} satisfies Record<string, StaffKey>;

/** What is wrong with a device, in words; a trouble that has none yet is told by its name. */
export function useTroubleWords(): (device: Pick<DeviceBrief, "reason" | "conditions">) => string {
  const text = useText();
  const staffText = useStaffText();
  return ({ reason, conditions }) =>
    [...new Set([reason, ...conditions])]
      .flatMap((trouble) => trouble ?? [])
      .map((trouble) =>
        Object.hasOwn(troubles, trouble) ? staffText(troubles[trouble as keyof typeof troubles]) : trouble,
      )
      .join(text("common.separator"));
}
