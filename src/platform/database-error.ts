/** What a database error means for the person whose data it is. */
export type DatabaseFault =
  | 'corrupt'
  | 'busy'
  | 'full'
  | 'disk'
  | 'read-only'
  | 'unopenable'
  | 'newer'
  | 'other'

/** The file was written by a later version of compendium than this one. */
export class NewerSchemaError extends Error {
  constructor(found: number, known: number) {
    super(`its format is version ${found}, and this compendium knows up to version ${known}`)
    this.name = 'NewerSchemaError'
  }
}

/** Damage that we see before SQLite does. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError'
}

/** Result codes of SQLite, https://www.sqlite.org/rescode.html; the low byte is the primary code. */
const SQLITE_FAULTS: Readonly<Record<number, DatabaseFault>> = {
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  10: 'disk',
  11: 'corrupt',
  13: 'full',
  14: 'unopenable',
  26: 'corrupt',
}

/** Errors of the file system around the database. */
const SYSTEM_FAULTS: Readonly<Record<string, DatabaseFault>> = {
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EIO: 'disk',
  ENOTDIR: 'unopenable',
  EEXIST: 'unopenable',
  ELOOP: 'unopenable',
  ENAMETOOLONG: 'unopenable',
}

interface CodedError extends Error {
  readonly code?: unknown
  readonly rawCode?: unknown
}

export function databaseFault(error: unknown): DatabaseFault {
  if (!(error instanceof Error)) return 'other'
  if (error.name === 'NewerSchemaError') return 'newer'
  if (error.name === 'DamagedFileError') return 'corrupt'
  const { code } = error as CodedError
  return SQLITE_FAULTS[sqliteCode(error)] ?? SYSTEM_FAULTS[String(code)] ?? 'other'
}

/** libsql gives `rawCode`, except when the file cannot be opened: then the code ends the message. */
function sqliteCode(error: CodedError): number {
  const code = typeof error.rawCode === 'number' ? error.rawCode : trailingNumber(error.message)
  return code & 0xff
}

function trailingNumber(message: string): number {
  return Number(/: (\d+)"\)$/.exec(message)?.[1] ?? 0)
}
