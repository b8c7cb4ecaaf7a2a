import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { SagaMessage, SagaRecord } from './messages.ts'
import type { SagaSettings } from './settings.ts'

/** Where a saga is: the step that is being called, forward or back. */
interface Saga {
  readonly items: readonly number[]
  readonly refusal: number
  forward: boolean
  step: number
  /** Where the way back began. */
  backFrom: number
  attempts: number
  /** Counts calls, so that the alarm of an earlier one is known as such. */
  call: number
}

const CALLS = 1024
/** Of mutant leaks-slots. */
const SLOTS = 10

/**
 * Executes sagas (Garcia-Molina and Salem, "Sagas", SIGMOD 1987): T1, T2, ..., Tn, or T1 ... Tj and then
 * Cj ... C1. Every step forward or back is in the saga log before the next one is called,
 * so that a restart goes on where the crash was; what was called may then be called twice.
 */
export class Orchestrator implements ClusterNode<SagaMessage> {
  readonly log: readonly SagaRecord[]
  readonly #sagas = new Map<number, Saga>()
  #leaked = 0
  readonly #context: Context<SagaMessage>
  readonly #settings: SagaSettings

  constructor(context: Context<SagaMessage>, settings: SagaSettings) {
    this.#context = context
    this.#settings = settings
    this.log = context.disk.list<SagaRecord>('log')
  }

  onStart(): void {
    for (const record of this.log) this.#replay(record)
    if (this.#sagas.size === 0 && this.#context.telling && this.#context.clockUs() > 0)
      this.#context.tell('finds no open saga in its log')
    for (const [id, saga] of this.#sagas) {
      this.#context.moment('saga-resumed')
      if (this.#context.telling) {
        this.#context.tell(
          `finds saga ${id} in its log and goes on ${saga.forward ? 'with' : 'back at'} step ${saga.step + 1}`,
        )
      }
      this.#call(id, saga)
    }
  }

