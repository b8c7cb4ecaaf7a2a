import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { spellVersion } from '../../kernel/version.ts'
import { ApRegister } from './ap-register.ts'
import { CP_TIMEOUT, CpRegister } from './cp-register.ts'
import type { PartitionMessage, Tagged } from './messages.ts'
import type { Settings } from './parameters.ts'

const GOSSIP = 1
/** A peer that was silent for so many rounds is taken for unreachable. */
const SILENT_ROUNDS = 3

/** One node with a copy of both registers, so that the same fault strikes both. */
export class PartitionNode implements ClusterNode<PartitionMessage> {
  readonly cp: CpRegister
  readonly ap: ApRegister
  /** The last request that came in. */
  asked: Operation | undefined
  readonly #context: Context<PartitionMessage>
  readonly #settings: Settings
  readonly #heardUs: Float64Array

  constructor(context: Context<PartitionMessage>, settings: Settings) {
    this.#context = context
    this.#settings = settings
    this.cp = new CpRegister(context, settings)
    this.ap = new ApRegister(context, settings)
    this.#heardUs = new Float64Array(settings.nodes).fill(context.clockUs())
  }

  onStart(): void {
    this.#context.setTimer(GOSSIP, this.#settings.gossipUs)
  }

  onTimer(timer: number, value: number): void {
    if (timer === CP_TIMEOUT) {
      this.cp.onTimeout(value)
      return
    }
    this.#context.setTimer(GOSSIP, this.#settings.gossipUs)
    if (this.#settings.mistake !== 'no-merge') this.ap.spread()
  }

  onMessage(from: number, message: PartitionMessage): void {
    this.#heardUs[from] = this.#context.clockUs()
    if (message.type === 'ApState') this.ap.onState(message.state)
    else this.cp.onMessage(from, message)
  }

  onRequest(operation: Operation): void {
    this.asked = operation
    if (operation.key === 'cp') this.cp.onRequest(operation)
    else this.ap.onRequest(operation, this.hearsMajority())
  }

  /** By what it heard lately; the node itself counts. Only for who watches: no answer depends on it. */
  hearsMajority(): boolean {
    const { gossipUs, latencyMaxUs, majority } = this.#settings
    const sinceUs = this.#context.clockUs() - SILENT_ROUNDS * gossipUs - latencyMaxUs
    let heard = 1
    this.#heardUs.forEach((us, peer) => {
      if (peer !== this.#context.id && us >= sinceUs) heard += 1
    })
    return heard >= majority
  }

  view(): NodeView {
    const short = ({ value, version }: Tagged) => (version === 0 ? '-' : `${value} v${spellVersion(version)}`)
    return {
      role: this.hearsMajority() ? 'majority' : 'minority',
      fields: { CP: short(this.cp.stored), AP: short(this.ap.stored) },
    }
  }
}
