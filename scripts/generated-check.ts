// Generates a project in each language into an empty folder, runs its commands as they are printed,
// then drives the running service: takes payments away, sees it fail fast, gives payments back, sees it
// recover, and stops it with Ctrl-C. Needs the npm registry, python3, and the built program.
//
//   npx tsx scripts/generated-check.ts [typescript|python|python-minimal]...

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { interrupt, type StartedServer, startServer } from './generated/process-group.ts'

interface Project {
  readonly dir: string
  readonly status: string
  readonly commands: Readonly<Record<'install' | 'lint' | 'test' | 'start', string>>
}

/** The stand-in for payments, and what the service has to be told to find it. */
interface Fake {
  readonly command: string
  readonly env: Readonly<Record<string, string>>
  /** Where it is told how to be. */
  readonly mode: string
  readonly tell: (url: string) => Record<string, string>
  /** Breaks payments under the running service. */
  readonly drill: string
}

const ROOT = path.join(import.meta.dirname, '..')
const BIN = path.join(ROOT, 'bin', existsSync(path.join(ROOT, 'dist')) ? 'run.js' : 'dev.js')
const tellOfAll = (url: string) => ({
  DATABASE_URL: 'sqlite::memory:',
  PAYMENTS_URL: `${url}/payments`,
  STOCK_URL: `${url}/stock`,
  NOTIFICATIONS_URL: `${url}/notifications`,
  DEPENDENCY_TIMEOUT_MS: String(TIMEOUT_MS),
})
const FAKES: Readonly<Record<string, Fake>> = {
  typescript: {
    command: 'npm run fake-dependencies',
    env: { FAKE_DEPENDENCIES_PORT: '0' },
    mode: '/payments/mode',
    tell: tellOfAll,
    drill: 'npm run drill --',
  },
  python: {
    command: '.venv/bin/python -m tools.fake_dependencies',
    env: { FAKE_DEPENDENCIES_PORT: '0' },
    mode: '/payments/mode',
    tell: tellOfAll,
    drill: '.venv/bin/python -m tools.drills.break_dependency',
  },
  'python-minimal': {
    command: 'python3 -m tools.fake_payments',
    env: { FAKE_PAYMENTS_PORT: '0' },
    mode: '/mode',
    tell: (url) => ({ PAYMENTS_URL: url, PAYMENTS_TIMEOUT_MS: String(TIMEOUT_MS) }),
    drill: 'python3 -m tools.break_payments',
  },
}
const OPEN_MS = 2000
const TIMEOUT_MS = 1000
const ORDER = JSON.stringify({ item: 'tea', quantity: 1, amountCents: 350 })

const wanted = process.argv.slice(2)
const languages = wanted.length > 0 ? wanted : Object.keys(FAKES)
let passed = 0

