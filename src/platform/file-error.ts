const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of the path is a file',
  ENAMETOOLONG: 'the path is too long',
  EEXIST: 'another program wrote there at the same moment',
  ENOTEMPTY: 'another program wrote there at the same moment',
  ENOENT: 'the folder cannot be made there',
}

export interface FileError extends Error {
  readonly code: string
}

/** An answer of the file system; any other error is a fault of ours. */
export function isFileError(error: unknown): error is FileError {
  return error instanceof Error && 'syscall' in error && 'code' in error
}

/** Why something could not be written, as a clause; Node's own words name drafts that nobody knows. */
export function whyNotWritten(error: unknown): string {
  if (!isFileError(error)) return error instanceof Error ? error.message : String(error)
  return REASONS[error.code] ?? error.message
}
