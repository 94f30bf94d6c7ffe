/** What the command cannot do, said a line a fault. */
export class Failure extends Error {
  readonly lines: readonly string[];
  /** 1: something given is faulty. 2: the command was called wrongly. */
  readonly exitCode: 1 | 2;

  constructor(lines: readonly string[], exitCode: 1 | 2 = 1) {
    super(lines.join('\n'));
    this.name = 'Failure';
    this.lines = lines;
    this.exitCode = exitCode;
  }
}

/** What to throw for a file that Node could not read: one line where the reason is the caller's to mend. */
export function unreadable(path: string, error: unknown): unknown {
  const reason = error instanceof Error && 'code' in error ? reasons[String(error.code)] : undefined;
  return reason ? new Failure([`${path}: ${reason}`]) : error;
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'may not be read',
  EISDIR: 'is a directory',
  ENOTDIR: 'there is no such file',
};
