import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { firstConfig } from './config.ts'
import { type ChainMessage, type Config, type Member, spellConfig } from './messages.ts'
import type { Settings } from './parameters.ts'

const TICK = 0

/**
 * Notices that servers fail, takes them out of the chain and lets them in again at its end (section 3
 * of the paper, which assumes that the master does not fail; a real one is replicated). The paper also
 * assumes that servers are fail-stop and that failures are noticed. Here that is made by leases: a
 * server that has not reached the master for long enough serves nobody, and only then is it taken out.
 */
export class Master implements ClusterNode<ChainMessage> {
  current: Config
  readonly #context: Context<ChainMessage>
  readonly #settings: Settings
  readonly #heardUs: Float64Array
  /** By server: the membership in which it has all that a tail needs. */
  readonly #complete: number[]

  constructor(context: Context<ChainMessage>, settings: Settings) {
    this.#context = context
    this.#settings = settings
    this.current = firstConfig(settings.servers)
    this.#heardUs = new Float64Array(settings.servers)
    this.#complete = new Array<number>(settings.servers).fill(1)
  }

  onStart(): void {
    this.#context.setTimer(TICK, this.#settings.heartbeatUs)
  }

  onTimer(): void {
    this.#context.setTimer(TICK, this.#settings.heartbeatUs)
    this.#takeOut()
    this.#letIn()
  }

  onMessage(from: number, message: ChainMessage): void {
    if (message.type === 'Heartbeat') {
      this.#heardUs[from] = this.#context.clockUs()
      this.#complete[from] = message.complete
      this.#extend(from, message.caughtUp)
      this.#context.send(from, { type: 'ChainIs', config: this.current, atUs: message.atUs })
    } else if (message.type === 'WhichChain') {
      this.#context.send(from, { type: 'ChainIs', config: this.current, atUs: 0 })
    }
  }

  /** Somebody who has everything must be left; the last one that has is waited for. */
  #takeOut(): void {
    const { chain, joining } = this.current
    const left = chain.filter(({ server }) => this.#alive(server))
    if (left.length < chain.length && left.some((member) => this.#isComplete(member))) {
      this.#noteRemoved(chain, left)
      this.#install(left, joining)
    }
    if (joining !== undefined && !this.#alive(joining.server)) this.#install(this.current.chain, undefined)
  }

  #noteRemoved(chain: readonly Member[], left: readonly Member[]): void {
    const last = chain.length - 1
    chain.forEach((member, at) => {
      if (left.includes(member)) return
      this.#context.moment(at === 0 ? 'head-removed' : at === last ? 'tail-removed' : 'middle-removed')
    })
  }

  /** One at a time, and only behind a tail that is complete. */
  #letIn(): void {
    const { chain, joining, epoch } = this.current
    if (joining !== undefined || !chain.every((member) => this.#isComplete(member))) return
    for (let server = 0; server < this.#settings.servers; server += 1) {
      if (chain.some((member) => member.server === server) || !this.#alive(server)) continue
      this.#install(chain, { server, since: epoch + 1 })
      return
    }
  }

  /** The tail says that the joining server has its log. */
  #extend(from: number, caughtUp: number): void {
    const { chain, joining } = this.current
    if (joining === undefined || joining.since !== caughtUp || chain.at(-1)?.server !== from) return
    this.#install([...chain, joining], undefined)
    this.#context.moment('joined')
  }

  #install(chain: readonly Member[], joining: Member | undefined): void {
    this.current = { epoch: this.current.epoch + 1, chain, joining }
    if (this.#context.telling) this.#context.tell(`decides on ${spellConfig(this.current)}`)
  }

  #alive(server: number): boolean {
    return (this.#heardUs[server] as number) >= this.#context.clockUs() - this.#settings.deadAfterUs
  }

  #isComplete({ server, since }: Member): boolean {
    return this.#complete[server] === since
  }

  view(): NodeView {
    const { epoch, chain } = this.current
    return { role: 'master', fields: { epoch, chain: chain.map(({ server }) => server).join('>') } }
  }
}
