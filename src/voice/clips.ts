import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Language, languages } from "../i18n/text.ts";

/** Names the clip of some words: the same words are the same clip, whatever call they stand in. */
export function clipId(words: string): string {
  return createHash("sha256").update(words).digest("hex").slice(0, 16);
}

/** Where the clips of a hall are, in its data folder. */
export const clipsFolder = (dataDir: string): string => join(dataDir, "voice");

const CLIP_FILE = /^([0-9a-f]{16})\.wav$/;

/**
 * What a hall has recorded: one WAVE file for the words of each clip, in a folder for each language. The files are all
 * there is, so that a folder can be copied from hall to hall.
 */
export class Clips {
  readonly #folder: string;

  /** @param folder made when the first clip comes */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The clips of a language: their ids, each with a mark that changes when it is recorded anew. */
  async recorded(language: Language): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const name of await namesIn(join(this.#folder, language))) {
      const id = CLIP_FILE.exec(name)?.[1];
      if (id === undefined) continue;
      // A clip may be taken away meanwhile.
      const file = await stat(this.#file(language, id)).catch(() => undefined);
      if (file) found.set(id, `${Math.round(file.mtimeMs).toString(36)}-${file.size.toString(36)}`);
    }
    return found;
  }

  /** The bytes of a clip; nothing when it is not recorded. */
  async read(language: Language, id: string): Promise<Buffer | undefined> {
    try {
      return await readFile(this.#file(language, id));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Keeps a clip, in place of an older one. A reader sees the old one or the new one, never half of it. */
  async keep(language: Language, id: string, wav: Uint8Array): Promise<void> {
    const file = this.#file(language, id);
    await mkdir(join(this.#folder, language), { recursive: true });
    await writeFile(`${file}.new`, wav, { flush: true });
    await rename(`${file}.new`, file);
  }

  async remove(language: Language, id: string): Promise<void> {
    await rm(this.#file(language, id), { force: true });
  }

  /** Puts every clip into another folder. @returns how many there are */
  async copyTo(other: Clips): Promise<number> {
    let copied = 0;
    for (const language of languages)
      for (const id of (await this.recorded(language)).keys()) {
        const wav = await this.read(language, id);
        // Taken away meanwhile.
        if (!wav) continue;
        await other.keep(language, id, wav);
        copied += 1;
      }
    return copied;
  }

  #file(language: Language, id: string): string {
    return join(this.#folder, language, `${id}.wav`);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
