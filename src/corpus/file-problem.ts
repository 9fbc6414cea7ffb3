import { UserError } from '../user-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'a file stands where a folder should',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is no folder',
  EPERM: 'permission denied',
  EROFS: 'the disk can only be read',
};

/** Turns a failure of the file system into a sentence for the person who named the file. */
export function fileProblem(verb: 'read' | 'write', file: string, cause: unknown): unknown {
  const code = errorCode(cause);
  if (code === undefined) return cause;
  return new UserError(`Cannot ${verb} ${file}: ${REASONS[code] ?? code}.`, { cause });
}

/** The code of a system error, such as `ENOENT`; `undefined` for any other error. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
