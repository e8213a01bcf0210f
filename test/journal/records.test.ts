import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import t from "tap";
import { copyJournal } from "../../src/journal/backup.ts";
import { chainHash, GENESIS_HASH } from "../../src/journal/envelope.ts";
import { exportEvents } from "../../src/journal/export.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { verifyChain } from "../../src/journal/verify.ts";
import { appendTickets, DAY_MS, hallFolder, MORNING_MS, ticketEntry, ticketEvent } from "./support.ts";

const EVENTS = 1_200;

async function closedJournal(dir: string, events = EVENTS): Promise<string> {
  const journal = await openJournal({ dir });
  await appendTickets(journal, events);
  const { lastHash } = journal;
  await journal.close();
  return lastHash;
}

function change(dir: string, work: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(join(dir, "journal.db"));
  work(db);
  db.close();
}

const FORGERIES: { name: string; seq: number; why: RegExp; sql: string }[] = [
  {
    name: "changed",
    seq: 700,
    why: /hash/,
    sql: "UPDATE events SET stored = replace(stored, 'A7', 'B7') WHERE seq = 700",
  },
  { name: "removed", seq: 3, why: /missing/, sql: "DELETE FROM events WHERE seq = 3" },
  { name: "removed at the start", seq: 1, why: /missing/, sql: "DELETE FROM events WHERE seq < 4" },
  {
    name: "exchanged",
    seq: 5,
    why: /hash/,
    sql: "UPDATE events SET seq = -seq WHERE seq IN (5, 6); UPDATE events SET seq = 11 + seq WHERE seq < 0",
  },
];

for (const { name, seq, why, sql } of FORGERIES) {
  t.test(`an event that was ${name} is the first broken one`, async (t) => {
    const dir = hallFolder(t);
    await closedJournal(dir);
    change(dir, (db) => db.exec(sql));
    t.match(verifyChain(dir), { ok: false, seq, why });
  });
}

t.test("a chain recomputed after a change is whole, and fails the printed anchor", async (t) => {
  const dir = hallFolder(t);
  const anchor = await closedJournal(dir, 50);
  t.match(verifyChain(dir, { anchor }), { ok: true, events: 50, lastHash: anchor, anchorSeq: 50 });
  t.match(verifyChain(dir, { anchor: anchor.slice(0, 16).toUpperCase() }), { ok: true });
  t.match(verifyChain(dir, { anchor: anchor.slice(0, 15) }), { ok: false, why: /16 to 64/ });
  change(dir, (db) => {
    const update = db.prepare("UPDATE events SET stored = ?, hash = ? WHERE seq = ?");
    let previous = GENESIS_HASH;
    for (const row of db.prepare("SELECT seq, stored FROM events ORDER BY seq").all()) {
      const stored = String(row.stored).replace('"A20"', '"A99"');
      previous = chainHash(previous, stored);
      update.run(stored, previous, Number(row.seq));
    }
  });
  t.match(verifyChain(dir), { ok: true, events: 50 });
  t.match(verifyChain(dir, { anchor }), { ok: false, why: /anchor/ });
});

t.test("verify hands each event on, opened, and passes on what its receiver throws", async (t) => {
  const dir = hallFolder(t);
  const journal = await openJournal({ dir });
  t.teardown(() => journal.close());
  const personal = { name: "x" };
  await journal.append({ seq: 1, at: MORNING_MS, events: [{ ...ticketEvent(1), personal }, ticketEvent(2)] });
  const given: unknown[] = [];
  t.match(verifyChain(dir, { each: (event) => given.push(event) }), { ok: true, events: 2 });
  t.match(given, [{ seq: 1, personal }, { seq: 2 }]);
  const complain = () => {
    throw new Error("an invariant");
  };
  t.throws(() => verifyChain(dir, { each: complain }), { message: "an invariant" });
});

t.test("export: the events of a span of time, each to be checked without halld", async (t) => {
  const dir = hallFolder(t);
  const journal = await openJournal({ dir });
  t.teardown(() => journal.close());
  for (const day of [0, 1, 2]) {
    const seq = journal.lastSeq + 1;
    const events = [
      { ...ticketEvent(seq), personal: { name: "འབྲུག" } },
      { type: "取号", v: 2, data: { ü: "é" } },
    ];
    await journal.append({ seq, at: MORNING_MS + day * DAY_MS, events });
  }
  const all = [...exportEvents(dir)];
  t.match(
    all.map((line) => line.seq),
    [1, 2, 3, 4, 5, 6],
  );
  let previous = "0".repeat(64);
  for (const line of all) {
    const expected = createHash("sha256")
      .update(Buffer.from(line.previousHash, "hex"))
      .update(line.stored)
      .digest("hex");
    t.equal(line.previousHash, previous);
    t.equal(line.hash, expected);
    const { seq, at, type, v, data } = line;
    t.match(JSON.parse(line.stored), { seq, at, type, v, data });
    previous = line.hash;
  }
  t.notMatch(JSON.stringify(all), /འབྲུག/);
  const middleDay = [...exportEvents(dir, MORNING_MS + DAY_MS, MORNING_MS + 2 * DAY_MS)];
  t.same(middleDay, all.slice(2, 4));
});

t.test("backup: one whole file while the hall appends; never over another; nothing partial", async (t) => {
  const dir = hallFolder(t);
  const elsewhere = hallFolder(t);
  const journal = await openJournal({ dir });
  t.teardown(() => journal.close());
  await appendTickets(journal, EVENTS);
  const copy = join(elsewhere, "halld.backup");
  const seq = journal.lastSeq;
  const appended = Array.from({ length: 100 }, (_, index) => journal.append(ticketEntry(seq + 1 + index)));
  await Promise.all([journal.backup(copy), ...appended]);
  t.equal(journal.lastSeq, seq + 100);
  t.same(readdirSync(elsewhere), ["halld.backup"]);
  await t.rejects(copyJournal(dir, copy), { name: "FileExistsError", message: /not overwritten/ });
  await t.rejects(copyJournal(dir, join(elsewhere, "no", "folder")), { name: "JournalFault" });
  await t.rejects(copyJournal(elsewhere, join(elsewhere, "other")), {
    name: "JournalFault",
    code: "missing",
  });
  t.same(readdirSync(elsewhere), ["halld.backup"]);

  const restored = join(elsewhere, "hall");
  mkdirSync(restored);
  renameSync(copy, join(restored, "journal.db"));
  const report = verifyChain(restored);
  t.ok(report.ok && report.events >= EVENTS);
  const hall = await openJournal({ dir: restored });
  await hall.append(ticketEntry(hall.lastSeq + 1));
  await hall.close();
});

t.test("reading from another connection while the hall writes sees whole transactions only", async (t) => {
  const dir = hallFolder(t);
  const journal = await openJournal({ dir });
  t.teardown(() => journal.close());
  await appendTickets(journal, 600);
  const reading = exportEvents(dir);
  t.equal(reading.next().value?.seq, 1);
  await appendTickets(journal, 600);
  let last = 1;
  for (const line of reading) last = line.seq;
  t.equal(last, 600, "a walk ends at what was the last event when it began");
  writeFileSync(join(dir, "notes.txt"), "a hall's folder may hold other files");
  t.match(verifyChain(dir), { ok: true, events: 1_200 });
  t.notOk(existsSync(join(dir, "journal.db.new")));
});
