import { GENESIS_HASH } from "./envelope.ts";
import { faultOf } from "./fault.ts";
import { journalFiles } from "./files.ts";
import { openKeyRing } from "./keys.ts";
import { openEvent, type StoredEvent, walkChain } from "./reader.ts";
import { openForReading } from "./schema.ts";

/** Fewer digits of an anchor could be met by trying. */
const ANCHOR_MIN_DIGITS = 16;

/** What a walk over the whole chain found. `seq` is the first broken event, if it is an event that is wrong. */
export type ChainReport =
  | { ok: true; events: number; lastHash: string; anchorSeq: number | undefined }
  | { ok: false; seq: number | undefined; why: string };

export interface VerifyOptions {
  /** A printed hash, whole or its first 16 digits or more: some event must have it. */
  anchor?: string;
  /** Given each event in order, once its hash is checked; what it throws ends the walk and is passed on. */
  each?: (event: StoredEvent) => void;
}

/**
 * Recomputes the whole chain of a data folder, also while its hall runs. A chain alone can be recomputed by a
 * forger; an anchor from paper cannot. @throws JournalFault when the files cannot be read at all
 */
export function verifyChain(dir: string, options: VerifyOptions = {}): ChainReport {
  const anchor = options.anchor?.toLowerCase();
  if (anchor !== undefined && !isAnchor(anchor)) {
    return { ok: false, seq: undefined, why: `an anchor has ${ANCHOR_MIN_DIGITS} to 64 hexadecimal digits` };
  }
  const keys = openKeyRing(dir);
  const db = openForReading(journalFiles(dir).database);
  let events = 0;
  let lastHash = GENESIS_HASH;
  let anchorSeq: number | undefined;
  try {
    for (const link of brokenAsReport(walkChain(db, 1))) {
      if ("why" in link) return link;
      options.each?.(openEvent(link, keys));
      if (anchor !== undefined && link.hash.startsWith(anchor)) anchorSeq = link.envelope.seq;
      events += 1;
      lastHash = link.hash;
    }
  } finally {
    db.close();
  }
  if (anchor !== undefined && anchorSeq === undefined) {
    return {
      ok: false,
      seq: undefined,
      why: "no event has the anchor's hash: the chain was recomputed or cut",
    };
  }
  return { ok: true, events, lastHash, anchorSeq };
}

/** Turns the walk's own fault into a last item, so that faults of `each` are not taken for it. */
function* brokenAsReport<Link>(walk: Generator<Link>): Generator<Link | Extract<ChainReport, { ok: false }>> {
  let seq = 1;
  for (;;) {
    let step: IteratorResult<Link>;
    try {
      step = walk.next();
    } catch (error) {
      const fault = faultOf(error, "reading the journal");
      if (fault.code !== "damaged") throw fault;
      yield { ok: false, seq, why: fault.message };
      return;
    }
    if (step.done) return;
    yield step.value;
    seq += 1;
  }
}

function isAnchor(anchor: string): boolean {
  return /^[0-9a-f]{1,64}$/.test(anchor) && anchor.length >= ANCHOR_MIN_DIGITS;
}
