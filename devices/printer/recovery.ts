import { CLEAR_BUFFERS, INITIALISE, RECOVER, whiteDots } from "./commands.ts";
import { probe } from "./questions.ts";
import type { Talk, Talking } from "./talk.ts";

/** Clearing ends what the mechanism is doing first. */
const CLEARED_MS = 3_000;
/** What an earlier job left in the buffer may have to be printed first. */
const PROBE_MS = 5_000;

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

function* fillUp(talk: Talk): Talking<boolean> {
  if ((yield* talk.stream(whiteDots())) !== "sent") return false;
  talk.send(INITIALISE);
  return yield* probe(talk, PROBE_MS);
}
