import path from 'node:path'
import { shellLine } from '../../../lib/shell-words.ts'
import { UserError } from '../../../lib/user-error.ts'
import { resolveParameters } from '../../../simulation/kernel/parameters.ts'
import type { Language } from '../../languages.ts'
import { checkFile, chooseLanguage } from '../../prepare.ts'
import { type NamedNodes, namedNodes } from '../exercise/named-nodes.ts'
import { type ClusterGrade, type ClusterSubject, gradeCluster } from '../grade-cluster.ts'
import { replayLine } from '../replay-line.ts'
import { readSchedules } from '../steps/kept-schedules.ts'
import type { Schedule } from '../steps/trial.ts'
import { optionsWith, parametersOf } from './watched-options.ts'

/** Nodes of the learner's in place of a model. */
export interface NodesRequest {
  readonly nodes: NamedNodes
  /** As the user named it. */
  readonly file: string
  readonly language: Language
  readonly cwd: string
  /** `name=value`. */
  readonly settings: readonly string[]
  /** Those of the seed, or none but those made by hand. On the screen there are none unless they are asked for. */
  readonly faults: 'swarm' | 'none' | undefined
  /** A run that was kept, with the file that it is kept in. */
  readonly kept?: { readonly file: string; readonly schedule: Schedule }
  /** Where a run goes that only a file can repeat; undefined for nowhere. */
  readonly save: string | undefined
}

/** What `simulate --with FILE` is told. */
export interface NodesFlags {
  readonly with: string
  readonly stage?: string | undefined
  readonly set?: readonly string[] | undefined
  readonly faults?: string | undefined
  readonly replay?: string | undefined
}

/** Flags that say something of a model alone: of the learner's nodes there is nothing that they could do. */
const OF_MODELS = [
  ...['mutant', 'jobs', 'shard', 'max-events', 'sweep', 'assert', 'assertions', 'export', 'reporter'],
] as const

/** The learner's nodes in place of a model. @throws UserError (exit 2) for what nodes cannot be asked. */
export async function nodesRequest(
  id: string | undefined,
  flags: NodesFlags & Readonly<Record<string, unknown>>,
  seeds: { readonly first: number; readonly count: number },
  { save, cwd }: Pick<NodesRequest, 'save' | 'cwd'>,
): Promise<NodesRequest> {
  const given = OF_MODELS.find((name) => flags[name] !== undefined)
  if (given !== undefined) throw onlyOfModels(given)
  if (id === undefined) throw whatAreThey(flags.with)
  const nodes = namedNodes(id, flags.stage, { time: 'virtual', seed: seeds.first, seeds: seeds.count })
  await checkFile(path.resolve(cwd, flags.with), flags.with, id)
  return {
    ...{ nodes, file: flags.with, cwd, save, settings: flags.set ?? [] },
    language: chooseLanguage(flags.with, undefined),
    faults: faultsOf(flags.faults),
    ...(flags.replay === undefined ? {} : { kept: await keptRun(flags.replay, cwd) }),
  }
}

/** Grades them without a screen, as `test` does: seeds under the faults of the stage. */
export async function gradeNamed(
  request: NodesRequest,
  startedMs: number,
  shown: Pick<ClusterSubject, 'draw' | 'onPhase'>,
): Promise<ClusterGrade> {
  const { nodes, file, cwd, language, settings, kept, faults } = request
  const parameters = resolveParameters(parametersOf(nodes.options), settings)
  const set = optionsWith(nodes.options, parameters, nodes.options.seed)
  if (kept !== undefined && settings.length > 0) throw keptAsItWas(kept.file)
  const own = { ...set, seeds: nodes.options.seeds, ...(faults === 'none' ? { nemesis: [] } : {}) }
  const options = kept === undefined ? own : { ...kept.schedule.options, seeds: 1 }
  return gradeCluster({
    ...(kept === undefined ? {} : { only: kept.schedule }),
    ...{ ...shown, file, language, cwd, options, name: nodes.name },
    folder: path.join(path.dirname(path.resolve(cwd, file)), '.compendium', 'runs'),
    replay: kept === undefined ? replayLine({ file }, options) : replayOf(request),
    stamp: new Date(startedMs).toISOString().replaceAll(':', ''),
  })
}

function replayOf({ nodes, file, kept }: NodesRequest): string {
  return shellLine(['compendium', 'simulate', nodes.id, '--with', file, '--replay', kept?.file ?? ''])
}

function faultsOf(faults: string | undefined): NodesRequest['faults'] {
  if (faults === undefined || faults === 'none' || faults === 'swarm') return faults
  throw new UserError(`--faults ${faults}: nodes of your own are given the faults of the seed, or none.`, {
    code: 'bad-faults',
    next: ['Write --faults swarm, or --faults none. On the screen you make your own.'],
  })
}

/** The newest run of a file of kept ones. */
async function keptRun(file: string, cwd: string) {
  const [schedule] = await readSchedules(path.resolve(cwd, file))
  if (schedule !== undefined) return { file, schedule }
  throw new UserError(`${file} holds no run of nodes.`, {
    code: 'bad-replay',
    next: ['Failing runs are kept in .compendium/schedules/, a file for each stage.'],
  })
}

function onlyOfModels(flag: string): UserError {
  return new UserError(`--${flag} is for models, and --with names nodes of your own.`, {
    code: 'wrong-kind',
    next: [`Leave --${flag} out, or grade the nodes: compendium test FILE --pattern PATTERN`],
  })
}

function whatAreThey(file: string): UserError {
  return new UserError(`What are the nodes of ${file} to do?`, {
    code: 'no-exercise',
    next: [
      `For example: compendium simulate raft --with ${file}`,
      'List the exercises: compendium exercise list',
    ],
  })
}

function keptAsItWas(file: string): UserError {
  return new UserError(`${file} is run again as it was: nothing of it can be set.`, {
    code: 'wrong-kind',
    next: ['Leave --set out; on the screen :set makes a branch.'],
  })
}
