// Generates a project of every type in every language, with the patterns that it has by default, into an empty folder,
// and runs its commands as they are printed: installs, lints, tests, starts it, asks whether it lives, and stops it as
// Ctrl-C does. Needs the npm registry, python3, and the built program.
//
//   npx tsx scripts/generated-types.ts [TYPE...] [--language typescript]

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { listLanguages, listTypes } from '../src/generation/catalog.ts'
import { killAll } from './generated/process-group.ts'
import { startAndStop } from './generated/start-and-stop.ts'

interface Project {
  readonly dir: string
  readonly status: string
  readonly commands: Readonly<Record<'install' | 'lint' | 'test' | 'start', string>>
}

const ROOT = path.join(import.meta.dirname, '..')
const TEMPLATES = path.join(ROOT, 'templates')
const COMMAND_MS = 300_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { language: { type: 'string' } },
})

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
    killAll()
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
