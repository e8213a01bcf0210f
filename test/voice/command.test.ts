import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { copyHall } from "../../src/commands/backup.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { verifyChain } from "../../src/journal/verify.ts";
import { Clips, clipId, clipsFolder } from "../../src/voice/clips.ts";
import { ticketEntry } from "../journal/support.ts";
import { fakeEspeak, tone } from "./fake-espeak.ts";

// Each run of the program takes a second on a busy machine.
t.setTimeout(120_000);
const root = join(import.meta.dirname, "../..");
const config = join(root, "config/township.yaml");

/** Runs `halld …` where only the programs of `path` are installed. */
function halld(path: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["src/main.ts", ...args], {
    cwd: root,
    env: { ...process.env, PATH: path },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const halldVoice = (path: string, ...args: string[]) => halld(path, "voice", ...args);

t.test("espeak-ng makes a starter set and leaves what people recorded", async (t) => {
  const folder = t.testdir({ bin: {}, data: {} });
  const { notes } = fakeEspeak(join(folder, "bin"));
  const path = `${join(folder, "bin")}:/usr/bin:/bin`;
  const data = ["--data", join(folder, "data"), "--config", config];
  const clips = new Clips(join(folder, "data", "voice"));
  await clips.keep("zh-CN", clipId("请"), tone(8_000));

  t.match(halldVoice(path, "starter", ...data), {
    status: 0,
    stdout:
      /^zh-CN: \d+ clips made, 1 were there\nbo: espeak-ng does not speak it; \d+ words.*\nen: \d+ clips made, 0 /,
  });
  const spoken = readFileSync(notes, "utf8");
  t.match(spoken, /-v cmn-latn-pinyin .*\| 零\n/);
  t.match(spoken, /-v en-gb .*\| please go to\n/);
  t.notMatch(spoken, /\| 请\n/);
  t.same(await clips.read("zh-CN", clipId("请")), tone(8_000));
  const made = readdirSync(join(folder, "data", "voice", "en"));

  writeFileSync(notes, "");
  t.match(halldVoice(path, "starter", ...data), { status: 0, stdout: /zh-CN: 0 clips made/ });
  t.equal(readFileSync(notes, "utf8"), "", "the second time there is nothing to do");
  writeFileSync(join(folder, "data", "voice", "zh-CN", `${clipId("一")}.wav`), "ID3, no WAVE file");
  t.match(halldVoice(path, "list", ...data), {
    status: 1,
    stdout: /\n {2}\+ 零\n {2}! 一 {2}the bytes are no WAVE file\n {2}\+ 二\n/,
  });
  await clips.remove("zh-CN", clipId("一"));
  t.match(halldVoice(path, "list", ...data), {
    status: 0,
    stdout: new RegExp(
      `bo: 0 of \\d+ recorded\n {2}- ཀླད་ཀོར\n(.*\n)+en: ${made.length} of ${made.length} recorded`,
    ),
  });
});

t.test("what is asked wrongly, or cannot be done here, is said in one line", async (t) => {
  const folder = t.testdir({ bin: {}, data: {} });
  const nothing = join(folder, "bin");
  const data = ["--data", join(folder, "data")];
  t.match(halldVoice(nothing, "starter", ...data, "--config", config), {
    status: 1,
    stderr: /^halld: espeak-ng is not installed here\n$/,
  });
  t.match(halldVoice(nothing, "sing", ...data), { status: 2, stderr: /^halld: there is no "voice sing"\n$/ });
  t.match(halldVoice(nothing, "list", ...data), { status: 2, stderr: /^halld: --config FILE is missing\n$/ });
  t.match(halldVoice(nothing, "address", ...data), { status: 1, stderr: /^halld: no hall runs on / });
  t.match(halldVoice(nothing, "--help"), { status: 0, stdout: /apt-get install espeak-ng/ });
});

t.test("a backup has the hall's voice, and a hall restored from it has it again", async (t) => {
  const folder = t.testdir({ hall: {}, restored: {} });
  const [hall, restored, to] = [join(folder, "hall"), join(folder, "restored"), join(folder, "halld.db")];
  const journal = await openJournal({ dir: hall });
  await journal.append(ticketEntry(1));
  await journal.close();
  t.equal(await copyHall(hall, to), 0);
  t.notOk(existsSync(`${to}.voice`), "a hall that recorded nothing has no clips to copy");
  rmSync(to);

  const clips = new Clips(clipsFolder(hall));
  await clips.keep("bo", clipId("གཅིག"), tone());
  await clips.keep("zh-CN", clipId("请"), tone(8_000));
  writeFileSync(join(clipsFolder(hall), "bo", "notes.txt"), "no clip");
  t.match(halld("", "backup", "--data", hall, "--to", to), {
    status: 0,
    stdout: /^copied to \S+halld\.db, and 2 clips to \S+halld\.db\.voice\n$/,
  });
  await t.rejects(copyHall(hall, to), { name: "FileExistsError" });
  t.ok(existsSync(`${to}.voice`), "what is refused destroys nothing");

  renameSync(to, join(restored, "journal.db"));
  renameSync(`${to}.voice`, clipsFolder(restored));
  const again = new Clips(clipsFolder(restored));
  t.same(await again.read("bo", clipId("གཅིག")), tone());
  t.same(await again.read("zh-CN", clipId("请")), tone(8_000));
  t.ok(verifyChain(restored).ok);

  await t.rejects(copyHall(join(folder, "none"), to), { name: "JournalFault" });
  await clips.copyTo(new Clips(`${to}.voice`));
  await t.rejects(copyHall(hall, to), { name: "FileExistsError" });
  rmSync(`${to}.voice`, { recursive: true });
  await t.rejects(copyHall(folder, to), { name: "JournalFault" });
  t.notOk(existsSync(`${to}.voice`), "nothing half is left");
});
