import type { MachineMessages } from '../messages/machine/en.ts'
import { machineWords } from '../messages/machine/index.ts'

const REASONS: Readonly<Record<string, keyof MachineMessages['unwritable']>> = {
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'readOnly',
  ENOSPC: 'full',
  EDQUOT: 'quota',
  EISDIR: 'folder',
  ENOTDIR: 'notFolder',
  ENAMETOOLONG: 'tooLong',
  EEXIST: 'raced',
  ENOTEMPTY: 'raced',
  ENOENT: 'noFolder',
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
  const reason = REASONS[error.code]
  return reason === undefined ? error.message : machineWords().unwritable[reason]
}
