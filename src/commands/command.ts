import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

export interface Command {
  /** Without the program's name. */
  usage: string;
  help: string;
  /** Exit code: 0 well, 1 the thing asked about is not well, 2 bad usage or input. */
  run(args: string[]): Promise<number>;
}

/** A wrong command line: one line on standard error, exit 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** `parseArgs` of Node, whose complaints become `UsageError`. */
export function options<const T extends ParseArgsOptionsConfig>(args: string[], config: T) {
  try {
    return parseArgs({ args, options: config, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error));
  }
}

/** Does what reads a file that the command line names. */
export function reading<Result>(file: string, read: (file: string) => Result): Result {
  try {
    return read(file);
  } catch (error) {
    if (error instanceof Error && "syscall" in error && "code" in error)
      throw new UsageError(`cannot read ${file}: ${error.code}`);
    throw error;
  }
}

export function required(value: string | undefined, name: string): string {
  if (value === undefined || value === "") throw new UsageError(`${name} is missing`);
  return value;
}

export function noMore(positionals: string[], expected = 0): void {
  const extra = positionals[expected];
  if (extra !== undefined) throw new UsageError(`"${extra}" was not expected`);
}
