import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/database/database.ts'
import { stopBetweenTransactions } from './stopping.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'drill-'))
const databaseFile = path.join(folder, 'drill.db')
const databaseUrl = `sqlite:${databaseFile}`
let failures = 0

interface Instance {
  readonly program: ChildProcess
  readonly log: () => string
}

/** The leader is stopped in the middle of its work: another one takes over, and the late write of the first is refused. */
async function drill(start: () => Instance): Promise<void> {
  console.log('# two processes share a database')
  const first = start()
  await eventually('the first leads', () => first.log().includes('"leads"'))
  const second = start()
  await eventually('the second serves', () => second.log().includes('listening'))
  const begun = countIn(first.log(), 'a duty begins')
  await eventually('the first begins its work', () => {
    return countIn(first.log(), 'a duty begins') > begun
  })

  console.log('# the first is stopped in the middle of it (SIGSTOP)')
  const signals = {
    stop: () => void first.program.kill('SIGSTOP'),
    goOn: () => void first.program.kill('SIGCONT'),
  }
  await stopBetweenTransactions(signals, databaseFile)
  await eventually('the second leads', () => second.log().includes('"leads"'))
  await eventually('the second has done the work', () => second.log().includes('a duty is done'))

  console.log('# the first wakes up (SIGCONT) and ends what it had begun')
  signals.goOn()
  await eventually('its late write is refused', () =>
    first.log().includes('a late write was refused'),
  )
  const database = await openDatabase(databaseUrl)
  const run = await database.selectFrom('duty_runs').selectAll().executeTakeFirst()
  await database.destroy()
  expect(`the database has the later token: ${run?.token}`, (run?.token ?? 0) > 1)
}

function startInstance(): Instance {
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      ...process.env,
      LOG_LEVEL: 'info',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      LEADER_LEASE_MS: '1500',
      DUTY_INTERVAL_MS: '300',
      UPKEEP_PAUSE_MS: '500',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let log = ''
  program.stdout?.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  return { program, log: () => log }
}

function expect(what: string, isTrue: boolean): void {
  if (!isTrue) failures += 1
  console.log(`${isTrue ? 'ok ' : '!  '} ${what}`)
}

async function eventually(what: string, isTrue: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 20_000
  while (!isTrue() && performance.now() < giveUpAt && !instances.some(isGone)) await sleep(20)
  expect(what, isTrue())
}

function countIn(text: string, what: string): number {
  return text.split(what).length - 1
}

function isGone({ program }: Instance): boolean {
  return program.exitCode !== null || program.signalCode !== null
}

async function end(instance: Instance): Promise<void> {
  if (isGone(instance)) return
  const { program } = instance
  const ended = once(program, 'exit')
  program.kill('SIGCONT')
  program.kill('SIGTERM')
  await ended
}

const instances: Instance[] = []
try {
  await drill(() => {
    const instance = startInstance()
    instances.push(instance)
    return instance
  })
} finally {
  await Promise.all(instances.map(end))
  rmSync(folder, { recursive: true, force: true })
}
console.log(failures > 0 ? 'The drill FAILED: see the lines marked !' : 'The drill passed.')
process.exitCode = failures > 0 ? 1 : 0
