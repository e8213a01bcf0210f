import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeWav } from "../../src/voice/wav.ts";

/** Half a second of a tone between two silences, as long as a spoken word. */
export function tone(sampleRate = 22_050): Buffer {
  const samples = Float32Array.from({ length: sampleRate }, (_, i) =>
    i > sampleRate / 4 && i < (sampleRate * 3) / 4 ? 0.3 * Math.sin(i / 8) : 0,
  );
  return Buffer.from(writeWav({ sampleRate, samples }));
}

/** As espeak-ng 1.51 lists them. */
const ALL_VOICES = `
 5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn              (zh-cmn 5)(zh 5)
 5  cmn-latn-pinyin --/M      Chinese_(Mandarin,_latin_as_Pinyin) sit/cmn-Latn-pinyin  (zh-cmn 5)(zh 5)
 2  en-gb           --/M      English_(Great_Britain) gmw/en           (en 2)
`.trim();

/**
 * A program that takes espeak-ng's place: it says a tone for whatever it reads, and notes its options and its input,
 * one line a run. Its WAVE file claims to be endless, as one written into a pipe does.
 */
export function fakeEspeak(folder: string, voices = ALL_VOICES): { command: string; notes: string } {
  const [command, notes, sound] = [
    join(folder, "espeak-ng"),
    join(folder, "notes"),
    join(folder, "tone.wav"),
  ];
  const wav = tone();
  wav.writeUInt32LE(0x7fff_f000, 40);
  writeFileSync(sound, wav);
  writeFileSync(notes, "");
  writeFileSync(
    command,
    `#!/bin/sh
if [ "$1" = --voices ]; then
  cat <<'VOICES'
Pty Language       Age/Gender VoiceName          File                 Other Languages
${voices}
VOICES
  exit 0
fi
read -r words
echo "$* | $words" >> "${notes}"
cat "${sound}"
`,
  );
  chmodSync(command, 0o755);
  return { command, notes };
}
