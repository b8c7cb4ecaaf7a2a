import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { SagaMessage, StepRecord } from './messages.ts'
import { ORCHESTRATOR, type SagaSettings } from './settings.ts'

type Call = SagaMessage & { readonly type: 'Do' | 'Undo' }

/**
 * One service, one step of every saga. A call is a local transaction: the stock and the record that it
 * was done are on disk together, so that a call that comes again is only answered again.
 */
export class Service implements ClusterNode<SagaMessage> {
  readonly stock: number[]
  readonly log: readonly StepRecord[]
  readonly #states = new Map<number, StepRecord['kind']>()
  readonly #working = new Map<number, Call>()
  #calls = 0
  readonly #context: Context<SagaMessage>
  readonly #settings: SagaSettings

  constructor(context: Context<SagaMessage>, settings: SagaSettings) {
    this.#context = context
    this.#settings = settings
    this.log = context.disk.list<StepRecord>('log')
    this.stock = new Array<number>(settings.items).fill(settings.stock)
  }

  onStart(): void {
    for (const record of this.log) this.#apply(record)
  }

  onMessage(_from: number, message: SagaMessage): void {
    if (message.type !== 'Do' && message.type !== 'Undo') return
    this.#calls += 1
    this.#working.set(this.#calls, message)
    const { workUs } = this.#settings
    this.#context.after(this.#context.random.between(Math.ceil(workUs / 5), workUs), 0, this.#calls)
  }

  onTimer(_timer: number, number: number): void {
    const call = this.#working.get(number)
    this.#working.delete(number)
    if (call?.type === 'Do') this.#do(call)
    else if (call !== undefined) this.#undo(call)
  }

  view(): NodeView {
    const left = this.stock.reduce((sum, one) => sum + one, 0)
    return {
      role: 'service',
      fields: { 'in stock': left, working: this.#working.size },
      log: this.log.slice(-40).map(({ kind, saga, item }) => `${saga} ${kind} ${item}`),
    }
  }

  #do({ saga, item, refuse }: Call & { type: 'Do' }): void {
    const state = this.#states.get(saga)
    if (state === undefined || this.#doesAnyway(state)) {
      if (state === 'cancelled' && this.#context.telling)
        this.#context.tell(`does the step of saga ${saga} after it was compensated`)
      const none = (this.stock[item] as number) <= 0
      if (none) this.#context.moment('out-of-stock')
      this.#write({ kind: none || refuse ? 'refused' : 'done', saga, item })
      this.#context.moment('step-executed')
    }
    const answer = this.#states.get(saga) === 'done' ? 'Done' : 'Refused'
    if (this.#context.telling)
      this.#context.tell(`${answer === 'Done' ? 'gives' : 'does not give'} item ${item} to saga ${saga}`)
    this.#context.send(ORCHESTRATOR, { type: answer, saga })
  }

  #doesAnyway(state: StepRecord['kind']): boolean {
    const { mistake } = this.#settings
    return (
      (mistake === 'does-twice' && state === 'done') ||
      (mistake === 'lets-late-steps-in' && state === 'cancelled')
    )
  }

  /** A step that never came is cancelled: should it come yet, it is too late. */
  #undo({ saga, item }: Call): void {
    const state = this.#states.get(saga)
    const { mistake } = this.#settings
    if (state === 'done' || (state === 'undone' && mistake === 'undoes-twice')) {
      this.#write({ kind: 'undone', saga, item })
      if (this.#context.telling) this.#context.tell(`takes item ${item} back from saga ${saga}`)
    } else if (state === undefined) {
      const wrong = mistake === 'undoes-what-never-ran'
      this.#write({ kind: wrong ? 'undone' : 'cancelled', saga, item })
      this.#context.moment('cancelled-before-done')
      if (this.#context.telling)
        this.#context.tell(`never saw saga ${saga} and will not let it take item ${item} any more`)
    }
    this.#context.moment('step-undone')
    this.#context.send(ORCHESTRATOR, { type: 'Undone', saga })
  }

  #write(record: StepRecord): void {
    this.#context.disk.append('log', record)
    this.#context.disk.sync()
    this.#apply(record)
  }

  #apply({ kind, saga, item }: StepRecord): void {
    this.#states.set(saga, kind)
    const by = kind === 'done' ? -1 : kind === 'undone' ? 1 : 0
    this.stock[item] = (this.stock[item] as number) + by
  }
}
