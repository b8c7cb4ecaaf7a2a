import type { ClusterNode, Context, Message, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { Mistake } from './mutants.ts'
import {
  added,
  type CrdtState,
  contains,
  counterValue,
  emptyState,
  losesTag,
  merge,
  plusOne,
  removed,
  textOf,
  total,
} from './state.ts'

export interface CrdtSettings {
  readonly replicas: number
  readonly elements: number
  readonly gossipUs: number
  readonly resolutionUs: number
  readonly mistake: Mistake | undefined
}

/** A replica's whole state: whoever receives it knows all that the sender knew. */
export interface StateMessage extends Message {
  readonly type: 'state'
  readonly state: CrdtState
}

/** How a state came about: by an update, or by merging what another replica sent. */
export type Step = { readonly operation: Operation } | { readonly merged: CrdtState }

const GOSSIP = 0

/** A replica that answers from its own state at once, whatever the network does. */
export class CrdtNode implements ClusterNode<StateMessage> {
  state: CrdtState
  /** How the current state came about; undefined for the first of this life. */
  lastStep: Step | undefined
  readonly #context: Context<StateMessage>
  readonly #settings: CrdtSettings
  readonly #mistake: Mistake | undefined
  #next: number
  #sentText = ''

  constructor(context: Context<StateMessage>, settings: CrdtSettings) {
    this.#context = context
    this.#settings = settings
    this.#mistake = settings.mistake
    this.#next = context.id
    this.state = context.disk.read<CrdtState>('state') ?? emptyState(settings.replicas, settings.elements)
  }

  onStart(): void {
    this.#context.setTimer(GOSSIP, this.#context.random.integer(this.#settings.gossipUs) + 1)
  }

  /** The others in turn, so that what one message lost the next round brings. */
  onTimer(): void {
    const { replicas, gossipUs } = this.#settings
    this.#context.setTimer(GOSSIP, gossipUs)
    if (replicas === 1) return
    if (this.#mistake === 'sends-once' && this.#wasSent()) return
    this.#next = (this.#next + 1) % replicas
    if (this.#next === this.#context.id) this.#next = (this.#next + 1) % replicas
    this.#context.send(this.#next, { type: 'state', state: this.state })
  }

  onMessage(from: number, { state }: StateMessage): void {
    const before = this.state
    const merged = merge(before, state, this.#mistake)
    this.#become(merged, { merged: state })
    this.#noteMerge(before, state)
    if (this.#context.telling) this.#tellMerge(from, before)
  }

  onRequest(operation: Operation): void {
    const { name, key } = operation
    const update = this.#updated(operation)
    this.#become(update, { operation })
    if (this.#mistake !== 'acknowledges-before-sync') this.#context.disk.sync()
    this.#context.reply(operation.id, 'ok')
    this.#context.moment(name === 'remove' ? 'removed' : 'updated')
    if (this.#context.telling) this.#context.tell(`takes ${name}${key === undefined ? '' : ` ${key}`}`)
  }

  view(): NodeView {
    const { grown, register } = this.state
    const elements = [...Array(this.#settings.elements).keys()].filter((at) => contains(this.state, at))
    return {
      role: 'replica',
      fields: {
        'g-counter': total(grown),
        'pn-counter': counterValue(this.state),
        register: register.value < 0 ? '-' : `write ${register.value}`,
      },
      log: elements.map((element) => `element ${element}`),
    }
  }

  #wasSent(): boolean {
    const text = textOf(this.state)
    const sent = text === this.#sentText
    this.#sentText = text
    return sent
  }

  #become(state: CrdtState, step: Step): void {
    this.#context.disk.write('state', state)
    this.state = state
    this.lastStep = step
  }

  #updated({ id, name, key }: Operation): CrdtState {
    const { state } = this
    const element = Number(key)
    const own = this.#mistake === 'shared-slot' ? 0 : this.#context.id
    switch (name) {
      case 'increment':
        return { ...state, grown: plusOne(state.grown, own) }
      case 'plus':
        return { ...state, plus: plusOne(state.plus, own) }
      case 'minus':
        return { ...state, minus: plusOne(state.minus, own) }
      case 'add':
        return { ...state, set: added(state.set, element, this.#context.id, this.#mistake) }
      case 'remove':
        return { ...state, set: removed(state.set, element, this.#mistake) }
      default:
        return { ...state, register: { stamp: this.#stamp(), replica: this.#context.id, value: id } }
    }
  }

  /** Later than every write that this replica has seen, even if its clock is behind. */
  #stamp(): number {
    const { resolutionUs } = this.#settings
    const clock = Math.floor(this.#context.clockUs() / resolutionUs)
    if (clock <= this.state.register.stamp) this.#context.moment('ahead-of-clock')
    return this.#mistake === 'bare-clock' ? clock : Math.max(clock, this.state.register.stamp + 1)
  }

  #noteMerge(before: CrdtState, received: CrdtState): void {
    const { register } = received
    if (before.register.value !== register.value && before.register.stamp === register.stamp) {
      this.#context.moment('equal-stamps')
    }
    for (let element = 0; element < this.#settings.elements; element += 1) {
      if (contains(this.state, element) && losesTag(before, this.state, element)) {
        this.#context.moment('add-survived')
      }
    }
  }

  #tellMerge(from: number, before: CrdtState): void {
    const { state } = this
    const said: string[] = []
    if (total(state.grown) !== total(before.grown)) said.push(`the G-counter is now ${total(state.grown)}`)
    if (counterValue(state) !== counterValue(before))
      said.push(`the PN-counter is now ${counterValue(state)}`)
    if (state.register.value !== before.register.value) {
      said.push(`the register holds write ${state.register.value}`)
    }
    for (let element = 0; element < this.#settings.elements; element += 1) {
      if (contains(state, element) === contains(before, element)) continue
      said.push(contains(state, element) ? `element ${element} is in` : `element ${element} is out`)
    }
    if (said.length > 0) this.#context.tell(`merges the state of replica ${from}: ${said.join(', ')}`)
  }
}
