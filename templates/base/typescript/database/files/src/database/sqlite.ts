import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'
import Sqlite from 'libsql'
import { Problem } from '../problem.ts'

/** How soon a file that another process was writing to is looked at again. */
const LOOK_AGAIN_MS = 5
/** Readers do not wait for the writer, a commit is on disk when it returns, and nobody sleeps in SQLite. */
const SETTINGS = ['journal_mode = WAL', 'synchronous = FULL', 'busy_timeout = 0']
const READS = /^\s*(select|pragma|explain)\b/i

/**
 * SQLite, in a file or in memory. A file that another process is writing to, such as a command on the same data, is
 * waited for up to `busyMs`.
 */
export function sqlite(file: string, busyMs = 5000): Dialect {
  if (file !== ':memory:') mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
  return new PatientDialect(new Sqlite(file), busyMs)
}

class PatientDialect extends SqliteDialect {
  readonly #database: Sqlite.Database
  readonly #busyMs: number

  constructor(database: Sqlite.Database, busyMs: number) {
    super({ database })
    this.#database = database
    this.#busyMs = busyMs
  }

  override createDriver(): PatientDriver {
    return new PatientDriver(this.#database, this.#busyMs)
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}

/** SQLite makes tables within transactions, so that a migration is done as a whole, by one of all that start at once. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/**
 * SQLite is part of this process. Where it waits by itself for another process, everything here stands still; so it is
 * asked again and again instead.
 */
class PatientDriver extends SqliteDriver {
  readonly #database: Sqlite.Database
  readonly #busyMs: number
  readonly #patient = new WeakMap<DatabaseConnection, DatabaseConnection>()
  #giveUpAtMs = 0
  #isWithin = false

  constructor(database: Sqlite.Database, busyMs: number) {
    super({ database })
    this.#database = database
    this.#busyMs = busyMs
  }

  override async init(): Promise<void> {
    await super.init()
    this.#giveUpAtMs = performance.now() + this.#busyMs
    for (const setting of SETTINGS) await this.#run(`PRAGMA ${setting}`)
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    // The time in the line counts: whoever comes after one that gave up does not wait as long again.
    const giveUpAtMs = performance.now() + this.#busyMs
    const connection = await super.acquireConnection()
    this.#giveUpAtMs = giveUpAtMs
    return this.#patientOf(connection)
  }

  /** As a writer from the start: one that has only read may find that it cannot write any more. */
  override async beginTransaction(): Promise<void> {
    await this.#run('begin immediate')
    this.#isWithin = true
  }

  override async commitTransaction(): Promise<void> {
    await this.#run('commit')
    this.#isWithin = false
  }

  override async rollbackTransaction(): Promise<void> {
    this.#isWithin = false
    await this.#run('rollback')
  }

  /** There is one connection, and the query builder knows it by who it is. */
  #patientOf(connection: DatabaseConnection): DatabaseConnection {
    const patient = this.#patient.get(connection) ?? {
      executeQuery: <Row>(query: CompiledQuery) => {
        const execute = async () => connection.executeQuery<Row>(query)
        return this.#isWithin || READS.test(query.sql) ? execute() : this.#alone(execute)
      },
      streamQuery: <Row>(query: CompiledQuery, size: number) =>
        connection.streamQuery<Row>(query, size),
    }
    this.#patient.set(connection, patient)
    return patient
  }

  /** A write by itself. The driver leaves a statement half-done that found the file busy; to begin does not. */
  async #alone<T>(write: () => Promise<T>): Promise<T> {
    await this.beginTransaction()
    try {
      const result = await write()
      await this.commitTransaction()
      return result
    } catch (error) {
      await this.rollbackTransaction().catch(() => {})
      throw error
    }
  }

  /** Throws `Problem` 503 when the file was busy all the time. Then nothing was done. */
  async #run(statement: string): Promise<void> {
    for (;;) {
      try {
        this.#database.exec(statement)
        return
      } catch (error) {
        if (!isBusy(error)) throw error
        if (performance.now() >= this.#giveUpAtMs) throw busy(error)
      }
      await sleep(LOOK_AGAIN_MS)
    }
  }
}

/** What comes after the word says why. */
function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

function busy(cause: unknown): Problem {
  const more = { status: 503, code: 'database-unavailable', retryAfterMs: 1000, cause }
  return new Problem('another process is writing to the database', more)
}
