import { execFileSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import t from "tap";
import type { JournalFault } from "../../src/journal/fault.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { verifyChain } from "../../src/journal/verify.ts";
import {
  appendTickets,
  type DiskOrders,
  faultyDisk,
  hallFolder,
  startAppender,
  ticketEntry,
} from "./support.ts";

async function outcomes(promises: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((result) => (result.status === "fulfilled" ? "durable" : String(result.reason.code)));
}

const FAILING_DISKS: { name: string; orders: DiskOrders; code: string }[] = [
  { name: "disk full (SQLITE_FULL)", orders: { failCommitsWith: 13 }, code: "disk-full" },
  { name: "read-only (SQLITE_READONLY_DBMOVED)", orders: { failCommitsWith: 1032 }, code: "read-only" },
  { name: "failing fsync (SQLITE_IOERR_FSYNC)", orders: { failCommitsWith: 1034 }, code: "io-error" },
  { name: "corrupt (SQLITE_CORRUPT)", orders: { failCommitsWith: 11 }, code: "damaged" },
  { name: "a worker that ends", orders: { breakWorker: true }, code: "worker-died" },
];

for (const { name, orders, code } of FAILING_DISKS) {
  t.test(
    `${name}: everything not durable is refused in order, and recovering goes on from there`,
    async (t) => {
      const dir = hallFolder(t);
      const disk = faultyDisk(dir);
      const journal = await openJournal({ dir, storeModule: disk.storeModule });
      t.teardown(() => journal.close());
      const heard: JournalFault[] = [];
      const stopListening = journal.onFault((fault) => heard.push(fault));
      await appendTickets(journal, 3);

      disk.order(orders);
      const refused: number[] = [];
      const pending = [4, 5, 6].map((seq) => {
        const appended = journal.append(ticketEntry(seq));
        appended.catch(() => refused.push(seq));
        return appended;
      });
      t.same(await outcomes(pending), [code, code, code]);
      t.same(refused, [4, 5, 6]);
      t.match(heard, [{ name: "JournalFault", code }]);
      t.equal(heard.length, 1);
      t.match(journal.state, { fault: { code } });
      t.same(await outcomes([journal.append(ticketEntry(7))]), [code], "nothing is taken until it recovers");
      t.equal([...journal.read(1)].length, 3, "what is durable can be read");

      disk.order({});
      await journal.recover();
      t.match(journal, { state: "ok", lastSeq: 3 });
      stopListening();
      await appendTickets(journal, 2);
      t.equal([...journal.read(1)].length, 5);
    },
  );
}

t.test("a database that may not grow is a full disk, and recovering fails while it lasts", async (t) => {
  const dir = hallFolder(t);
  const disk = faultyDisk(dir);
  disk.order({ maxPages: 8 });
  const journal = await openJournal({ dir, storeModule: disk.storeModule });
  t.teardown(() => journal.close());
  let fault: unknown;
  for (let seq = 1; fault === undefined; seq += 1) {
    await journal.append(ticketEntry(seq)).catch((error) => {
      fault = error;
    });
  }
  t.match(fault, { code: "disk-full", message: /free space/ });
  const { lastSeq } = journal;
  t.ok(lastSeq > 10);
  await journal.recover();
  t.equal(journal.lastSeq, lastSeq);
  const more = Array.from({ length: 50 }, (_, index) => journal.append(ticketEntry(lastSeq + 1 + index)));
  t.ok((await outcomes(more)).includes("disk-full"));
  disk.order({});
  await journal.recover();
  await appendTickets(journal, 50);
  t.match(verifyChain(dir), { ok: true, events: journal.lastSeq });
});

t.test(
  "a file that the system refuses to let grow is an I/O error",
  { skip: process.platform === "win32" },
  async (t) => {
    const dir = hallFolder(t);
    await (await openJournal({ dir })).close();
    // The limit is a file's size in blocks of 512 bytes; the write-ahead log meets it in the midst of a commit.
    const { lines, exited } = startAppender(dir, "ulimit -f 600;");
    let lastSeq = 0;
    let fault = "";
    for await (const line of lines) {
      if (line.startsWith("fault")) fault = line;
      else lastSeq = Number(line);
    }
    t.equal(fault, "fault io-error");
    t.same(await exited, [0, null], "a fault is a state, not a crash");
    const journal = await openJournal({ dir });
    t.teardown(() => journal.close());
    t.ok(lastSeq > 0);
    t.ok(journal.lastSeq >= lastSeq);
    t.match(verifyChain(dir), { ok: true });
  },
);

/** What a torn or tampered disk may have left; `harm` is done to a closed journal of 50 events. */
const HARMED_FILES: { name: string; code: string; harm: (dir: string) => void }[] = [
  { name: "an emptied database", code: "damaged", harm: (dir) => truncateSync(join(dir, "journal.db"), 0) },
  { name: "half a database", code: "damaged", harm: (dir) => truncateSync(join(dir, "journal.db"), 8_192) },
  {
    name: "a database whose head is noise",
    code: "damaged",
    harm: (dir) => {
      const bytes = readFileSync(join(dir, "journal.db"));
      writeFileSync(join(dir, "journal.db"), bytes.fill(0xa5, 0, 100));
    },
  },
  {
    name: "a last event that was changed",
    code: "damaged",
    harm: (dir) =>
      changeDatabase(dir, "UPDATE events SET stored = replace(stored, 'A50', 'A51') WHERE seq = 50"),
  },
  {
    name: "another program's database",
    code: "damaged",
    harm: (dir) => changeDatabase(dir, "PRAGMA application_id = 1"),
  },
  {
    name: "a journal of a later halld",
    code: "newer-format",
    harm: (dir) => changeDatabase(dir, "PRAGMA user_version = 99"),
  },
  {
    name: "a lost database beside its keys",
    code: "missing",
    harm: (dir) => rmSync(join(dir, "journal.db")),
  },
  {
    name: "a journal that ends before its snapshot",
    code: "lost-events",
    harm: (dir) => changeDatabase(dir, "DELETE FROM events WHERE seq > 40"),
  },
];

function changeDatabase(dir: string, sql: string): void {
  const db = new DatabaseSync(join(dir, "journal.db"));
  db.exec(sql);
  db.close();
}

for (const { name, code, harm } of HARMED_FILES) {
  t.test(`${name} is a clear fault at open, and stays one`, async (t) => {
    const dir = hallFolder(t);
    const journal = await openJournal({ dir });
    const personal = { name: "x" };
    await journal.append({ ...ticketEntry(1), events: [{ type: "called", v: 1, data: {}, personal }] });
    await appendTickets(journal, 49);
    await journal.saveSnapshot(50, 1, "{}");
    await journal.close();
    harm(dir);
    for (const attempt of [1, 2]) {
      await t.rejects(
        openJournal({ dir }),
        { name: "JournalFault", code, message: /: .+/ },
        `attempt ${attempt}`,
      );
    }
  });
}

t.test("a folder that cannot be made is a fault", async (t) => {
  const dir = hallFolder(t);
  writeFileSync(join(dir, "file"), "not a folder");
  await t.rejects(openJournal({ dir: join(dir, "file", "hall") }), {
    name: "JournalFault",
    code: "io-error",
  });
});

/** Runs a program as one who may write nowhere. As root the tests may write everywhere: then it is run by nobody. */
function runBarred(program: string): string {
  const isRoot = process.getuid?.() === 0;
  return execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
    ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
  });
}
const sourceOf = (file: string) => JSON.stringify(new URL(`../../src/journal/${file}`, import.meta.url).href);

