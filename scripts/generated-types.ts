// Generates a project of every type in every language, with the patterns that it has by default, into an empty folder,
// and runs its commands as they are printed: installs, lints, tests, starts it, asks whether it lives, and stops it as
// Ctrl-C does. Needs the npm registry, python3, and the built program.
//
//   npx tsx scripts/generated-types.ts [TYPE...] [--language typescript]

import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { listLanguages, listTypes } from '../src/generation/catalog.ts'

interface Project {
  readonly dir: string
  readonly status: string
  readonly commands: Readonly<Record<'install' | 'lint' | 'test' | 'start', string>>
}

const ROOT = path.join(import.meta.dirname, '..')
const TEMPLATES = path.join(ROOT, 'templates')
const COMMAND_MS = 300_000
const START_MS = 60_000
const STOP_MS = 20_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { language: { type: 'string' } },
})
const started = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of started) signalGroup(child, 'SIGKILL')
})
process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))

let passed = 0
const failures: string[] = []
for (const { type, language } of await targets()) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'compendium-type-'))
  const beganMs = performance.now()
  try {
    await check(type, language, folder)
    passed += 1
    console.log(`ok     ${type} in ${language}  ${Math.round((performance.now() - beganMs) / 1000)} s`)
  } catch (error) {
    failures.push(`${type} in ${language}`)
    console.log(`FAILED ${type} in ${language}: ${(error as Error).message}`)
  } finally {
    for (const child of started) signalGroup(child, 'SIGKILL')
    started.clear()
    rmSync(folder, { recursive: true, force: true })
  }
}
console.log(`${passed} projects passed, ${failures.length} failed`)
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0

async function targets(): Promise<{ type: string; language: string }[]> {
  const found: { type: string; language: string }[] = []
  for (const type of await listTypes(TEMPLATES)) {
    if (positionals.length > 0 && !positionals.includes(type)) continue
    for (const language of await listLanguages(TEMPLATES, type)) found.push({ type, language })
  }
  return found.filter(({ language }) => values.language === undefined || language === values.language)
}

async function check(type: string, language: string, folder: string): Promise<void> {
  const project = generate(type, language, folder)
  assert.equal(project.status, 'written')
  for (const name of ['install', 'lint', 'test'] as const) run(project.commands[name], project.dir)
  await startAndStop(project)
  assert.equal(generate(type, language, folder).status, 'unchanged')
}

function generate(type: string, language: string, cwd: string): Project {
  const words = ['generate', 'project', 'shop', '--json', '--type', type, '--language', language]
  const bin = path.join(ROOT, 'bin', 'run.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...words], { cwd, encoding: 'utf8' })
  assert.equal(status, 0, `compendium ${words.join(' ')}\n${stdout}${stderr}`)
  return JSON.parse(stdout)
}

/** A command as it is printed; none of ours quotes anything. */
function run(command: string, cwd: string): void {
  const [file = '', ...args] = command.split(' ')
  const result = spawnSync(file, args, { cwd, encoding: 'utf8', timeout: COMMAND_MS })
  assert.equal(result.status, 0, `${command} ended with ${result.status}\n${result.stdout}${result.stderr}`)
}

/** A service says where it listens, lives, is measured, and ends at Ctrl-C; a command line ends with 0 by itself. */
async function startAndStop({ dir, commands }: Project): Promise<void> {
  const [file = '', ...args] = commands.start.split(' ')
  const child = spawn(file, args, {
    cwd: dir,
    env: { ...process.env, PORT: '0' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  const url = await addressOf(child, commands.start)
  if (url === undefined) return
  for (const place of ['/health/live', '/metrics']) {
    const answer = await fetch(`${url}${place}`)
    assert.equal(answer.status, 200, `${place} answers ${answer.status}`)
    const text = await answer.text()
    if (place === '/metrics') assert.match(text, /^# HELP /m)
  }
  await interrupt(child, commands.start)
}

/** Where it listens; undefined when it has ended with 0. */
function addressOf(child: ChildProcess, command: string): Promise<string | undefined> {
  const said: string[] = []
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${command} ${why}\n${said.slice(-20).join('\n')}`))
    const timer = setTimeout(() => fail(`says no address in ${START_MS / 1000} s`), START_MS)
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line)
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)
        if (found === null) return
        clearTimeout(timer)
        resolve(found[0])
      })
    }
    child.once('exit', (code) => {
      clearTimeout(timer)
      if (code === 0) resolve(undefined)
      else fail(`ended with ${code}`)
    })
  })
}

/** What a terminal does on Ctrl-C: the signal goes to everything that was started, and all of it ends. */
async function interrupt(child: ChildProcess, command: string): Promise<void> {
  signalGroup(child, 'SIGINT')
  const giveUpAt = performance.now() + STOP_MS
  while (signalGroup(child, 0)) {
    assert.ok(performance.now() < giveUpAt, `${command} still runs ${STOP_MS / 1000} s after Ctrl-C`)
    await sleep(20)
  }
  started.delete(child)
}

/** False when no process of the group is left. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid !== undefined && process.kill(-pid, signal)
  } catch {
    return false
  }
}
