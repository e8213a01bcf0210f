import type { TextKey } from "./text.ts";

/**
 * What a kiosk reads aloud that is the same for everybody, what is needed most first: a hall can record each as one
 * clip. Of refusals those that a citizen meets at a kiosk that is in order.
 */
export const kioskSentences: readonly TextKey[] = [
  "kiosk.welcome",
  "kiosk.touch",
  "kiosk.papers",
  "common.yourNumber",
  "kiosk.printing",
  "kiosk.notPrinted",
  "common.nobodyWaiting",
  "common.waitNone",
  "common.aheadNone",
  "kiosk.chooseReason",
  "reason.elderly",
  "reason.disabled",
  "reason.pregnant",
  "reason.infant",
  "reason.ill",
  "reason.veteran",
  "kiosk.checkIn",
  "kiosk.checkInLead",
  "kiosk.search",
  "kiosk.searchLead",
  "kiosk.problem",
  "kiosk.askGuide",
  "refusals.queue-closed",
  "refusals.quota-reached",
  "refusals.printer-out",
  "refusals.unknown-appointment",
  "refusals.too-early",
  "refusals.offline",
];