for (const language of languages) {
  const fake = FAKES[language]
  assert.ok(fake, `${language} is none of ${Object.keys(FAKES).join(', ')}`)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'compendium-generated-'))
  try {
    await check(language, fake, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
console.log(`${passed} steps passed, 0 failed`)

async function check(language: string, fake: Fake, folder: string): Promise<void> {
  console.log(`\n# ${language}`)
  const project = generate(language, folder)
  assert.equal(project.status, 'written')
  for (const name of ['install', 'lint', 'test'] as const) runToEnd(project.commands[name], project.dir)
  for (const breakage of ['kill', 'hang', 'fail']) runToEnd(`${fake.drill} ${breakage}`, project.dir)
  await driveService(fake, project)
  assert.equal(generate(language, folder).status, 'unchanged')
  step('generating it again changes nothing')
}

function generate(language: string, folder: string): Project {
  const words = 'generate project shop --type microservice --patterns circuit-breaker --json'.split(' ')
  const [name = '', minimal] = language.split('-')
  const args = [BIN, ...words, '--language', name, ...(minimal === undefined ? [] : ['--minimal'])]
  const result = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  assert.equal(result.status, 0, result.stderr || result.stdout)
  step(`compendium ${args.slice(1).join(' ')}`)
  return JSON.parse(result.stdout)
}

/** A command that ends by itself; it is split at blanks, as none of ours quotes anything. */
function runToEnd(command: string, cwd: string): void {
  console.log(`$ ${command}`)
  const [file = '', ...args] = command.split(' ')
  const result = spawnSync(file, args, { cwd, encoding: 'utf8', timeout: 300_000 })
  const output = `${result.stdout}${result.stderr}`.trim()
  console.log(output.split('\n').slice(-4).join('\n').replace(/^/gm, '  '))
  assert.equal(result.status, 0, `${command} ended with ${result.status}\n${output}`)
  step(command)
}

async function driveService({ command, env, mode, tell }: Fake, { dir, commands }: Project): Promise<void> {
  const fake = await startAndTell(command, dir, env)
  const service = await startAndTell(commands.start, dir, {
    PORT: '0',
    ...tell(fake.url),
    BREAKER_OPEN_MS: String(OPEN_MS),
  })
  let orders = 0
  const order = async () => {
    orders += 1
    return exchange('PUT', `${service.url}/orders/order-${orders}`, ORDER)
  }

  expectAnswer('payments is well', await order(), 201)
  await exchange('PUT', `${fake.url}${mode}`, '{"mode":"hang"}')
  const slow = await order()
  expectAnswer('payments hangs', slow, 503)
  assert.ok(slow.tookMs >= TIMEOUT_MS - 10, 'the first order waits for the timeout')
  for (let i = 0; i < 4; i++) await order()
  const fast = await order()
  expectAnswer('the breaker is open', fast, 503)
  assert.ok(fast.tookMs < TIMEOUT_MS / 2, `an open breaker answers at once, not after ${fast.tookMs} ms`)
  assert.ok(Number(fast.retryAfter) >= 1, 'it says when to come back')
  assert.equal(await paymentsState(service), 'open')
  expectAnswer('an old order can be read', await exchange('GET', `${service.url}/orders/order-1`), 200)

  await exchange('PUT', `${fake.url}${mode}`, '{"mode":"ok"}')
  await sleep(OPEN_MS)
  expectAnswer('payments is back', await order(), 201)
  assert.equal(await paymentsState(service), 'closed')

  await interrupt(service.child)
  assert.ok(
    service.lines.some((line) => line.includes('"stopped"')),
    service.lines.join('\n'),
  )
  step('Ctrl-C stops the service in good order')
  await interrupt(fake.child)
}

async function startAndTell(
  command: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<StartedServer> {
  console.log(`$ ${command}`)
  const server = await startServer(command, { cwd, env })
  assert.ok(server, `${command} ended with 0`)
  step(`${command} listens at ${server.url}`)
  return server
}

interface Exchange {
  readonly status: number
  readonly retryAfter: string | null
  readonly json: { parts?: Record<string, string>; dependencies?: Record<string, string> }
  readonly tookMs: number
}

async function exchange(method: string, url: string, body?: string): Promise<Exchange> {
  const sentAt = performance.now()
  const answer = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
  })
  const json = (await answer.json()) as Exchange['json']
  const tookMs = Math.round(performance.now() - sentAt)
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), json, tookMs }
}

async function paymentsState(service: StartedServer): Promise<string | undefined> {
  const { json } = await exchange('GET', `${service.url}/health/ready`)
  return (json.parts ?? json.dependencies)?.['payments']
}

function expectAnswer(title: string, { status, tookMs, retryAfter, json }: Exchange, expected: number): void {
  assert.equal(status, expected, `${title}: ${JSON.stringify(json)}`)
  step(`${title}: ${status} in ${tookMs} ms${retryAfter === null ? '' : `, Retry-After ${retryAfter}`}`)
}

function step(title: string): void {
  passed += 1
  console.log(`  ok ${title}`)
}
