// Generates a project in each language into an empty folder, runs its commands as they are printed,
// then drives the running service: takes payments away, sees it fail fast, gives payments back, sees it
// recover, and stops it with Ctrl-C. Needs the npm registry, python3, and the built program.
//
//   node scripts/generated-check.mjs [typescript|python|python-minimal]...

import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

const ROOT = path.join(import.meta.dirname, '..')
const BIN = path.join(ROOT, 'bin', existsSync(path.join(ROOT, 'dist')) ? 'run.js' : 'dev.js')
const DRILL = {
  typescript: 'npm run drill --',
  python: '.venv/bin/python -m tools.drills.break_dependency',
  'python-minimal': 'python3 -m tools.break_payments',
}
const tellOfAll = (url) => ({
  DATABASE_URL: 'sqlite::memory:',
  PAYMENTS_URL: `${url}/payments`,
  STOCK_URL: `${url}/stock`,
  NOTIFICATIONS_URL: `${url}/notifications`,
  DEPENDENCY_TIMEOUT_MS: String(TIMEOUT_MS),
})
/** The stand-in for payments, and what the service has to be told to find it. */
const FAKE = {
  typescript: {
    command: 'npm run fake-dependencies',
    env: { FAKE_DEPENDENCIES_PORT: '0' },
    mode: '/payments/mode',
    tell: tellOfAll,
  },
  python: {
    command: '.venv/bin/python -m tools.fake_dependencies',
    env: { FAKE_DEPENDENCIES_PORT: '0' },
    mode: '/payments/mode',
    tell: tellOfAll,
  },
  'python-minimal': {
    command: 'python3 -m tools.fake_payments',
    env: { FAKE_PAYMENTS_PORT: '0' },
    mode: '/mode',
    tell: (url) => ({ PAYMENTS_URL: url, PAYMENTS_TIMEOUT_MS: String(TIMEOUT_MS) }),
  },
}
const OPEN_MS = 2000
const TIMEOUT_MS = 1000
const ORDER = JSON.stringify({ item: 'tea', quantity: 1, amountCents: 350 })

const wanted = process.argv.slice(2)
const languages = wanted.length > 0 ? wanted : Object.keys(FAKE)
const started = new Set()
let passed = 0

process.on('exit', () => {
  for (const child of started) signalGroup(child, 'SIGKILL')
})
process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))

for (const language of languages) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'compendium-generated-'))
  try {
    await check(language, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
console.log(`${passed} steps passed, 0 failed`)

async function check(language, folder) {
  console.log(`\n# ${language}`)
  const project = generate(language, folder)
  assert.equal(project.status, 'written')
  for (const name of ['install', 'lint', 'test']) runToEnd(project.commands[name], project.dir)
  for (const breakage of ['kill', 'hang', 'fail']) runToEnd(`${DRILL[language]} ${breakage}`, project.dir)
  await driveService(language, project)
  assert.equal(generate(language, folder).status, 'unchanged')
  step('generating it again changes nothing')
}

function generate(language, folder) {
  const words = 'generate project shop --type microservice --patterns circuit-breaker --json'.split(' ')
  const [name, minimal] = language.split('-')
  const args = [BIN, ...words, '--language', name, ...(minimal === undefined ? [] : ['--minimal'])]
  const result = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  assert.equal(result.status, 0, result.stderr || result.stdout)
  step(`compendium ${args.slice(1).join(' ')}`)
  return JSON.parse(result.stdout)
}

/** A command that ends by itself; it is split at blanks, as none of ours quotes anything. */
function runToEnd(command, cwd) {
  console.log(`$ ${command}`)
  const [file, ...args] = command.split(' ')
  const result = spawnSync(file, args, { cwd, encoding: 'utf8', timeout: 300_000 })
  const output = `${result.stdout}${result.stderr}`.trim()
  console.log(output.split('\n').slice(-4).join('\n').replace(/^/gm, '  '))
  assert.equal(result.status, 0, `${command} ended with ${result.status}\n${output}`)
  step(command)
}

async function driveService(language, { dir, commands }) {
  const { command, env, mode, tell } = FAKE[language]
  const fake = await startServer(command, dir, env)
  const service = await startServer(commands.start, dir, {
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

  await interrupt(service)
  assert.ok(
    service.lines.some((line) => line.includes('"stopped"')),
    service.lines.join('\n'),
  )
  step('Ctrl-C stops the service in good order')
  await interrupt(fake)
}

/** Starts a server in a process group of its own and waits until it prints its address. */
async function startServer(command, cwd, env) {
  console.log(`$ ${command}`)
  const [file, ...args] = command.split(' ')
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.add(child)
  const lines = []
  const reader = createInterface({ input: child.stdout })
  const url = await new Promise((resolve, reject) => {
    reader.on('line', (line) => {
      lines.push(line)
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)
      if (address !== null) resolve(address[0])
    })
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}`)))
  })
  step(`${command} listens at ${url}`)
  return { child, url, lines }
}

/** What a terminal does on Ctrl-C: the signal goes to everything that was started, and all of it ends. */
async function interrupt({ child }) {
  signalGroup(child, 'SIGINT')
  const giveUpAt = performance.now() + 10_000
  while (signalGroup(child, 0)) {
    assert.ok(performance.now() < giveUpAt, 'nothing is left 10 s after Ctrl-C')
    await sleep(20)
  }
  started.delete(child)
}

/** False when no process of the group is left. */
function signalGroup(child, signal) {
  try {
    return process.kill(-child.pid, signal)
  } catch {
    return false
  }
}

async function exchange(method, url, body) {
  const sentAt = performance.now()
  const answer = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
  })
  const json = await answer.json()
  const tookMs = Math.round(performance.now() - sentAt)
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), json, tookMs }
}

async function paymentsState(service) {
  const { json } = await exchange('GET', `${service.url}/health/ready`)
  return (json.parts ?? json.dependencies).payments
}

function expectAnswer(title, { status, tookMs, retryAfter, json }, expected) {
  assert.equal(status, expected, `${title}: ${JSON.stringify(json)}`)
  step(`${title}: ${status} in ${tookMs} ms${retryAfter === null ? '' : `, Retry-After ${retryAfter}`}`)
}

function step(title) {
  passed += 1
  console.log(`  ok ${title}`)
}