  onRequest({ id, key, value }: Operation): void {
    if (this.#leaked >= SLOTS) {
      if (this.#context.telling)
        this.#context.tell(`counts ${this.#leaked} sagas as open and refuses saga ${id}`)
      this.#context.reply(id, 'fail', 'too many sagas are open')
      return
    }
    const items = String(key).split(' ').map(Number)
    const refusal = Number(value)
    this.#write({ kind: 'begin', saga: id, items, refusal })
    const saga = begun(items, refusal)
    this.#sagas.set(id, saga)
    this.#context.moment('saga-begun')
    if (this.#context.telling) this.#context.tell(`begins saga ${id}`)
    this.#call(id, saga)
  }

  onMessage(from: number, message: SagaMessage): void {
    const saga = this.#sagas.get(message.saga)
    // Answers to calls that are no longer waited for come late or twice.
    if (saga === undefined || from !== saga.step + 1) return
    if (saga.forward && message.type === 'Done') this.#stepDone(message.saga, saga)
    else if (saga.forward && message.type === 'Refused') {
      if (this.#context.telling)
        this.#context.tell(
          `hears that step ${saga.step + 1} of saga ${message.saga} is refused and goes back`,
        )
      this.#goBack(message.saga, saga, saga.step - 1)
    } else if (!saga.forward && message.type === 'Undone') this.#stepUndone(message.saga, saga)
  }

  onTimer(_timer: number, value: number): void {
    const id = Math.floor(value / CALLS)
    const saga = this.#sagas.get(id)
    if (saga === undefined || saga.call % CALLS !== value % CALLS) return
    const tiredOf = saga.attempts >= this.#settings.attempts
    if (saga.forward && tiredOf) this.#timedOut(id, saga)
    else if (tiredOf && this.#settings.mistake === 'gives-up-undo') this.#giveUpUndo(id, saga)
    else {
      this.#context.moment(saga.forward ? 'step-retried' : 'undo-retried')
      this.#call(id, saga)
    }
  }

  view(): NodeView {
    const back = [...this.#sagas.values()].filter(({ forward }) => !forward).length
    return {
      role: 'orchestrator',
      fields: { open: this.#sagas.size, 'going back': back },
      log: this.log
        .slice(-40)
        .map(({ kind, saga, step }) => `${saga} ${kind}${step === undefined ? '' : ` ${step + 1}`}`),
    }
  }

  /** It may have happened or not, and may happen still, so the way back begins with this very step. */
  #timedOut(id: number, saga: Saga): void {
    this.#context.moment('step-timed-out')
    if (this.#context.telling)
      this.#context.tell(`has no answer from step ${saga.step + 1} of saga ${id} and goes back`)
    this.#goBack(id, saga, saga.step)
  }

  #giveUpUndo(id: number, { step }: Saga): void {
    if (this.#context.telling) this.#context.tell(`gives up taking back step ${step + 1} of saga ${id}`)
    this.#end(id, 'compensated')
  }

  #stepDone(id: number, saga: Saga): void {
    this.#write({ kind: 'done', saga: id, step: saga.step })
    this.#context.moment('step-done')
    this.#advance(saga)
    if (saga.step === saga.items.length) this.#end(id, 'completed')
    else this.#call(id, saga)
  }

  #goBack(id: number, saga: Saga, from: number): void {
    this.#write({ kind: 'back', saga: id, step: from })
    this.#turn(saga, from)
    this.#context.moment('going-back')
    this.#backOrEnd(id, saga)
  }

  #stepUndone(id: number, saga: Saga): void {
    this.#write({ kind: 'undone', saga: id, step: saga.step })
    this.#retreat(saga)
    this.#backOrEnd(id, saga)
  }

  #backOrEnd(id: number, saga: Saga): void {
    if (saga.step < 0 || saga.step > saga.backFrom) this.#end(id, 'compensated')
    else this.#call(id, saga)
  }

  #end(id: number, kind: 'completed' | 'compensated'): void {
    this.#context.disk.append('log', { kind, saga: id } satisfies SagaRecord)
    this.#context.disk.sync()
    this.#sagas.delete(id)
    if (kind === 'compensated' && this.#settings.mistake === 'leaks-slots') this.#leaked += 1
    this.#context.moment(`saga-${kind}`)
    if (this.#context.telling) this.#context.tell(`ends saga ${id}: ${kind}`)
    this.#context.reply(id, 'ok', kind)
  }

  #call(id: number, saga: Saga): void {
    const { step, forward, items, refusal } = saga
    const item = items[step] as number
    this.#context.send(
      step + 1,
      forward ? { type: 'Do', saga: id, item, refuse: refusal === step } : { type: 'Undo', saga: id, item },
    )
    saga.attempts += 1
    saga.call += 1
    this.#context.after(this.#settings.retryUs, 0, id * CALLS + (saga.call % CALLS))
  }

  // How a saga moves, alive and in the log.

  #advance(saga: Saga): void {
    saga.step += 1
    saga.attempts = 0
  }

  #turn(saga: Saga, from: number): void {
    saga.forward = false
    saga.backFrom = from
    saga.step = this.#settings.mistake === 'forward-order' && from >= 0 ? 0 : from
    saga.attempts = 0
  }

  #retreat(saga: Saga): void {
    saga.step += this.#settings.mistake === 'forward-order' ? 1 : -1
    saga.attempts = 0
  }

  #replay({ kind, saga: id, step = 0, items = [], refusal = -1 }: SagaRecord): void {
    const saga = this.#sagas.get(id)
    if (kind === 'begin') this.#sagas.set(id, begun(items, refusal))
    else if (saga === undefined) return
    else if (kind === 'done') this.#advance(saga)
    else if (kind === 'back') this.#turn(saga, step)
    else if (kind === 'undone') this.#retreat(saga)
    else this.#sagas.delete(id)
  }

  #write(record: SagaRecord): void {
    if (this.#settings.mistake === 'forgets-progress') return
    this.#context.disk.append('log', record)
    this.#context.disk.sync()
  }
}

function begun(items: readonly number[], refusal: number): Saga {
  return { items, refusal, forward: true, step: 0, backFrom: -1, attempts: 0, call: 0 }
}
