// Generates projects of all types and languages with random subsets of their patterns and random options, by seed, and
// lints, type-checks, tests and starts each, on a PostgreSQL, Redis or NATS of its own where it asks for one. Those in one
// language share one installation of what any of them needs, which is kept between runs.
//
//   npx tsx scripts/generated-subsets.ts [--count 30] [--seed 1] [--minutes 8] [--types-only] [--language typescript]

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { listLanguages, listTypes, loadPatterns, loadTemplate } from '../src/generation/catalog.ts'
import { fittingPatterns } from '../src/generation/choose-patterns.ts'
import { generateProject } from '../src/generation/generate-project.ts'
import type { Template } from '../src/generation/template.ts'
import { RandomStream } from '../src/lib/prng.ts'
import { besideServers } from './generated/chosen-servers.ts'
import { leftOutOfPython } from './generated/only-in-index.ts'
import { killAll } from './generated/process-group.ts'
import { installForAll } from './generated/shared-modules.ts'
import { installPythonForAll } from './generated/shared-venv.ts'
import { startAndStop } from './generated/start-and-stop.ts'

const ROOT = path.join(import.meta.dirname, '..')
const TEMPLATES = path.join(ROOT, 'templates')
const SHARED = path.join(ROOT, '.cache', 'generated-modules')
const SHARED_PYTHON = path.join(ROOT, '.cache', 'generated-venv')
/** What a project has by installing: how it is called there, and how one is made for many. */
const INSTALLED: Readonly<Record<string, { name: string; install: (projects: string[]) => string }>> = {
  typescript: { name: 'node_modules', install: (projects) => installForAll(projects, SHARED) },
  python: { name: '.venv', install: (projects) => installPythonForAll(projects, SHARED_PYTHON) },
}
const COMMAND_MS = 300_000
/** So many of a hundred patterns are taken. */
const SHARE = 0.4

interface Choice {
  readonly patterns: readonly string[]
  readonly options: Readonly<Record<string, string>>
}

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '8' },
    'types-only': { type: 'boolean', default: false },
    language: { type: 'string' },
  },
})
const known = await loadPatterns(TEMPLATES)
const NOTHING: ReadonlySet<string> = new Set()
const targets = await allTargets()
const leftOut = targets.some(({ language }) => language === 'python') ? leftOutOfPython(TEMPLATES) : NOTHING
const random = new RandomStream(Number(values.seed), 'subsets of patterns')
const startedAt = performance.now()
const folder = mkdtempSync(path.join(os.tmpdir(), 'compendium-subsets-'))
let drawn = 0
let done = 0
let failed = 0
const shared = new Map<string, string>()

try {
  for (const language of new Set(targets.map((one) => one.language))) {
    shared.set(language, await installShared(language))
  }
  for (let at = 0; at < Number(values.count); at++) {
    const target = targets[at % targets.length]
    if (target === undefined) throw new Error(`there is no type in ${values.language}`)
    const choice = draw(target)
    if (performance.now() - startedAt > Number(values.minutes) * 60_000) break
    if (!(await check(`subset-${at}`, target, choice))) failed += 1
    done += 1
  }
} finally {
  killAll()
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${done - failed} subsets passed, ${failed} failed, of ${values.count} (seed ${values.seed})`)
process.exitCode = failed > 0 || done === 0 ? 1 : 0

async function allTargets(): Promise<Template[]> {
  const found: Template[] = []
  for (const type of await listTypes(TEMPLATES)) {
    for (const language of await listLanguages(TEMPLATES, type)) {
      if (values.language !== undefined && values.language !== language) continue
      found.push(await loadTemplate(TEMPLATES, type, language))
    }
  }
  return found
}

function draw(target: Template): Choice {
  const patterns = patternsOf(target).filter(() => random.uniform(drawn++) < SHARE)
  const options = optionsOf(target).map(({ kind, values: all }) => {
    const which = Math.floor(random.uniform(drawn++) * all.length)
    return [kind, all[which] ?? ''] as const
  })
  return { patterns, options: Object.fromEntries(options) }
}

function patternsOf(target: Template): readonly string[] {
  return fittingPatterns(known, target).filter((slug) => isThere(target, slug))
}

function optionsOf(target: Template): Template['options'] {
  return target.options.map((one) => ({
    ...one,
    values: one.values.filter((value) => isThere(target, value)),
  }))
}

function isThere({ language }: Template, name: string): boolean {
  return language !== 'python' || !leftOut.has(name)
}

function generate(name: string, { type, language }: Template, { patterns, options }: Choice) {
  const list = patterns.join(',') || 'none'
  const request = { name, type, language, patterns: list, options, cwd: folder, minimal: false }
  return generateProject({ ...request, dryRun: false, force: false })
}

/** Installs what the projects of every type with all patterns, and with each option, ask for. Versions are pinned, so they agree. */
async function installShared(wanted: string): Promise<string> {
  const projects: string[] = []
  for (const target of targets.filter(({ language }) => language === wanted)) {
    const patterns = patternsOf(target)
    const options = optionsOf(target).flatMap(({ kind, values: all }) => all.map((one) => ({ [kind]: one })))
    for (const [at, chosen] of [{}, ...options].entries()) {
      projects.push(
        (await generate(`${target.type}-${wanted}-${at}`, target, { patterns, options: chosen })).dir,
      )
    }
  }
  return installedIn(wanted).install(projects)
}

function installedIn(language: string) {
  const found = INSTALLED[language]
  if (found === undefined) throw new Error(`nobody says here how ${language} is installed for many projects`)
  return found
}

async function check(name: string, target: Template, choice: Choice): Promise<boolean> {
  const { dir, patterns: chosen, commands } = await generate(name, target, choice)
  const picked = [...Object.values(choice.options), ...chosen.map(({ slug }) => slug)].join(',') || 'nothing'
  const title = `${target.type} in ${target.language} with ${picked}`
  const steps = [commands.lint, ...(values['types-only'] ? [] : [commands.test])]
  symlinkSync(shared.get(target.language) ?? '', path.join(dir, installedIn(target.language).name))
  for (const step of steps) {
    const [file = '', ...args] = step.split(' ')
    // What mypy knows of libraries is the same for all projects.
    const env = { ...process.env, MYPY_CACHE_DIR: path.join(SHARED_PYTHON, '.mypy_cache') }
    const result = spawnSync(file, args, { cwd: dir, env, encoding: 'utf8', timeout: COMMAND_MS })
    if (result.status === 0) continue
    console.log(`FAILED ${step}: ${title}\n${result.stdout}${result.stderr}`)
    return false
  }
  const how = values['types-only'] ? undefined : await start({ dir, commands }, choice)
  if (how instanceof Error) {
    console.log(`FAILED ${commands.start}: ${title}\n${how.message}`)
    return false
  }
  console.log(`ok     ${title}${how ?? ''}  ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
  rmSync(dir, { recursive: true, force: true })
  return true
}

/** Undefined when it started, lived and ended; otherwise why it was not started, or what went wrong. */
async function start(
  project: { readonly dir: string; readonly commands: { readonly start: string } },
  { options }: Choice,
): Promise<string | Error | undefined> {
  try {
    const isDone = await besideServers(options, async (environment) => {
      await startAndStop(project, environment)
      return true
    })
    return isDone ? undefined : ` (not started: there is no server of ${options['broker']} here)`
  } catch (error) {
    return error as Error
  }
}
