import { existsSync, renameSync } from 'node:fs'
import path from 'node:path'
import type { Database as Connection } from 'libsql'
import { connect, refuseStump } from './database-connection.ts'
import { databaseFault } from './database-error.ts'

/** The log and the index of the log that SQLite keeps beside a database in write-ahead mode. */
const COMPANIONS = ['-wal', '-shm'] as const

/**
 * Moves a damaged database out of the way, with its companions, to the first free
 * `<file>.corrupt-<n>`. Returns that name, or undefined when the file is sound after all because
 * another process has already done it.
 */
export async function setAside(file: string): Promise<string | undefined> {
  return withRepairLock(file, async () => {
    if (await isSound(file)) return undefined
    const aside = freeName(file)
    move(file, aside)
    return aside
  })
}

/**
 * True when the database is missing but its log is there: somebody is in the middle of `setAside`,
 * or was killed there. A database made now would swallow the old log.
 */
export function isHalfAside(file: string): boolean {
  return !existsSync(file) && existsSync(`${file}-wal`)
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
  let connection: Connection | undefined
  try {
    refuseStump(file)
    connection = await connect(file, 'existing')
    const rows = connection.prepare('pragma quick_check(1)').all() as { readonly quick_check: string }[]
    return rows[0]?.quick_check === 'ok'
  } catch (error) {
    if (databaseFault(error) === 'corrupt') return false
    throw error
  } finally {
    connection?.close()
  }
}

/**
 * A lock that dies with its holder, on every system: SQLite's own, on an empty database of its own.
 * Without it two processes that find the damage at once would set aside each other's fresh file.
 */
async function withRepairLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const lock = await connect(path.join(path.dirname(file), `${path.basename(file)}.lock`), 'create')
  try {
    lock.exec('begin exclusive')
    return await work()
  } finally {
    if (lock.inTransaction) lock.exec('rollback')
    lock.close()
  }
}
