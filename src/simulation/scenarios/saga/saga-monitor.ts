import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import { Isolation } from './isolation.ts'
import type { StepRecord } from './messages.ts'
import { Orchestrator } from './orchestrator.ts'
import type { Service } from './service.ts'
import { longestUs, ORCHESTRATOR, type SagaSettings } from './settings.ts'

export type SagaNode = Orchestrator | Service

/** What a saga did at each service, by service; 0 nothing, 1 done, 2 undone. */
type Effects = Uint8Array

const NOTHING = 0
const DONE = 1
const UNDONE = 2

/** Reads what the services have done, whatever the orchestrator believes. */
export class SagaMonitor implements Monitor<SagaNode> {
  readonly #cluster: ClusterView<SagaNode>
  readonly #settings: SagaSettings
  readonly #read: number[]
  readonly #effects = new Map<number, Effects>()
  /** By service: steps that are done and not undone. */
  readonly #held: number[]
  readonly #isolation = new Isolation()
  #completed = 0
  #compensated = 0

  constructor(cluster: ClusterView<SagaNode>, settings: SagaSettings) {
    this.#cluster = cluster
    this.#settings = settings
    this.#read = new Array<number>(settings.steps + 1).fill(0)
    this.#held = this.#read.map(() => 0)
  }

  after(node: SagaNode, id: number): void {
    if (node instanceof Orchestrator) return
    const { log } = node
    let at = this.#read[id] as number
    if (at >= log.length) return
    for (; at < log.length; at += 1) this.#note(id, log[at] as StepRecord, node)
    this.#read[id] = at
    this.#counts(node, id)
  }

  completed({ id, outcome, result }: Operation): void {
    if (outcome !== 'ok') return
    const expected = result === 'completed' ? DONE : UNDONE
    if (expected === DONE) {
      this.#completed += 1
      this.#isolation.completed(id)
    } else this.#compensated += 1
    const effects = this.#effectsOf(id)
    for (let step = 0; step < this.#settings.steps; step += 1) {
      const effect = effects[step] as number
      const holds = expected === DONE ? effect === DONE : effect !== DONE
      if (holds) continue
      this.#cluster.violated(
        'answer-holds',
        `the client is told that saga ${id} is ${result}, but step ${step + 1} is ${effect === DONE ? 'done' : 'not done'}`,
        [ORCHESTRATOR, step + 1],
      )
    }
  }

  end(): void {
    for (const { id, outcome, result, invokedUs } of this.#cluster.operations) {
      const waitedUs = this.#cluster.nowUs - Math.max(invokedUs, this.#cluster.healUs)
      const refused = outcome === 'fail' && result !== undefined
      if (!refused && waitedUs > longestUs(this.#settings)) this.#isWhole(id, waitedUs)
    }
  }

  metrics(): Record<string, number> {
    const ended = this.#completed + this.#compensated
    return {
      completed: this.#completed,
      compensated: this.#compensated,
      completion_rate: ended === 0 ? Number.NaN : this.#completed / ended,
      dirty_reads: this.#isolation.dirtyReads,
      needless_refusals: this.#isolation.needlessRefusals,
      resumed: this.#cluster.count('saga-resumed'),
      retried: this.#cluster.count('step-retried') + this.#cluster.count('undo-retried'),
    }
  }

  #effectsOf(saga: number): Effects {
    const known = this.#effects.get(saga) ?? new Uint8Array(this.#settings.steps)
    this.#effects.set(saga, known)
    return known
  }

  #note(service: number, record: StepRecord, node: Service): void {
    const { kind, saga, item } = record
    const effects = this.#effectsOf(saga)
    const step = service - 1
    this.#isolation.note(service, record, kind === 'refused' && (node.stock[item] as number) <= 0)
    if (kind === 'done') this.#done(saga, step, effects)
    else if (kind === 'undone') this.#undone(saga, step, effects)
  }

  #done(saga: number, step: number, effects: Effects): void {
    if (effects[step] !== NOTHING) {
      this.#cluster.violated('step-once', `step ${step + 1} of saga ${saga} takes effect again`, [step + 1])
    } else this.#held[step + 1] = (this.#held[step + 1] as number) + 1
    effects[step] = DONE
  }

  #undone(saga: number, step: number, effects: Effects): void {
    if (effects[step] !== DONE) {
      const why = effects[step] === UNDONE ? 'is compensated again' : 'is compensated and never took effect'
      this.#cluster.violated('undo-once', `step ${step + 1} of saga ${saga} ${why}`, [step + 1])
    } else this.#held[step + 1] = (this.#held[step + 1] as number) - 1
    effects[step] = UNDONE
    const later = effects.indexOf(DONE, step + 1)
    if (later < 0) return
    this.#cluster.violated(
      'reverse-order',
      `step ${step + 1} of saga ${saga} is compensated before step ${later + 1}, which came after it`,
      [step + 1, later + 1],
    )
  }

  /** Nothing but steps and compensations may change the stock. */
  #counts({ stock }: Service, id: number): void {
    const taken = this.#held[id] as number
    const whole = this.#settings.items * this.#settings.stock
    const left = stock.reduce((sum, one) => sum + one, 0)
    if (left + taken === whole) return
    this.#cluster.violated(
      'stock-conserved',
      `service ${id} has ${left} in stock and sagas hold ${taken}, together not the ${whole} of the start`,
      [id],
    )
  }

  #isWhole(saga: number, waitedUs: number): void {
    const effects = this.#effectsOf(saga)
    const done = effects.reduce((count, effect) => count + (effect === DONE ? 1 : 0), 0)
    if (done === 0 || done === this.#settings.steps) return
    const stuck = effects.indexOf(DONE)
    this.#cluster.violated(
      'ends',
      `saga ${saga} stays half done, with ${done} of ${this.#settings.steps} steps, ${(waitedUs / 1e6).toFixed(1)} s after the last fault`,
      [ORCHESTRATOR, stuck + 1],
    )
  }
}
