import { existsSync, renameSync } from 'node:fs'
import type { Database as Connection } from 'libsql'
import { connect, refuseStump, release } from './database-connection.ts'
import { DamagedFileError, databaseFault } from './database-error.ts'

/** What SQLite keeps beside a database: its log, the index of the log, and the undo of a first change. */
const COMPANIONS = ['-wal', '-shm', '-journal'] as const

/**
 * Moves a damaged database out of the way, with its companions, to the first free
 * `<file>.corrupt-<n>`. Returns that name, or undefined when the file is sound after all because
 * another process has already done it. Waits `patienceMs` for others that are at it.
 */
export async function setAside(file: string, patienceMs?: number): Promise<string | undefined> {
  const repair = async () => {
    if (await isSound(file)) return undefined
    const aside = freeName(file)
    move(file, aside)
    return aside
  }
  return withRepairLock(file, repair, patienceMs)
}

/**
 * True when the database is missing but something of it is there: somebody is in the middle of
 * `setAside`, or was killed there. A database made now would take the old log for its own.
 */
export function isHalfAside(file: string): boolean {
  return !existsSync(file) && COMPANIONS.some((suffix) => existsSync(file + suffix))
}

/** Ends what an interrupted `setAside` began; waits for one that is still at work. */
export async function finishAside(file: string): Promise<void> {
  await withRepairLock(file, async () => {
    if (isHalfAside(file)) move(file, freeName(file))
  })
}

/** The database goes first: while it is missing and its log is not, nobody makes a new one. */
function move(file: string, aside: string): void {
  for (const suffix of ['', ...COMPANIONS]) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
  }
}

function freeName(file: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${file}.corrupt-${number}`
    if (!['', ...COMPANIONS].some((suffix) => existsSync(name + suffix))) return name
  }
}

async function isSound(file: string): Promise<boolean> {
  if (!existsSync(file)) return true
  try {
    refuseStump(file)
    check(await connect(file, 'existing'))
    return true
  } catch (error) {
    if (databaseFault(error) === 'corrupt') return false
    throw error
  }
}

/** @throws DamagedFileError, or the error of SQLite. */
function check(connection: Connection): void {
  try {
    const [first] = connection.prepare('pragma quick_check(1)').all() as { readonly quick_check: string }[]
    if (first?.quick_check !== 'ok') throw new DamagedFileError(first?.quick_check ?? 'it cannot be checked')
  } catch (error) {
    release(connection, error)
    throw error
  }
  release(connection)
}

/**
 * A lock that dies with its holder, on every system: SQLite's own, on an empty database of its own.
 * Without it two processes that find the damage at once would set aside each other's fresh file.
 */
async function withRepairLock<Result>(
  file: string,
  work: () => Promise<Result>,
  patienceMs?: number,
): Promise<Result> {
  const lock = await connect(`${file}.lock`, 'create', patienceMs)
  try {
    lock.exec('begin exclusive')
    return await work()
  } finally {
    if (lock.inTransaction) lock.exec('rollback')
    lock.close()
  }
}
