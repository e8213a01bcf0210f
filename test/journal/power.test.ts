import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { openJournal } from "../../src/journal/journal.ts";
import { openStore } from "../../src/journal/store.ts";
import { verifyChain } from "../../src/journal/verify.ts";
import { appendTickets, hallFolder, seededRandom, startAppender, ticketEntry } from "./support.ts";

const SEED = Number(process.env.HALLD_SEED ?? 20260302);
const CUTS = 200;
const CUTS_PER_MOMENT = 10;
const KILLS = 10;
const SECTOR_BYTES = 512;

const FILES = ["journal.db", "journal.db-wal"];
type Disk = Map<string, Buffer>;

function readDisk(dir: string): Disk {
  const present = FILES.filter((name) => existsSync(join(dir, name)));
  return new Map(present.map((name) => [name, readFileSync(join(dir, name))]));
}

/**
 * What a power cut may leave of writes that nothing waited for: of each sector either the old or the new
 * content, or nothing of what comes after some point, in any order.
 */
function tear(acknowledged: Buffer, written: Buffer, random: () => number): Buffer {
  const torn = Buffer.from(written);
  const grown = written.length - acknowledged.length;
  const end = random() < 0.5 ? written.length : acknowledged.length + Math.floor(random() * (grown + 1));
  const keepsNew = random();
  const noise = random() < 0.3;
  for (let at = 0; at < written.length; at += SECTOR_BYTES) {
    const after = written.subarray(at, at + SECTOR_BYTES);
    const before = acknowledged.subarray(at, at + SECTOR_BYTES);
    if (after.equals(before) || random() < keepsNew) continue;
    // A sector that was being written when the power went can hold anything, once the file had grown over it.
    const fill = before.length === 0 && noise ? Math.floor(random() * 256) : 0;
    torn.fill(fill, at, at + after.length);
    before.copy(torn, at);
  }
  return torn.subarray(0, Math.max(acknowledged.length, end));
}

t.test(
  `${CUTS} power cuts, seed ${SEED}: every acknowledged event is there and the chain is whole`,
  async (t) => {
    const random = seededRandom(SEED);
    const dir = hallFolder(t);
    const journal = await openJournal({ dir });
    t.teardown(() => journal.close());
    let cuts = 0;
    let tornTails = 0;
    while (cuts < CUTS) {
      const turns = 1 + Math.floor(random() * 60);
      for (let turn = 0; turn < turns; turn += 1) await appendTickets(journal, 1 + Math.floor(random() * 3));
      const acknowledgedSeq = journal.lastSeq;
      const acknowledgedHash = journal.lastHash;
      const acknowledged = readDisk(dir);
      for (let turn = Math.floor(random() * 4); turn >= 0; turn -= 1) {
        await appendTickets(journal, 1 + Math.floor(random() * 30));
      }
      const written = readDisk(dir);
      // Between the two a checkpoint waits for the disk: what is older than it cannot be torn any more.
      if (!written.get("journal.db")?.equals(acknowledged.get("journal.db") ?? Buffer.alloc(0))) continue;
      for (let cut = 0; cut < CUTS_PER_MOMENT; cut += 1, cuts += 1) {
        const after = join(dir, `cut-${cuts}`);
        mkdirSync(after);
        for (const [name, bytes] of written) {
          writeFileSync(join(after, name), tear(acknowledged.get(name) ?? Buffer.alloc(0), bytes, random));
        }
        const store = openStore(after);
        const { seq } = store.tail;
        store.append([
          {
            seq: seq + 1,
            at: 0,
            texts: [`{"seq":${seq + 1}}`],
            personals: [undefined],
            remembered: undefined,
          },
        ]);
        store.close();
        if (seq < journal.lastSeq) tornTails += 1;
        const report = verifyChain(after, { anchor: acknowledgedHash });
        const whole = report.ok && report.events === seq + 1 && report.anchorSeq === acknowledgedSeq;
        if (!whole || seq < acknowledgedSeq)
          t.fail(`cut ${cuts} after event ${acknowledgedSeq}`, { seq, report });
      }
    }
    t.ok(tornTails > CUTS / 4, `${tornTails} of the cuts lost events that nobody had been promised`);
  },
);

t.test("a whole journal opens from what a power cut left", async (t) => {
  const dir = hallFolder(t);
  const journal = await openJournal({ dir });
  await appendTickets(journal, 20);
  const after = hallFolder(t);
  for (const name of FILES) copyFileSync(join(dir, name), join(after, name));
  await appendTickets(journal, 5);
  await journal.close();
  const reopened = await openJournal({ dir: after });
  t.equal(reopened.lastSeq, 20);
  await reopened.append(ticketEntry(21));
  t.equal([...reopened.read(1)].length, 21);
  await reopened.close();
});

t.test(`${KILLS} kills: what was acknowledged before each is there after it`, async (t) => {
  const random = seededRandom(SEED);
  const dir = hallFolder(t);
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const { child, lines, exited } = startAppender(dir);
    let left = 1 + Math.floor(random() * 400);
    let acknowledged = 0;
    for await (const line of lines) {
      acknowledged = Number(line);
      left -= 1;
      if (left === 0) child.kill("SIGKILL");
    }
    await exited;
    const report = verifyChain(dir);
    t.ok(report.ok && report.events >= acknowledged, `kill ${kill}: ${acknowledged} acknowledged`, {
      report,
    });
  }
});
