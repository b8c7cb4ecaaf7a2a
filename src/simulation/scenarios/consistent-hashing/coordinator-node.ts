import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { HashingMessage } from './messages.ts'
import type { Membership } from './ring.ts'
import { firstMembership, type HashingSettings } from './server-node.ts'

const POLL = 0
const CHANGE = 1
export const POLL_US = 100_000

/** Decides who is on the ring, one change after the other: the next begins when all keys have come to rest. */
export class CoordinatorNode implements ClusterNode<HashingMessage> {
  readonly kind = 'coordinator'
  membership: Membership
  readonly #context: Context<HashingMessage>
  readonly #settings: HashingSettings
  readonly #unsettled = new Set<number>()
  #due = 0

  constructor(context: Context<HashingMessage>, settings: HashingSettings) {
    this.#context = context
    this.#settings = settings
    this.membership = firstMembership(settings)
  }

  /** Keys are on the move. */
  get isMoving(): boolean {
    return this.#unsettled.size > 0
  }

  onStart(): void {
    if (this.#settings.changes > 0) this.#context.setTimer(CHANGE, this.#settings.changeEveryUs)
  }

  onTimer(timer: number): void {
    if (timer === POLL) {
      this.#announce()
      return
    }
    this.#due += 1
    if (this.#due < this.#settings.changes) this.#context.setTimer(CHANGE, this.#settings.changeEveryUs)
    if (!this.isMoving) this.#change()
  }

  onMessage(from: number, message: HashingMessage): void {
    if (message.type !== 'settled' || message.epoch !== this.membership.epoch) return
    if (!this.#unsettled.delete(from) || this.isMoving) return
    this.#context.clearTimer(POLL)
    this.#context.moment('rebalanced')
    if (this.#context.telling) this.#context.tell(`sees that all keys are at rest on ring ${message.epoch}`)
    if (this.#due > message.epoch) this.#change()
  }

  view(): NodeView {
    return {
      role: 'coordinator',
      fields: { ring: this.membership.epoch, unsettled: this.#unsettled.size },
      log: this.membership.members.map((member) => `server ${member}`),
    }
  }

  /** In turn the next new server joins and one leaves. */
  #change(): void {
    const { servers, allServers, leaves } = this.#settings
    const { epoch, members: before } = this.membership
    const left = leaves === 'oldest' ? before[0] : before.at(-1)
    const joins = epoch % 2 === 0
    const members = joins ? [...before, servers + epoch / 2] : before.filter((member) => member !== left)
    this.membership = { epoch: epoch + 1, members, before }
    for (let server = 0; server < allServers; server += 1) this.#unsettled.add(server)
    this.#context.moment(joins ? 'joined' : 'left')
    if (this.#context.telling) {
      this.#context.tell(joins ? `lets server ${members.at(-1)} join` : `lets server ${left} leave`)
    }
    this.#announce()
  }

  #announce(): void {
    this.#context.setTimer(POLL, POLL_US)
    for (const server of this.#unsettled)
      this.#context.send(server, { type: 'ring', membership: this.membership })
  }
}
