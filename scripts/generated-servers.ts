// Generates the TypeScript microservice for PostgreSQL and each broker, and runs its tests and the drills of
// `compendium test` against real servers, which it starts on the loopback in folders of their own. For the sake of
// a broker without a server here, Kafka, lint and types are checked of them all, with every pattern that fits.
//
//   npx tsx scripts/generated-servers.ts [--brokers memory,redis,nats] [--drills one-charge,outbox-drained]
//
// Needs the npm registry and Debian's postgresql, redis-server and nats-server.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { loadPatterns } from '../src/generation/catalog.ts'
import { fittingPatterns } from '../src/generation/choose-patterns.ts'
import { generateProject } from '../src/generation/generate-project.ts'
import { gradeProject } from '../src/grading/project/grade-project.ts'
import { startBroker, startDatabase } from './generated/local-servers.ts'
import { installForAll } from './generated/shared-modules.ts'

const ROOT = path.join(import.meta.dirname, '..')
const MODULES = path.join(ROOT, '.cache', 'generated-servers-modules')
const TARGET = { type: 'microservice', language: 'typescript' }
const PATTERNS = ['transactional-outbox', 'idempotency-key', 'saga']
const ALL_BROKERS = ['memory', 'redis', 'nats', 'kafka']

const { values } = parseArgs({
  options: {
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
  const fitting = fittingPatterns(await loadPatterns(path.join(ROOT, 'templates')), TARGET)
  const full = []
  for (const broker of ALL_BROKERS) full.push(await generate(`all-${broker}`, fitting, broker))
  const modules = installForAll(full, MODULES)
  for (const [at, broker] of ALL_BROKERS.entries()) {
    symlinkSync(modules, path.join(full[at] ?? '', 'node_modules'))
    run(full[at] ?? '', ['lint'], `${broker}, every pattern: lint and types`)
  }
  for (const broker of values.brokers.split(',')) await checkOnServers(broker, modules)
} finally {
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}
console.log(failures.map((one) => `FAILED ${one}`).join('\n'))
console.log(`${passed} steps on real servers passed, ${failures.length} failed`)
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0

async function generate(name: string, patterns: readonly string[], broker: string): Promise<string> {
  const options = { database: 'postgres', broker }
  const request = { name, ...TARGET, patterns: patterns.join(','), options, cwd: folder }
  return (await generateProject({ ...request, dryRun: false, force: false })).dir
}

async function checkOnServers(broker: string, modules: string): Promise<void> {
  const project = await generate(`shop-${broker}`, PATTERNS, broker)
  symlinkSync(modules, path.join(project, 'node_modules'))
  const server = broker === 'redis' || broker === 'nats' ? await startBroker(broker) : undefined
  try {
    const given = server && { TEST_BROKER_URL: server.url, TEST_BROKER_COMMAND: server.command }
    const env = { TEST_DATABASE_URL: await database.newDatabase(), ...given }
    run(project, ['test'], `${broker}: its own tests on PostgreSQL`, env)
    await drill(project, broker, server?.url)
  } finally {
    await server?.stop()
  }
}

function run(cwd: string, script: readonly string[], title: string, env: Record<string, string> = {}): void {
  const result = spawnSync('npm', ['run', '--silent', ...script], {
    ...{ cwd, encoding: 'utf8', timeout: 300_000 },
    env: { ...process.env, ...env },
  })
  note(title, result.status === 0, `${result.stdout}${result.stderr}`)
}

/** The drills of `compendium test`, told by the contract of the project where database and broker are. */
async function drill(project: string, broker: string, brokerUrl: string | undefined): Promise<void> {
  const file = path.join(project, 'compendium.project.json')
  const contract = JSON.parse(readFileSync(file, 'utf8'))
  const messages = brokerUrl && {
    ...{ BROKER_URL: brokerUrl, BROKER_NAMESPACE: 'drill-{port}', BROKER_ACK_WAIT_MS: '2000' },
  }
  const environment = { ...contract.environment, DATABASE_URL: await database.newDatabase(), ...messages }
  writeFileSync(file, JSON.stringify({ ...contract, environment }))
  const drills = values.drills.split(',')
  const grade = await gradeProject({ folder: project, cwd: project, patterns: PATTERNS, seed: 1, drills })
  for (const check of grade.checks) {
    note(`${broker}: ${check.title}`, check.verdict === 'pass', check.message ?? check.verdict)
  }
  if (grade.fault !== undefined) note(`${broker}: drills`, false, grade.fault.message)
}

function note(title: string, isPassed: boolean, why: string): void {
  if (isPassed) passed += 1
  else failures.push(title)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  console.log(`${isPassed ? 'ok    ' : 'FAILED'} ${title}  ${seconds} s${isPassed ? '' : `\n${why}`}`)
}
