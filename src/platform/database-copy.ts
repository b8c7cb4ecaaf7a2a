import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import path from 'node:path'
import { readOnly, UNWRITABLE, use, type Work } from './database.ts'
import { connect, refuseStump } from './database-connection.ts'
import { DamagedFileError, databaseFault } from './database-error.ts'
import { claimName, makeFolder } from './files.ts'

/** The first bytes of every database: https://www.sqlite.org/fileformat2.html section 1.3. */
const MAGIC = 'SQLite format 3\0'

/** Whether the file says of itself that it is a database of SQLite. */
export async function isDatabaseFile(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => undefined)
  if (handle === undefined) return false
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0)
    return buffer.toString('latin1', 0, bytesRead) === MAGIC
  } catch {
    return false
  } finally {
    await handle.close()
  }
}

/**
 * The rows of one query on a database that is nobody's store, such as a backup: nothing in it or beside it is
 * changed, and damage in it is an error. Rejects with the error of SQLite or of the file system.
 */
export async function queryFile<Row>(file: string, query: string): Promise<Row[]> {
  refuseStump(file)
  const rows: Work<Row[]> = async (connection) => connection.prepare(query).all() as Row[]
  // A log beside it belongs to it. Without one nothing can be written meanwhile, and no lock is needed.
  return existsSync(`${file}-wal`) ? readOnly(file, rows) : use(await connect(file, 'immutable'), rows)
}

/** An empty file beside `file`, for its owner alone, that is to become `file`. */
export async function startDraft(file: string): Promise<string> {
  await makeFolder(path.dirname(file), 0o700)
  const draft = `${file}.${randomUUID().slice(0, 8)}.tmp`
  await (await open(draft, 'wx', 0o600)).close()
  return draft
}

/** Throws the draft away, with what SQLite keeps beside it. */
export async function dropDraft(draft: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(draft + suffix, { force: true })
}

/**
 * Copies the database as it is at one moment, while others go on writing, into `draft`, which is there and empty.
 * By VACUUM INTO, which leaves out what was deleted. A damaged database is an error, and stays where it is.
 */
export async function copyDatabase(from: string, draft: string): Promise<void> {
  refuseStump(from)
  const work: Work<void> = async (connection) => void connection.prepare('vacuum into ?').run(draft)
  try {
    await use(await connect(from, 'existing'), work)
  } catch (error) {
    if (!UNWRITABLE.includes(databaseFault(error))) throw error
    await readOnly(from, work).catch(() => Promise.reject(error))
  }
}

/**
 * Makes the draft last, once SQLite has found it sound, and gives it its name. False: the name was taken, and what
 * has it was not touched. SQLite itself does not wait for the disk in VACUUM INTO.
 */
export async function finishDraft(draft: string, file: string): Promise<boolean> {
  const [first] = await queryFile<{ readonly quick_check: string }>(draft, 'pragma quick_check(1)')
  if (first?.quick_check !== 'ok') throw new DamagedFileError(first?.quick_check ?? 'it cannot be checked')
  const handle = await open(draft, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  return claimName(draft, file)
}
