import { isDeepStrictEqual } from 'node:util'
import { UserError } from '../lib/user-error.ts'
import { parseAssertion } from './kernel/assertion.ts'
import type { SweepPlan } from './kernel/sweep.ts'
import { Tally, type TallyData } from './kernel/tally.ts'
import type { SimulationOutcome, SimulationRequest } from './request.ts'
import { type Executor, openExecutor } from './runs/executor.ts'
import { fileIn } from './runs/file-in.ts'
import { finish } from './runs/finish.ts'
import { type PartFacts, partDigest } from './runs/part-digest.ts'
import { type PartReport, readPart } from './runs/shard-file.ts'
import { seedsOf } from './seeds.ts'

export interface MergeRequest extends Pick<SimulationRequest, 'cwd' | 'version' | 'save' | 'shrink'> {
  readonly files: readonly string[]
}

interface Part {
  readonly file: string
  readonly report: PartReport
}

/** Puts the parts of a sweep together: what comes out is what one machine would have found. */
export async function mergeReports(request: MergeRequest): Promise<SimulationOutcome> {
  const parts: Part[] = []
  for (const file of request.files) {
    parts.push({ file, report: await readPart(fileIn(request.cwd, file)) })
  }
  const [first] = parts
  if (first === undefined) throw new Error('there is nothing to merge')
  for (const part of parts) requireUntouched(part)
  for (const part of parts.slice(1)) requireSameSweep(first, part)
  requireAllParts(parts, first)
  const executor = await openExecutor(first.report.shard.request.scenario, request.cwd)
  try {
    requireSameProgram(executor, first, request.version)
    return await finishMerged(executor, request, parts, first)
  } finally {
    await executor.close()
  }
}

async function finishMerged(
  executor: Executor,
  request: MergeRequest,
  parts: readonly Part[],
  { report }: Part,
): Promise<SimulationOutcome> {
  const { shard, parameters } = report
  const { mutant, maxEvents } = shard.request
  const plan: SweepPlan = {
    parameters,
    assertions: shard.assertions.map((text) => parseAssertion(text, executor.info)),
    options: {
      ...(shard.faults !== undefined && { faults: shard.faults }),
      ...(mutant !== undefined && { mutant }),
      ...(maxEvents !== undefined && { maxEvents }),
    },
  }
  const tally = new Tally(plan.assertions)
  for (const part of parts) tally.merge(part.report.shard.tally as TallyData)
  const { cwd, version, save, shrink } = request
  const asked: SimulationRequest = { ...shard.request, cwd, version, save, shrink }
  return finish(executor, asked, { plan, range: shard.seeds, tally })
}

/** Numbers of other settings than those that stand there would be believed. */
function requireUntouched({ file, report }: Part): void {
  if (partDigest(report as PartFacts) === report.shard.digest) return
  const { index, of } = report.shard
  throw notMergeable(`${file}, part ${index} of ${of}, was changed after it was written`)
}

/** Nothing but the part may differ. */
function requireSameSweep(one: Part, other: Part): void {
  const facts = ({ report }: Part): readonly (readonly [string, unknown])[] => [
    ['the scenario', report.scenario],
    ['the version of the scenario', report.scenarioVersion],
    ['the version of compendium', report.version],
    ['the seeds', report.shard.seeds],
    ['the number of parts', report.shard.of],
    ['the parameters', report.parameters],
    ['the mutant', report.shard.request.mutant],
    ['the faults', report.shard.faults ?? report.shard.request.faults],
    ['the assertions', report.shard.assertions],
    ['--max-events', report.shard.request.maxEvents],
  ]
  const others = facts(other)
  const differing = facts(one).find(([, value], index) => !isDeepStrictEqual(value, others[index]?.[1]))
  if (differing === undefined) return
  throw notMergeable(`${one.file} and ${other.file} are not of one sweep: they differ in ${differing[0]}`)
}

function requireAllParts(parts: readonly Part[], { report }: Part): void {
  const { of, seeds } = report.shard
  const byIndex = new Map<number, string>()
  for (const { file, report: part } of parts) {
    const { index, tally } = part.shard
    const known = byIndex.get(index)
    if (known !== undefined) throw notMergeable(`${known} and ${file} are both part ${index} of ${of}`)
    if (index > of || tally.seeds !== seedsOf(seeds, { index, of }).count) {
      throw notMergeable(`${file} does not hold all seeds of part ${index} of ${of}`)
    }
    byIndex.set(index, file)
  }
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !byIndex.has(index))
  if (missing.length === 0) return
  const [which, are] = missing.length === 1 ? ['part', 'is'] : ['parts', 'are']
  throw notMergeable(`${which} ${missing.slice(0, 10).join(', ')} of ${of} ${are} missing`)
}

/** The run that is shown, and made small, is run here. */
function requireSameProgram({ info }: Executor, { file, report }: Part, version: string): void {
  if (report.version === version && report.scenarioVersion === info.version) return
  throw notMergeable(
    `${file} is of compendium ${report.version} and version ${report.scenarioVersion} of ${report.scenario}; this is compendium ${version} with version ${info.version}`,
  )
}

function notMergeable(why: string): UserError {
  return new UserError(`The reports cannot be merged: ${why}.`, {
    code: 'not-mergeable',
    next: ['Each part is: compendium simulate ID --seeds N --shard I/N --json > part-I.json'],
  })
}
