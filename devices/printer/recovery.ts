import { CLEAR_BUFFERS, INITIALISE, RECOVER } from "./commands.ts";
import type { PrinterProfile } from "./profile.ts";
import { probe } from "./questions.ts";
import type { Talk, Talking } from "./talk.ts";

/** Clearing ends what the mechanism is doing first. */
const CLEARED_MS = 3_000;
/** What an earlier job left in the buffer may have to be printed first. */
const PROBE_MS = 5_000;

/** A line drawn at four times its size across 80 mm: 72 bytes by 288 rows. */
const LARGEST_PICTURE = 72 * 288;
/** After this long on the wire it is looked whether the picture has ended: most are far smaller. */
const FILL_STEP_MS = 500;
const SMALLEST_FILL = 1_024;
const FILLED_MS = 1_000;

/**
 * Brings a printer into a known state before the first job after a reconnect or restart: it may stand in the
 * middle of an image and take whatever comes for dots.
 * @param isCutShort whether a job is known to have been cut short on its way.
 * @returns whether it is known to read commands again.
 */
export function* recover(talk: Talk, isCutShort: boolean): Talking<boolean> {
  switch (talk.profile.recovery) {
    case "buffer-clear":
      return yield* clearBuffers(talk);
    case "request":
      talk.send(RECOVER);
      talk.send(INITIALISE);
      return true;
    case "null-fill":
      return (!isCutShort && (yield* probe(talk, PROBE_MS))) || (yield* fillUp(talk));
    case "none":
      return false;
  }
}

/** Whether waking such a printer takes back what it has not printed yet. */
export function emptiesBuffers({ recovery }: PrinterProfile): boolean {
  return recovery === "buffer-clear" || recovery === "request";
}

/**
 * Takes back what a stopped printer has not printed yet.
 * @returns whether nothing of it can come out any more.
 */
export function* takeBack(talk: Talk): Talking<boolean> {
  if (talk.profile.recovery === "buffer-clear") return yield* clearBuffers(talk);
  if (talk.profile.recovery !== "request") return false;
  talk.send(RECOVER);
  return true;
}

function* clearBuffers(talk: Talk): Talking<boolean> {
  return (yield* talk.ask("cleared", CLEAR_BUFFERS, CLEARED_MS)) !== null;
}

/** Ends a picture that was cut short by giving it the dots that it waits for, white ones. */
function* fillUp(talk: Talk): Talking<boolean> {
  const stepBytes = Math.max(SMALLEST_FILL, Math.floor(FILL_STEP_MS / talk.reckonMs(1)));
  for (let filled = 0; filled < LARGEST_PICTURE; filled += stepBytes) {
    if ((yield* talk.stream(new Uint8Array(stepBytes))) !== "sent") return false;
    talk.send(INITIALISE);
    if (yield* probe(talk, FILLED_MS)) return true;
  }
  return false;
}
