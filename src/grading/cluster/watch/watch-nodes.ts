import path from 'node:path'
import { UserError } from '../../../lib/user-error.ts'
import { stayOnOneCore } from '../../../platform/one-core.ts'
import type { Parameters, RunOptions, RunResult, Scenario } from '../../../simulation/kernel/scenario.ts'
import { isFault } from '../../fault.ts'
import type { Language } from '../../languages.ts'
import { chooseTime } from '../choose-time.ts'
import { FAULT_KINDS } from '../faults/fault.ts'
import { requireWorkload } from '../grade-cluster.ts'
import { type ClusterOptions, nodeNamesOf } from '../options.ts'
import type { Plan } from '../plan.ts'
import { prepareNode } from '../real/prepare-node.ts'
import { type Schedule, Trials } from '../steps/trial.ts'
import { filmNodes, type Shown, stillOf } from './film-nodes.ts'
import { BY_HAND, type Span, toCluster } from './node-faults.ts'
import { optionsWith, parametersOf } from './watched-options.ts'

export interface WatchRequest {
  /** As the user named it. */
  readonly file: string
  readonly language: Language
  readonly cwd: string
  /** The exercise or the workload that was named. */
  readonly id: string
  readonly title: string
  /** What is judged, in a sentence. */
  readonly statement: string
  readonly lesson: string
  readonly options: ClusterOptions
  /** Turns of the clients in which nothing is asked. */
  readonly skip?: Plan['skip']
}

/** The learner's nodes in the form in which the screen of simulations takes a model. */
export interface WatchedNodes {
  readonly scenario: Omit<Scenario, 'run' | 'tell'>
  /** One run after the other, whoever asks: they share the processes. */
  run(seed: number, parameters: Parameters, how: RunOptions): Promise<Shown>
  /** What runs it again, as data. */
  scheduleOf(result: RunResult, parameters: Parameters): Schedule
  close(): Promise<void>
}

/** Gets the nodes of a file ready to be run again and again. @throws UserError when they cannot be run in virtual time. */
export async function watchNodes(request: WatchRequest): Promise<WatchedNodes> {
  const { file, language, cwd, options } = request
  const workload = requireWorkload(options.workload)
  if ((await chooseTime({ file }, cwd)) === 'real') throw needsSdk(request)
  const prepared = await prepareNode(path.resolve(cwd, file), language, 'steps')
  if (isFault(prepared))
    throw new UserError(`${prepared.message}.`, { code: prepared.code, next: [...prepared.next] })
  const { release } = await stayOnOneCore()
  const trials = new Trials(prepared.program, workload)
  const watched = new Watched(trials, request)
  return {
    scenario: scenarioOf(request),
    run: (seed, parameters, how) => watched.run(seed, parameters, how),
    scheduleOf: ({ seed, faults }, parameters) => watched.schedule(seed, parameters, faults),
    close: async () => {
      await trials.stop()
      await watched.rest()
      prepared.dispose()
      await release()
    },
  }
}

class Watched {
  readonly #trials: Trials
  readonly #request: WatchRequest
  #last: Promise<unknown> = Promise.resolve()
  /** When clients began to ask in the last run: it is the same in all of a seed. */
  #fromUs = 0
  /** The undisturbed run that was shown last: whoever disturbs it asks for it again. */
  #calm: { readonly key: string; readonly shown: Shown } | undefined

  constructor(trials: Trials, request: WatchRequest) {
    this.#trials = trials
    this.#request = request
  }

  run(seed: number, parameters: Parameters, { faults, untilUs }: RunOptions): Promise<Shown> {
    if (untilUs !== undefined && untilUs <= 1)
      return Promise.resolve(stillOf(this.schedule(seed, parameters, [])))
    const done = this.#last.then(async () => {
      const key = JSON.stringify([seed, parameters, faults])
      if (this.#calm?.key === key) return this.#calm.shown
      const { span, ...shown } = await filmNodes(this.#trials, this.schedule(seed, parameters, faults))
      this.#fromUs = span.fromUs
      if (faults === undefined || faults.length === 0) this.#calm = { key, shown }
      return shown
    })
    this.#last = done.catch(() => {})
    return done
  }

  async rest(): Promise<void> {
    await this.#last
  }

  schedule(seed: number, parameters: Parameters, faults: RunOptions['faults']): Schedule {
    const { skip } = this.#request
    const options = optionsWith(this.#request.options, parameters, seed)
    const rest = skip === undefined ? {} : { skip }
    if (faults === undefined) return { options, plan: rest }
    const span: Span = { fromUs: this.#fromUs, toUs: this.#fromUs + options.timeLimitMs * 1000 }
    const planned = toCluster(faults, nodeNamesOf(options), span)
    // What was not done by hand is not asked for: the run is not to be judged by it.
    const nemesis = FAULT_KINDS.filter((kind) => planned.some((one) => one.kind === kind))
    return { options: { ...options, nemesis }, plan: { ...rest, faults: planned } }
  }
}

function scenarioOf({ file, id, title, statement, lesson, options }: WatchRequest): WatchedNodes['scenario'] {
  return {
    id,
    title: `${title}: ${path.basename(file)}`,
    version: 1,
    lesson,
    variants: [{ prefix: '', title: 'value' }],
    parameters: parametersOf(options),
    invariants: [
      { id: 'protocol', statement: 'Every line is a message, every reply is as it must be.' },
      { id: 'answers', statement: 'Operations succeed.' },
      { id: 'last-reads', statement: 'When all faults are over the cluster answers.' },
      { id: 'history', statement },
    ],
    ...{ metrics: [], goals: [], mutants: [], traced: true },
    faultKinds: BY_HAND,
  }
}

function needsSdk({ file, options }: WatchRequest): UserError {
  return new UserError(
    `${file} cannot be watched: only a node that is written with the SDK runs in virtual time.`,
    {
      code: 'needs-virtual-time',
      next: [
        `Run it among other processes: compendium test ${file} --workload ${options.workload}`,
        'compendium generate exercise echo --language python shows such a node.',
      ],
    },
  )
}
