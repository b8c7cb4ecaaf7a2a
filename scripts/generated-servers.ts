// Generates the microservice in each language for PostgreSQL and each broker, and runs its tests and the drills of
// `compendium test` against real servers, which it starts on the loopback in folders of their own. For the sake of
// a broker without a server here, Kafka, lint and types are checked of them all, with every pattern that fits.
//
//   npx tsx scripts/generated-servers.ts [--language python] [--brokers memory,redis,nats] [--drills one-charge,outbox-drained]
//
// Needs the npm registry, what Python projects need, and Debian's postgresql, redis-server and nats-server.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { listLanguages, loadPatterns, loadTemplate } from '../src/generation/catalog.ts'
import { fittingPatterns } from '../src/generation/choose-patterns.ts'
import { generateProject } from '../src/generation/generate-project.ts'
import { gradeProject } from '../src/grading/project/grade-project.ts'
import { startBroker, startDatabase } from './generated/local-servers.ts'
import { leftOutOfPython } from './generated/only-in-index.ts'
import { installForAll } from './generated/shared-modules.ts'

const ROOT = path.join(import.meta.dirname, '..')
const MODULES = path.join(ROOT, '.cache', 'generated-servers-modules')
const TEMPLATES = path.join(ROOT, 'templates')
const TYPE = 'microservice'
const PATTERNS = ['transactional-outbox', 'idempotency-key', 'saga']

const { values } = parseArgs({
  options: {
    language: { type: 'string' },
    brokers: { type: 'string', default: 'memory,redis,nats' },
    drills: { type: 'string', default: 'works,no-lost-order,saga-survives,outbox-drained' },
  },
})
const startedAt = performance.now()
const folder = mkdtempSync(path.join(os.tmpdir(), 'compendium-servers-'))
const failures: string[] = []
let passed = 0

const database = await startDatabase()
try {
  for (const language of await listLanguages(TEMPLATES, TYPE)) {
    if (values.language === undefined || values.language === language) await checkLanguage(language)
  }
} finally {
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}
console.log(failures.map((one) => `FAILED ${one}`).join('\n'))
console.log(`${passed} steps on real servers passed, ${failures.length} failed`)
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0

/** Its project for a broker, and how its commands are run there. */
interface Project {
  readonly dir: string
  readonly language: string
  readonly broker: string
  readonly commands: Readonly<Record<'install' | 'lint' | 'test', string>>
}

async function checkLanguage(language: string): Promise<void> {
  const target = { type: TYPE, language }
  const leftOut = language === 'python' ? leftOutOfPython(TEMPLATES) : new Set<string>()
  const isThere = (name: string) => !leftOut.has(name)
  const fitting = fittingPatterns(await loadPatterns(TEMPLATES), target).filter(isThere)
  const { options } = await loadTemplate(TEMPLATES, TYPE, language)
  const brokers = (options.find(({ kind }) => kind === 'broker')?.values ?? []).filter(isThere)
  const full: Project[] = []
  for (const broker of brokers) full.push(await generate('all', language, fitting, broker))
  const modules =
    language === 'typescript'
      ? installForAll(
          full.map(({ dir }) => dir),
          MODULES,
        )
      : undefined
  for (const project of full) {
    install(project, modules)
    run(project, 'lint', 'every pattern: lint and types')
  }
  for (const broker of values.brokers.split(',').filter((one) => brokers.includes(one))) {
    await checkOnServers(await generate('shop', language, PATTERNS, broker), modules)
  }
}

async function generate(
  name: string,
  language: string,
  patterns: readonly string[],
  broker: string,
): Promise<Project> {
  const options = { database: 'postgres', broker }
  const request = { name: `${name}-${language}-${broker}`, type: TYPE, language, options, cwd: folder }
  const wanted = { ...request, patterns: patterns.join(','), dryRun: false, force: false }
  const { dir, commands } = await generateProject(wanted)
  return { dir, language, broker, commands }
}

/** TypeScript projects share what they need; the others install it as their users do. */
function install(project: Project, modules: string | undefined): void {
  if (modules === undefined) run(project, 'install', 'installed')
  else symlinkSync(modules, path.join(project.dir, 'node_modules'))
}

async function checkOnServers(project: Project, modules: string | undefined): Promise<void> {
  install(project, modules)
  const { broker } = project
  const server = broker === 'redis' || broker === 'nats' ? await startBroker(broker) : undefined
  try {
    const given = server && { TEST_BROKER_URL: server.url, TEST_BROKER_COMMAND: server.command }
    const env = { TEST_DATABASE_URL: await database.newDatabase(), ...given }
    run(project, 'test', 'its own tests on PostgreSQL', env)
    await drill(project, server?.url)
  } finally {
    await server?.stop()
  }
}

function run(
  { dir, language, broker, commands }: Project,
  what: keyof Project['commands'],
  title: string,
  env: Record<string, string> = {},
): void {
  const [program = '', ...args] = commands[what].split(' ')
  const result = spawnSync(program, args, {
    ...{ cwd: dir, encoding: 'utf8', timeout: 300_000 },
    env: { ...process.env, ...env },
  })
  note(`${language} with ${broker}: ${title}`, result.status === 0, `${result.stdout}${result.stderr}`)
}

/** The drills of `compendium test`, told by the contract of the project where database and broker are. */
async function drill({ dir, language, broker }: Project, brokerUrl: string | undefined): Promise<void> {
  const file = path.join(dir, 'compendium.project.json')
  const contract = JSON.parse(readFileSync(file, 'utf8'))
  const messages = brokerUrl && {
    ...{ BROKER_URL: brokerUrl, BROKER_NAMESPACE: 'drill-{port}', BROKER_ACK_WAIT_MS: '2000' },
  }
  const environment = { ...contract.environment, DATABASE_URL: await database.newDatabase(), ...messages }
  writeFileSync(file, JSON.stringify({ ...contract, environment }))
  const drills = values.drills.split(',')
  const grade = await gradeProject({ folder: dir, cwd: dir, patterns: PATTERNS, seed: 1, drills })
  for (const check of grade.checks) {
    note(
      `${language} with ${broker}: ${check.title}`,
      check.verdict === 'pass',
      check.message ?? check.verdict,
    )
  }
  if (grade.fault !== undefined) note(`${language} with ${broker}: drills`, false, grade.fault.message)
}

function note(title: string, isPassed: boolean, why: string): void {
  if (isPassed) passed += 1
  else failures.push(title)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  console.log(`${isPassed ? 'ok    ' : 'FAILED'} ${title}  ${seconds} s${isPassed ? '' : `\n${why}`}`)
}
