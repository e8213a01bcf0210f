import { readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import Type from "typebox";
import Value from "typebox/value";
import type { SessionStore, SignIn } from "./sessions.ts";

const SignIns = Type.Array(
  Type.Object({ clerk: Type.String(), window: Type.String(), seq: Type.Integer(), day: Type.String() }),
);

/**
 * Keeps sign-ins in a file that only its owner reads, so that a hall that is started again knows its clerks. A file
 * that is missing or broken costs a sign-in and no more.
 */
export function sessionFile(path: string): SessionStore {
  let last: Promise<void> = Promise.resolve();
  const write = async (signIns: readonly SignIn[]) => {
    await writeFile(`${path}.new`, JSON.stringify(signIns), { mode: 0o600 });
    await rename(`${path}.new`, path);
  };
  return {
    load: () => readSignIns(path),
    save(signIns) {
      const saved = last.then(() => write(signIns));
      last = saved.catch(() => {});
      return saved;
    },
  };
}

function readSignIns(path: string): readonly SignIn[] {
  try {
    return Value.Parse(SignIns, JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return [];
  }
}