t.test("a folder that nothing can be written into says so", async (t) => {
  const dir = hallFolder(t);
  chmodSync(dir, 0o555);
  t.teardown(() => chmodSync(dir, 0o755));
  const told = runBarred(`
    const { openJournal } = await import(${sourceOf("journal.ts")});
    await openJournal({ dir: ${JSON.stringify(dir)} }).catch(({ code, message }) => console.log(code, message));`);
  t.match(told, /^read-only .*EACCES.*make the data folder writable/);
});

t.test("a closed journal is read where nothing can be written, by whoever may only read", async (t) => {
  const dir = hallFolder(t);
  const journal = await openJournal({ dir });
  await appendTickets(journal, 3);
  await journal.close();
  chmodSync(dir, 0o555);
  t.teardown(() => chmodSync(dir, 0o755));
  const told = runBarred(`
    const { verifyChain } = await import(${sourceOf("verify.ts")});
    const { exportEvents } = await import(${sourceOf("export.ts")});
    const { ok, events } = verifyChain(${JSON.stringify(dir)});
    console.log(ok, events, [...exportEvents(${JSON.stringify(dir)})].length);`);
  t.equal(told, "true 3 3\n");
  t.same(
    readdirSync(dir).filter((name) => name.endsWith("-wal")),
    [],
  );
});
