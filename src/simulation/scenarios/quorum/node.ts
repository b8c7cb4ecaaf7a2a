import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { spellVersion } from '../../kernel/version.ts'
import { Coordinator, GIVE_UP, STAND_IN } from './coordinator.ts'
import type { QuorumMessage } from './messages.ts'
import type { Settings } from './parameters.ts'
import { Replica } from './replica.ts'

const HANDOFF = 2
const ANTI_ENTROPY = 3

/** Every node is a replica of some keys and coordinates whatever its clients ask. */
export class QuorumNode implements ClusterNode<QuorumMessage> {
  readonly replica: Replica
  readonly #coordinator: Coordinator
  readonly #context: Context<QuorumMessage>
  readonly #settings: Settings

  constructor(context: Context<QuorumMessage>, settings: Settings) {
    this.#context = context
    this.#settings = settings
    this.replica = new Replica(context, settings)
    this.#coordinator = new Coordinator(
      context,
      settings,
      (to, message) => this.#send(to, message),
      (key) => this.replica.newest(key),
    )
  }

  onStart(): void {
    this.#context.setTimer(HANDOFF, this.#settings.handoffUs)
    this.#context.setTimer(ANTI_ENTROPY, this.#settings.antiEntropyUs)
  }

  onRequest(operation: Operation): void {
    this.#coordinator.onRequest(operation)
  }

  onTimer(timer: number, value: number): void {
    switch (timer) {
      case STAND_IN:
        this.#coordinator.onStandIn(value)
        break
      case GIVE_UP:
        this.#coordinator.onGiveUp(value)
        break
      case HANDOFF:
        this.#context.setTimer(HANDOFF, this.#settings.handoffUs)
        this.replica.deliverHints()
        break
      case ANTI_ENTROPY:
        this.#context.setTimer(ANTI_ENTROPY, this.#settings.antiEntropyUs)
        this.replica.compareWithNext()
    }
  }

  onMessage(from: number, message: QuorumMessage): void {
    switch (message.type) {
      case 'Get':
        this.#send(from, {
          type: 'Got',
          operation: message.operation,
          state: this.replica.newest(message.key),
        })
        break
      case 'Got':
        this.#coordinator.onGot(from, message.operation, message.state)
        break
      case 'Put':
        this.#send(from, this.replica.onPut(message))
        break
      case 'Done':
        this.#coordinator.onDone(from, message.operation, message.hinted)
        break
      case 'Repair':
        this.replica.onRepair(message)
        break
      case 'Handoff':
        this.replica.onHandoff(from, message)
        break
      case 'HandedOff':
        this.replica.onHandedOff(from, message)
        break
      case 'Digest':
        this.replica.onDigest(from, message)
    }
  }

  view(): NodeView {
    const { stored, hints } = this.replica
    return {
      role: 'replica',
      fields: { hints: hints.length },
      log: stored.flatMap(({ version, value }, key) =>
        version === 0 ? [] : [`${key}: ${value} v${spellVersion(version)}`],
      ),
    }
  }

  #send(to: number, message: QuorumMessage): void {
    if (to === this.#context.id) this.onMessage(to, message)
    else this.#context.send(to, message)
  }
}
