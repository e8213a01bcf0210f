import { readFileSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import t from "tap";
import { JournalFault } from "../../src/journal/fault.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { Lookout } from "../../src/journal/lookout.ts";
import { openForReading, openForWriting, REQUIRED_PRAGMAS, readPragma } from "../../src/journal/schema.ts";
import {
  appendTickets,
  DAY_MS,
  faultyDisk,
  hallFolder,
  MORNING_MS,
  startAppender,
  ticketEntry,
  ticketEvent,
} from "./support.ts";

const REFUSED = { key: "k2", actor: "kiosk", bodyHash: "b2", status: 409, answer: '{"code":"queue-closed"}' };
const ISSUED = { key: "k1", actor: "kiosk", bodyHash: "b1", status: 201, answer: '{"number":"A1"}' };

t.test("an empty folder becomes a journal whose durability is asked for", async (t) => {
  const dir = hallFolder(t);
  const journal = await openJournal({ dir });
  t.match(journal, { lastSeq: 0, lastAt: 0, lastHash: "0".repeat(64), state: "ok" });
  t.same([...journal.read(1)], []);
  t.equal(journal.latestSnapshot(), null);
  await journal.close();

  const db = openForWriting(dir);
  t.teardown(() => db.close());
  t.same(REQUIRED_PRAGMAS, { journal_mode: "wal", synchronous: 2 });
  t.equal(readPragma(db, "journal_mode"), "wal");
  t.equal(readPragma(db, "synchronous"), 2);
});

t.test(
  "what was appended is read back after a restart, in order, with its number, time and hash",
  async (t) => {
    const dir = hallFolder(t);
    const first = await openJournal({ dir });
    const resolved: number[] = [];
    const appended = [1, 3, 4].map((seq) =>
      first
        .append({
          seq,
          at: MORNING_MS + seq,
          events: seq === 1 ? [ticketEvent(1), ticketEvent(2)] : [ticketEvent(seq)],
        })
        .then(() => resolved.push(seq)),
    );
    t.equal(first.lastSeq, 0, "nothing is durable in the turn it was appended");
    await Promise.all(appended);
    t.same(resolved, [1, 3, 4]);
    t.match(first, { lastSeq: 4, lastAt: MORNING_MS + 4 });
    t.throws(() => first.append(ticketEntry(9)), /9 where 5 is next/);
    const { lastHash } = first;
    await first.close();

    const second = await openJournal({ dir });
    t.teardown(() => second.close());
    const events = [...second.read(1)];
    t.match(
      events,
      [1, 2, 3, 4].map((seq) => ({ seq, ...ticketEvent(seq) })),
    );
    t.equal(events[1]?.at, MORNING_MS + 1);
    t.equal(events[3]?.hash, lastHash);
    t.equal(second.lastHash, lastHash);
    t.same(
      [...second.read(3)].map((event) => event.seq),
      [3, 4],
    );
  },
);

t.test("a thread looks for news for a while in a rush, and not on a crowded machine", (t) => {
  const lookout = new Lookout(0.4, 1);
  t.notOk(lookout.begin(9.5), "a first piece of news is no rush");
  t.ok(lookout.begin(10));
  t.same(
    [10.1, 10.3, 10.41].map((nowMs) => lookout.goOn(nowMs)),
    [true, true, false],
  );
  t.notOk(lookout.begin(5_000), "news after a pause: who is woken shall find a processor free");
  t.ok(lookout.begin(5_000.9));
  t.ok(lookout.goOn(5_001, true), "news, and work with it");
  t.ok(lookout.begin(5_001.8), "a gap filled with one's own work is no sign of a crowd");
  for (const nowMs of [5_002.5, 5_003.2, 5_003.9]) {
    t.ok(lookout.begin(nowMs), "one gap may be chance");
    lookout.goOn(nowMs + 0.01);
    lookout.goOn(nowMs + 0.6);
  }
  t.notOk(lookout.begin(5_004.6), "gaps in three waits: others want the processor");
  t.notOk(lookout.begin(5_005));
  lookout.begin(5_505);
  t.ok(lookout.begin(5_505.5), "tried again after a while");
  const never = new Lookout(0, 1);
  t.notOk(never.begin(1) || never.begin(1.1));
  t.end();
});

t.test("what queues while a commit runs is committed in one transaction", async (t) => {
  const dir = hallFolder(t);
  const disk = faultyDisk(dir);
  const journal = await openJournal({ dir, storeModule: disk.storeModule });
  t.teardown(() => journal.close());
  disk.order({ hold: true });
  const appended = [journal.append(ticketEntry(1))];
  while (readFileSync(disk.logPath, "utf8") === "") await nextTurn();
  for (let seq = 2; seq <= 40; seq += 1) {
    appended.push(journal.append(ticketEntry(seq)));
    await nextTurn();
  }
  t.equal(journal.lastSeq, 0);
  disk.order({});
  await Promise.all(appended);
  t.equal(readFileSync(disk.logPath, "utf8"), "1\n39\n");
  t.equal(journal.lastSeq, 40);
});

t.test("an answer is kept with its events, or neither, and for 24 hours", async (t) => {
  const dir = hallFolder(t);
  const disk = faultyDisk(dir);
  const journal = await openJournal({ dir, storeModule: disk.storeModule });
  disk.order({ failCommitsWith: 10 });
  await t.rejects(journal.append({ ...ticketEntry(1), remembered: ISSUED }), JournalFault);
  disk.order({});
  await journal.recover();
  t.same([journal.lastSeq, journal.remembered()], [0, []]);

  await journal.append({ ...ticketEntry(1), remembered: ISSUED });
  await journal.append({ seq: 2, at: MORNING_MS + 2, events: [], remembered: REFUSED });
  t.equal(journal.lastSeq, 1, "a refusal takes no number");
  t.match(journal.remembered(), [
    { ...ISSUED, at: MORNING_MS + 1 },
    { ...REFUSED, at: MORNING_MS + 2 },
  ]);
  await journal.close();
  t.notMatch(
    readFileSync(join(dir, "journal.db"), "latin1"),
    /queue-closed/,
    "answers lie sealed on the disk",
  );

  const reopened = await openJournal({ dir });
  t.match(reopened.remembered(), [ISSUED, REFUSED]);
  await reopened.append(ticketEntry(2, MORNING_MS + 2 * DAY_MS));
  t.same(reopened.remembered(), []);
  await reopened.close();
  const db = openForReading(join(dir, "journal.db"));
  t.same(db.prepare("SELECT count(*) AS rows FROM remembered").get()?.rows, 0, "and are pruned");
  db.close();
});

t.test("personal parts expire by the day while the chain stays whole", async (t) => {
  const dir = hallFolder(t);
  const journal = await openJournal({ dir });
  t.teardown(() => journal.close());
  const personal = { name: "བཀྲ་ཤིས་", phone: "139 0000 0000" };
  await journal.append({ seq: 1, at: MORNING_MS, events: [{ ...ticketEvent(1), personal }] });
  await journal.append({
    seq: 2,
    at: MORNING_MS + DAY_MS,
    events: [{ ...ticketEvent(2), personal }, ticketEvent(3)],
  });
  t.same(
    [...journal.read(1)].map((event) => event.personal),
    [personal, personal, undefined],
  );
  t.same(await readdir(join(dir, "keys")), ["2026-03-02.key", "2026-03-03.key"]);
  const { lastHash } = journal;

  t.same(journal.expirePersonal(MORNING_MS + DAY_MS), ["2026-03-02"]);
  const events = [...journal.read(1)];
  t.same(
    events.map((event) => [event.personal, event.expired]),
    [
      [undefined, true],
      [personal, undefined],
      [undefined, undefined],
    ],
  );
  t.equal(events[2]?.hash, lastHash);
  for (const file of ["journal.db", "journal.db-wal"]) {
    t.notMatch(readFileSync(join(dir, file), "latin1"), /139 0000/);
  }
});

t.test("snapshots: the newest whole one of this journal, three kept, damaged ones noted", async (t) => {
  const dir = hallFolder(t);
  const notes: string[] = [];
  const journal = await openJournal({ dir, onNote: ({ why }) => notes.push(why) });
  t.teardown(() => journal.close());
  await appendTickets(journal, 5);
  await t.rejects(journal.saveSnapshot(6, 1, "{}"), /durable is 5/);
  for (const seq of [1, 2, 3, 4]) await journal.saveSnapshot(seq, 7, JSON.stringify({ waiting: seq }));
  t.same(journal.latestSnapshot(), { seq: 4, stateVersion: 7, state: '{"waiting":4}' });
  const folder = join(dir, "snapshots");
  const [, middle = "", newest = ""] = await readdir(folder);
  t.equal((await readdir(folder)).length, 3);

  const text = readFileSync(join(folder, newest), "utf8");
  writeFileSync(join(folder, newest), text.slice(0, text.length / 2));
  t.equal(journal.latestSnapshot()?.seq, 3);
  writeFileSync(join(folder, middle), text.replace(/"hash":"./, '"hash":"_'));
  t.equal(journal.latestSnapshot()?.seq, 2);
  t.match(notes.at(0), /damaged/);
  t.match(notes.at(-1), /another journal/);

  journal.expirePersonal(MORNING_MS + DAY_MS);
  t.equal(journal.latestSnapshot(), null, "a state expires with its day");
  t.match(notes.at(-1), /key is gone/);
});

t.test("a second owner is refused, in this process and in another, until the first is gone", async (t) => {
  const dir = hallFolder(t);
  const { child, lines, exited } = startAppender(dir);
  const firstLine = await lines[Symbol.asyncIterator]().next();
  t.equal(firstLine.value, "1");
  await t.rejects(openJournal({ dir }), { name: "JournalFault", code: "owned" });
  child.kill("SIGKILL");
  await exited;

  const journal = await openJournal({ dir });
  await t.rejects(openJournal({ dir }), { code: "owned" });
  t.equal(journal.state, "ok", "the refused one has not harmed the owner");
  await journal.close();
  await t.rejects(journal.append(ticketEntry(1)), { code: "closed" });
  await (await openJournal({ dir })).close();
});
