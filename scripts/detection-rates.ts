// npx tsx scripts/detection-rates.ts [ID ...]: runs each simulation on many seeds without a mistake and with
// each of its mistakes, and records what was noticed in docs/detection/. Without ids it runs what has changed
// since its record. Then writes docs/detection-rates.md from all records. Takes about a minute a simulation.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { resolveParameters } from '../src/simulation/kernel/parameters.ts'
import type { Mutant, Parameters, Scenario } from '../src/simulation/kernel/scenario.ts'
import { loadScenarios } from '../src/simulation/registry.ts'

/** Seeds of the correct version, and of each mutant; a run of a queue takes as long as ten of a protocol. */
const PROTOCOL = { correct: 20_000, mutant: 200 }
const QUEUE = { correct: 1000, mutant: 20 }
const STANDARD_BUDGET = 10

interface MutantRecord {
  readonly id: string
  readonly title: string
  readonly budget: number
  /** The first seed that noticed it; absent when none up to the budget did. */
  readonly firstSeed?: number
  readonly noticed: number
  readonly of: number
}

interface Record {
  readonly id: string
  readonly title: string
  readonly version: number
  /** Of seed 1: when it is another, the record is of an older model. */
  readonly traceHash: string
  readonly seeds: number
  /** Seeds of the correct version that broke an invariant or did not end. */
  readonly falseAlarms: number
  readonly goalsMet: { readonly [goal: string]: number }
  readonly mutants: readonly MutantRecord[]
}

const docs = path.join(import.meta.dirname, '..', 'docs')
const fileOf = (id: string) => path.join(docs, 'detection', `${id}.json`)

const scenarios = await loadScenarios()
const wanted = process.argv.slice(2)
for (const scenario of scenarios) {
  if (wanted.length > 0 ? !wanted.includes(scenario.id) : isFresh(scenario)) continue
  const record = recordOf(scenario)
  writeFileSync(fileOf(scenario.id), `${JSON.stringify(record, null, 2)}\n`)
  console.error(`${scenario.id}: ${record.falseAlarms} false alarms in ${record.seeds} seeds`)
}
writeFileSync(path.join(docs, 'detection-rates.md'), page())

function isFresh(scenario: Scenario): boolean {
  if (!existsSync(fileOf(scenario.id))) return false
  const { traceHash, mutants } = readRecord(fileOf(scenario.id))
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).join()
  return (
    traceHash === scenario.run(1, defaultsOf(scenario)).traceHash && ids(mutants) === ids(scenario.mutants)
  )
}

function recordOf(scenario: Scenario): Record {
  const { id, title, version } = scenario
  const parameters = defaultsOf(scenario)
  const counts = scenario.traced ? PROTOCOL : QUEUE
  const goalsMet = Object.fromEntries(scenario.goals.map((goal) => [goal.id, 0]))
  let falseAlarms = 0
  for (let seed = 1; seed <= counts.correct; seed += 1) {
    const { violations, end, coverage } = scenario.run(seed, parameters)
    if (violations.length > 0 || end !== 'done') falseAlarms += 1
    for (const [goal, times] of Object.entries(coverage))
      if (times > 0) goalsMet[goal] = (goalsMet[goal] ?? 0) + 1
  }
  return {
    id,
    title,
    version,
    traceHash: scenario.run(1, parameters).traceHash,
    seeds: counts.correct,
    falseAlarms,
    goalsMet,
    mutants: scenario.mutants.map((mutant) => mutantRecord(scenario, mutant, parameters, counts.mutant)),
  }
}

function mutantRecord(
  scenario: Scenario,
  { id, title, breaks, budget = STANDARD_BUDGET }: Mutant,
  parameters: Parameters,
  of: number,
): MutantRecord {
  let noticed = 0
  let firstSeed: number | undefined
  for (let seed = 1; seed <= Math.max(of, firstSeed === undefined ? budget : 0); seed += 1) {
    const { violations } = scenario.run(seed, parameters, { mutant: id })
    if (!violations.some(({ invariant }) => breaks.includes(invariant))) continue
    firstSeed ??= seed
    if (seed <= of) noticed += 1
    else break
  }
  return { id, title, budget, ...(firstSeed !== undefined && { firstSeed }), noticed, of }
}

function page(): string {
  const records = readdirSync(path.join(docs, 'detection'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readRecord(path.join(docs, 'detection', name)))
  const mutants = records.reduce((sum, record) => sum + record.mutants.length, 0)
  return `# What the simulations notice

Every simulation was run at its defaults on many seeds: as it should be, to see that it raises no false alarm, and with
each of its mistakes put in, to see how soon an invariant notices. ${records.length} simulations, ${mutants} mistakes. A test holds
these records against the code: when a model changes, \`npx tsx scripts/detection-rates.ts\` records it anew.

"first seed" is the first of the seeds 1, 2, 3 ... that notices; "noticed in" counts seeds out of the first ones. A mistake
that is noticed seldom needs a sweep: its budget says how many seeds are enough.

${records.map(section).join('\n')}`
}

function section({ id, title, seeds, falseAlarms, mutants, traceHash, version }: Record): string {
  const rows = mutants.map(
    (mutant) =>
      `| \`${mutant.id}\` | ${mutant.title} | ${mutant.firstSeed ?? 'none'} | ${mutant.noticed} of ${mutant.of} | ${mutant.budget} |`,
  )
  return `## ${id}

${title}. Without a mistake: ${falseAlarms} false alarms in ${seeds.toLocaleString('en-US')} seeds (version ${version}, trace of seed 1 \`${traceHash}\`).

| mistake | what is wrong | first seed | noticed in | budget |
|---|---|--:|--:|--:|
${rows.join('\n')}
`
}

function readRecord(file: string): Record {
  return JSON.parse(readFileSync(file, 'utf8')) as Record
}

function defaultsOf(scenario: Scenario): Parameters {
  return resolveParameters(scenario.parameters, [])
}
