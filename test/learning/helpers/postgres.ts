import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from '../../../src/platform/loopback-server.ts'

const run = promisify(execFile)

/** PostgreSQL refuses to run as root. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const USER = 'teacher'
/** With the signs that an address needs escaped. */
export const PASSWORD = 'p@ss/w?rd#42'
/** However a test ends, its server does not outlive this. */
const LONGEST_S = 900

export interface Postgres {
  readonly port: number
  /** An empty database of its own, as an address with the password. */
  newDatabase(): Promise<string>
  address(database: string, password?: string): string
  /** All rows of a query, as whoever owns the database. */
  query(url: string, sql: string): Promise<readonly Record<string, unknown>[]>
  stop(): Promise<void>
}

/** The folder of initdb and postgres; undefined where there is no server, which CI does not put up with. */
export function postgresFolder(): string | undefined {
  const found = folders().find(
    (folder) => existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres')),
  )
  if (found === undefined && process.env['REQUIRE_POSTGRES'])
    throw new Error('initdb and postgres are not installed, and REQUIRE_POSTGRES is set')
  return found
}

/** Debian keeps the programs of each version out of the PATH. */
function folders(): string[] {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return [
    ...versions.map((version) => path.join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(path.delimiter),
  ]
}

/** Starts a server of its own in a temporary folder, on a free port of the loopback. */
export async function startPostgres(bin: string): Promise<Postgres> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-postgres-'))
  if (NOBODY.uid !== undefined) await chown(folder, NOBODY.uid, NOBODY.gid)
  const passwords = path.join(folder, 'password')
  await writeFile(passwords, `${PASSWORD}\n`)
  const data = path.join(folder, 'data')
  const init = [
    '-D',
    data,
    '-U',
    USER,
    '-A',
    'scram-sha-256',
    `--pwfile=${passwords}`,
    '-E',
    'UTF8',
    '--no-sync',
  ]
  // A locale that orders words otherwise than by their bytes, where there is one, as servers have.
  await run(path.join(bin, 'initdb'), [...init, '--locale=C.UTF-8'], { ...NOBODY, cwd: folder })
  const port = await freePort()
  const server = spawn(
    'timeout',
    [
      '-s',
      'INT',
      '-k',
      '10',
      String(LONGEST_S),
      path.join(bin, 'postgres'),
      '-D',
      data,
      '-p',
      String(port),
    ].concat([...['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-k', folder]]),
    { ...NOBODY, cwd: folder, stdio: 'ignore' },
  )
  let databases = 0
  const address: Postgres['address'] = (database, password = PASSWORD) =>
    `postgresql://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
  await untilReady(address('postgres'), server)
  return {
    port,
    address,
    newDatabase: async () => {
      databases += 1
      await query(address('postgres'), `create database class_${databases}`)
      return address(`class_${databases}`)
    },
    query,
    stop: async () => {
      const ended = new Promise((resolve) => void server.once('exit', resolve))
      if (server.exitCode === null && server.kill('SIGINT')) await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const deadline = performance.now() + 30_000
  for (;;) {
    try {
      return void (await query(url, 'select 1'))
    } catch (error) {
      if (performance.now() > deadline || server.exitCode !== null) throw error
      await delay(50)
    }
  }
}
