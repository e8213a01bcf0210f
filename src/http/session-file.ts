import { readFileSync } from "node:fs";
import Type, { type Static, type TSchema } from "typebox";
import Value from "typebox/value";
import { replaceFile } from "../journal/whole-file.ts";
import type { SessionStore } from "./sessions.ts";
import type { StaffSessionStore } from "./staff-sessions.ts";

const SignIns = Type.Array(
  Type.Object({ clerk: Type.String(), window: Type.String(), seq: Type.Integer(), day: Type.String() }),
);
const StaffSignIns = Type.Array(
  Type.Object({ person: Type.String(), day: Type.String(), tokenHash: Type.String() }),
);

/** Keeps clerks' sign-ins, so that a hall that is started again knows its clerks. */
export function sessionFile(path: string): SessionStore {
  return listFile(path, SignIns);
}

/** The same of managers and guides. */
export function staffSessionFile(path: string): StaffSessionStore {
  return listFile(path, StaffSignIns);
}

/** A list in a file that only its owner reads. A file that is missing or broken costs a sign-in and no more. */
function listFile<List extends TSchema>(path: string, schema: List) {
  let last: Promise<void> = Promise.resolve();
  const write = async (list: Static<List>) => {
    await replaceFile(path, JSON.stringify(list), 0o600);
  };
  return {
    load: () => readList(path, schema),
    save(list: Static<List>) {
      const saved = last.then(() => write(list));
      last = saved.catch(() => {});
      return saved;
    },
  };
}

function readList<List extends TSchema>(path: string, schema: List): Static<List> {
  try {
    return Value.Parse(schema, JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return Value.Create(schema);
  }
}
