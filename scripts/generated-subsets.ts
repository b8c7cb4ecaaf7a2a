// Generates the TypeScript microservice with random subsets of its patterns, by seed, and lints, type-checks and
// tests each. All share one installation of what any of them needs, which is kept between runs.
//
//   npx tsx scripts/generated-subsets.ts [--count 30] [--seed 1] [--minutes 8] [--types-only]

import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { loadPatterns } from '../src/generation/catalog.ts'
import { fittingPatterns } from '../src/generation/choose-patterns.ts'
import { generateProject } from '../src/generation/generate-project.ts'
import { RandomStream } from '../src/lib/prng.ts'

const ROOT = path.join(import.meta.dirname, '..')
const SHARED = path.join(ROOT, '.cache', 'generated-modules')
const TARGET = { type: 'microservice', language: 'typescript' }
const DATABASES = ['sqlite', 'postgres']

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '8' },
    'types-only': { type: 'boolean', default: false },
  },
})
const checks = ['lint', ...(values['types-only'] ? [] : ['test'])]
const fitting = fittingPatterns(await loadPatterns(path.join(ROOT, 'templates')), TARGET)
const random = new RandomStream(Number(values.seed), 'subsets of patterns')
const startedAt = performance.now()
const folder = mkdtempSync(path.join(os.tmpdir(), 'compendium-subsets-'))
let done = 0
let failed = 0

try {
  await installShared()
  for (let at = 0; at < Number(values.count); at++) {
    if (performance.now() - startedAt > Number(values.minutes) * 60_000) break
    const patterns = fitting.filter((_, which) => random.uniform(at * fitting.length + which) < 0.4)
    const database = DATABASES[at % DATABASES.length] ?? 'sqlite'
    if (!(await check(`subset-${at}`, patterns, database))) failed += 1
    done += 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${done - failed} subsets passed, ${failed} failed, of ${values.count} (seed ${values.seed})`)
process.exitCode = failed > 0 || done === 0 ? 1 : 0

function generate(name: string, patterns: readonly string[], database: string) {
  const list = patterns.join(',') || 'none'
  const options = { database }
  return generateProject({
    name,
    ...TARGET,
    patterns: list,
    options,
    cwd: folder,
    dryRun: false,
    force: false,
  })
}

/** Installs what the project with all patterns needs, unless that is there from an earlier run. */
async function installShared(): Promise<void> {
  const { dir } = await generate('everything', fitting, 'postgres')
  const wanted = path.join(dir, 'package.json')
  const kept = path.join(SHARED, 'package.json')
  if (existsSync(kept) && readFileSync(kept, 'utf8') === readFileSync(wanted, 'utf8')) return
  rmSync(SHARED, { recursive: true, force: true })
  const args = ['install', '--no-audit', '--no-fund', '--prefer-offline']
  const result = spawnSync('npm', args, { cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] })
  if (result.status !== 0) throw new Error(`npm install ended with ${result.status}`)
  mkdirSync(SHARED, { recursive: true })
  cpSync(path.join(dir, 'node_modules'), path.join(SHARED, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  cpSync(wanted, kept)
}

async function check(name: string, patterns: readonly string[], database: string): Promise<boolean> {
  const { dir, patterns: chosen } = await generate(name, patterns, database)
  symlinkSync(path.join(SHARED, 'node_modules'), path.join(dir, 'node_modules'))
  const title = `${chosen.map(({ slug }) => slug).join(',') || 'none'} on ${database}`
  for (const step of checks) {
    const result = spawnSync('npm', ['run', '--silent', step], {
      cwd: dir,
      encoding: 'utf8',
      timeout: 300_000,
    })
    if (result.status === 0) continue
    console.log(`FAILED ${step}: ${title}\n${result.stdout}${result.stderr}`)
    return false
  }
  console.log(`ok     ${title}  ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
  return true
}
