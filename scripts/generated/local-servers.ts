import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../src/platform/loopback-server.ts'
import { postgresFolder, startPostgres } from '../../test/learning/helpers/postgres.ts'

/** A broker on this machine, and how a test starts one of its own. */
export interface LocalBroker {
  readonly url: string
  /** With `{port}` and `{data}`; nothing that was written is lost when it is killed. */
  readonly command: string
  stop(): Promise<void>
}

/** Debian puts servers where a user's PATH does not look. */
const SERVERS = { redis: ['/usr/bin/redis-server'], nats: ['/usr/sbin/nats-server', '/usr/bin/nats-server'] }
const ARGUMENTS = {
  redis: '--bind 127.0.0.1 --port {port} --dir {data} --appendonly yes --appendfsync always',
  nats: '-js -a 127.0.0.1 -p {port} -sd {data}',
}

/** Starts a server of the kind on a free port of the loopback, in a folder of its own. Throws when it is not installed. */
export async function startBroker(kind: keyof typeof SERVERS): Promise<LocalBroker> {
  const program = SERVERS[kind].find((file) => existsSync(file))
  if (program === undefined) throw new Error(`${kind}-server is not installed`)
  const command = `${program} ${ARGUMENTS[kind]}`
  const data = mkdtempSync(path.join(os.tmpdir(), `compendium-${kind}-`))
  const port = await freePort()
  const [, ...args] = command.replace('{port}', String(port)).replace('{data}', data).split(' ')
  const server = spawn(program, args, { stdio: 'ignore' })
  // However this program ends, nothing of it stays.
  process.once('exit', () => server.kill('SIGKILL'))
  const stop = async () => {
    await end(server)
    rmSync(data, { recursive: true, force: true })
  }
  await untilAnswers(port, server).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { url: `${kind}://127.0.0.1:${port}`, command, stop }
}

/** PostgreSQL likewise. */
export async function startDatabase() {
  const folder = postgresFolder()
  if (folder === undefined) throw new Error('PostgreSQL is not installed')
  return startPostgres(folder)
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
}

async function untilAnswers(port: number, server: ChildProcess): Promise<void> {
  const deadline = performance.now() + 30_000
  while (!(await answers(port))) {
    if (server.exitCode !== null || performance.now() > deadline) throw new Error('the server does not start')
    await wait(50)
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
