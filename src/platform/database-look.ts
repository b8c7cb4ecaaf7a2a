import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Database as Connection } from 'libsql'
import { readOnly, use } from './database.ts'
import { isHalfAside } from './database-aside.ts'
import { connect, refuseStump } from './database-connection.ts'
import { type DatabaseFault, databaseFault } from './database-error.ts'
import { makeTemporaryFolder } from './temporary-folder.ts'

export interface DatabaseLook {
  /** `half-aside`: only what SQLite keeps beside a database is there, since somebody was stopped in the middle of `setAside`. */
  readonly state: 'missing' | 'half-aside' | 'sound' | DatabaseFault
  /** What SQLite or the file system said, of a file that is not sound. */
  readonly detail?: string
  /** Migrations that it has seen. */
  readonly version?: number
  /** `wal`, in which readers and writers do not wait for each other, or another mode. */
  readonly journal?: string
}

/** Looks at the whole database and changes nothing, in it or beside it. */
export async function lookAtDatabase(file: string): Promise<DatabaseLook> {
  if (isHalfAside(file)) return { state: 'half-aside' }
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) return { state: 'missing' }
  if (!found.isFile()) return { state: 'unopenable', detail: 'it is no file' }
  try {
    refuseStump(file)
    return await readOnly(file, async (connection) => look(connection))
  } catch (error) {
    return { state: databaseFault(error), detail: error instanceof Error ? error.message : String(error) }
  }
}

function look(connection: Connection): DatabaseLook {
  const first = (pragma: string) =>
    Object.values(connection.prepare(`pragma ${pragma}`).get() as object)[0] as unknown
  const integrity = String(first('integrity_check(1)'))
  if (integrity !== 'ok') return { state: 'corrupt', detail: integrity }
  return { state: 'sound', version: Number(first('user_version')), journal: String(first('journal_mode')) }
}

/** Writes the indexes anew from the tables, which quick_check has found sound: it does not compare the two. */
export async function rebuildIndexes(file: string): Promise<void> {
  await use(await connect(file, 'existing'), async (connection) => void connection.exec('reindex'))
}

export interface Salvage {
  readonly table: string
  /** The column that names a row. */
  readonly key: string
  /** An order by another index than the key's: its pages may be whole where the table's are not. */
  readonly otherOrder: string
}

/**
 * All rows of a table that can still be read in a damaged database, in no order: from its beginning up to the damage,
 * from its end down to it, and one by one those of which an index still knows. The file is copied and not touched.
 */
export async function salvageRows<Row extends object>(file: string, wanted: Salvage): Promise<Row[]> {
  const { folder, remove } = await makeTemporaryFolder()
  try {
    const copy = path.join(folder, 'copy.db')
    for (const suffix of ['', '-wal', '-journal']) {
      if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix)
    }
    giveFirstPage(copy)
    return await rowsIn<Row>(copy, wanted)
  } finally {
    remove()
  }
}

/** Where a log gives the size of its pages: https://www.sqlite.org/fileformat2.html section 4.1. */
const PAGE_SIZE_AT = 8

/** SQLite throws the log of an empty file away. With a page, whatever is in it, it looks for the newest one in the log. */
function giveFirstPage(copy: string): void {
  const log = `${copy}-wal`
  if (!existsSync(log)) return
  const bytes = readFileSync(log)
  const whole = existsSync(copy) ? readFileSync(copy).length : 0
  if (bytes.length < PAGE_SIZE_AT + 4 || whole > 0) return
  const size = bytes.readUInt32BE(PAGE_SIZE_AT)
  if (size >= 512 && size <= 65_536) writeFileSync(copy, Buffer.alloc(size))
}

async function rowsIn<Row extends object>(copy: string, { table, key, otherOrder }: Salvage): Promise<Row[]> {
  if (!existsSync(copy)) return []
  const rows = new Map<unknown, Row>()
  const keep = (row: Row) => void rows.set((row as Record<string, unknown>)[key], row)
  const connection = await connect(copy, 'existing')
  try {
    for (const way of ['asc', 'desc']) {
      untilDamage<Row>(connection, `select * from ${table} order by ${key} ${way}`, keep)
      const keys: unknown[] = []
      untilDamage<object>(
        connection,
        `select ${key} from ${table} order by ${otherOrder.replaceAll('%', way)}`,
        (row) => keys.push(Object.values(row)[0]),
      )
      for (const one of keys.filter((known) => !rows.has(known))) {
        untilDamage<Row>(connection, `select * from ${table} where ${key} = ?`, keep, one)
      }
    }
  } finally {
    connection.close()
  }
  return [...rows.values()]
}

function untilDamage<Row>(
  connection: Connection,
  query: string,
  keep: (row: Row) => void,
  ...values: unknown[]
): void {
  try {
    for (const row of connection.prepare(query).iterate(...values)) keep(row as Row)
  } catch (error) {
    if (databaseFault(error) !== 'corrupt' && databaseFault(error) !== 'other') throw error
  }
}
