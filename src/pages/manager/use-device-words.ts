import type { StaffKey } from "../../i18n/staff-text.ts";
import type { DeviceBrief, Hall } from "../shared/contract.ts";
import { useName, useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";

const roles = {
  "ticket-buttons": "deviceRole.ticket-buttons",
  "call-pad": "deviceRole.call-pad",
  "window-display": "deviceRole.window-display",
  "ticket-printer": "deviceRole.ticket-printer",
  "rating-pad": "deviceRole.rating-pad",
  reader: "deviceRole.reader",
} satisfies Record<string, StaffKey>;

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
  "shut-off": "deviceTrouble.shut-off",
  refuses: "deviceTrouble.refuses",
  waking: "deviceTrouble.waking",
} satisfies Record<string, StaffKey>;

function keyIn<Key extends StaffKey>(keys: Record<string, Key>, name: string): Key | undefined {
  return Object.hasOwn(keys, name) ? keys[name] : undefined;
}

interface DeviceWords {
  /** Where it stands and what it is for; where that is not known, its id. */
  nameOf(device: Pick<DeviceBrief, "id" | "role">): string;
  /** What is wrong with it; a trouble that has no words yet is told by its name. */
  troubleOf(device: Pick<DeviceBrief, "reason" | "conditions">): string;
}

/** Devices as a manager speaks of them. Their ids say where they stand: `window-3.display`, `dispenser-door.printer`. */
export function useDeviceWords({ windows, dispensers }: Hall): DeviceWords {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  function wordsFor(name: string, keys: Record<string, StaffKey>): string {
    const key = keyIn(keys, name);
    return key === undefined ? name : staffText(key);
  }
  return {
    nameOf({ id, role }) {
      const [, kind, place] = /^(window|dispenser)-(.+)\.[a-z-]+$/.exec(id) ?? [];
      const found = (kind === "window" ? windows : dispensers).find((each) => each.id === place);
      return found === undefined ? id : `${nameOf(found)} · ${wordsFor(role, roles)}`;
    },
    troubleOf: ({ reason, conditions }) =>
      [...new Set([reason, ...conditions])]
        .flatMap((trouble) => trouble ?? [])
        .map((trouble) => wordsFor(trouble, troubles))
        .join(text("common.separator")),
  };
}
