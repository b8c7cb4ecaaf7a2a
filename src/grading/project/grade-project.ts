import path from 'node:path'
import { closest } from '../../lib/closest.ts'
import { RandomStream } from '../../lib/prng.ts'
import { UserError } from '../../lib/user-error.ts'
import type { Fault } from '../fault.ts'
import { type Check, overall, type Verdict } from '../verdict.ts'
import { type ProjectContract, readContract } from './contract.ts'
import { ALL_DRILLS, drilledPatterns, KINDS, type Kind } from './kinds.ts'
import { buildProject, CannotStart } from './service.ts'

export interface ProjectRequest {
  /** Of the project, as the user named it. */
  readonly folder: string
  readonly cwd: string
  readonly patterns: readonly string[]
  /** Draws what is broken and when. */
  readonly seed: number
  /** Only these drills; undefined: all that the patterns ask for. */
  readonly drills?: readonly string[]
  /** How long it may take to settle once all is well again, milliseconds (default: 60 s). */
  readonly patienceMs?: number
  readonly onPhase?: (text: string | undefined) => void
}

/** What drills showed of a project. */
export interface ProjectGrade {
  readonly verdict: Verdict
  readonly patterns: readonly string[]
  /** As the user named it. */
  readonly folder: string
  readonly seed: number
  readonly checks: readonly Check[]
  readonly fault?: Fault
  /** Does it again. */
  readonly replay: string
}

const PATIENCE_MS = 60_000

/**
 * Starts a project again and again, each time with data of its own, breaks what it depends on or kills it, and looks
 * whether what its patterns promise holds. It runs in real time: the seed fixes what is broken, not when the project does its work.
 * @throws UserError for a pattern without drills, and where the contract is missing or wrong (exit 2).
 */
export async function gradeProject(request: ProjectRequest): Promise<ProjectGrade> {
  const { patterns, seed, onPhase = () => {} } = request
  requireKnown(patterns, drilledPatterns(ALL_DRILLS), 'a whole project')
  const folder = path.resolve(request.cwd, request.folder)
  const contract = await readContract(folder)
  const kind = KINDS[contract.kind]
  requireKnown(patterns, drilledPatterns(kind.drills), `a project of the kind "${contract.kind}"`)
  const replay = `compendium test ${request.folder} --patterns ${patterns.join(',')} --seed ${seed}`
  const head = { patterns, folder: request.folder, seed, replay }
  const checks: Check[] = []
  try {
    onPhase('building')
    await buildProject(folder, contract)
    for (const drill of drillsFor(kind, contract, request)) {
      onPhase(drill.title)
      checks.push(await held(kind, drill, { ...request, folder, contract }))
    }
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    return { ...head, verdict: 'fail', checks, fault: faultOf(error) }
  } finally {
    onPhase(undefined)
  }
  return { ...head, verdict: overall(checks), checks }
}

/**
 * Those of the patterns that drills show in a project of its kind.
 * @throws UserError where that is none of them, and where the contract is missing or wrong (exit 2).
 */
export async function patternsWithDrills(
  folder: string,
  patterns: readonly string[],
): Promise<readonly string[]> {
  const { kind } = await readContract(path.resolve(folder))
  const drilled = drilledPatterns(KINDS[kind].drills)
  const found = patterns.filter((one) => drilled.includes(one))
  if (found.length > 0) return found
  throw new UserError(`Nobody has said which patterns ${folder} is made of.`, {
    code: 'no-pattern',
    next: [`compendium test ${folder} --patterns PATTERN,...`, `There are drills for ${drilled.join(', ')}.`],
  })
}

function drillsFor(
  kind: Kind,
  contract: ProjectContract,
  { patterns, drills: wanted }: ProjectRequest,
): Kind['drills'] {
  return kind.drills.filter(
    (drill) =>
      kind.isPromised(drill, contract) &&
      (drill.patterns === 'all' || drill.patterns.some((one) => patterns.includes(one))) &&
      (wanted === undefined || wanted.includes(drill.id)),
  )
}

async function held(
  kind: Kind,
  drill: Kind['drills'][number],
  {
    folder,
    contract,
    seed,
    patienceMs = PATIENCE_MS,
  }: ProjectRequest & { readonly contract: ProjectContract },
): Promise<Check> {
  const head = { id: drill.id, title: drill.title }
  const missing = kind.missing(drill, contract)
  if (missing.length > 0)
    return {
      ...head,
      verdict: 'weak',
      message: `It could not be tried: the contract names no ${missing.join(', no ')}.`,
    }
  const stream = new RandomStream(seed, drill.id)
  let n = 0
  const place = { folder, contract, patienceMs, prefix: `o${seed}-${drill.id.replaceAll('-', '')}` }
  return { ...head, ...(await kind.hold(drill, place, (bound) => stream.integer(n++, bound))) }
}

function requireKnown(patterns: readonly string[], drilled: readonly string[], what: string): void {
  if (patterns.length === 0) {
    throw new UserError('--patterns names no pattern.', {
      code: 'no-pattern',
      next: [`There are drills for ${drilled.join(', ')}.`],
    })
  }
  const unknown = patterns.find((one) => !drilled.includes(one))
  if (unknown === undefined) return
  const near = closest(unknown, drilled)
  throw new UserError(`There is no drill of ${what} for "${unknown}".`, {
    code: 'unknown-pattern',
    next: [
      ...(near.length === 0 ? [] : [`Did you mean ${near.join(' or ')}?`]),
      `There are drills for ${drilled.join(', ')}.`,
    ],
  })
}

function faultOf({ message, excerpt }: CannotStart): Fault {
  return {
    ...{ code: 'project-not-started', verdict: 'fail', message, excerpt },
    next: ['Build and start it yourself with the commands of compendium.project.json.'],
  }
}
