import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import { Retries } from '../../kernel/cluster/retries.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { firstConfig } from './config.ts'
import type { ChainMessage, Config, Member } from './messages.ts'
import type { Settings } from './parameters.ts'

/** Sends writes to the head and reads to the tail; asks the master when there is no answer. */
export class Client implements ClusterNode<ChainMessage> {
  config: Config
  readonly #context: Context<ChainMessage>
  readonly #settings: Settings
  readonly #retries: Retries

  constructor(context: Context<ChainMessage>, settings: Settings) {
    this.#context = context
    this.#settings = settings
    this.config = firstConfig(settings.servers)
    const timing = { retryUs: settings.retryUs, timer: 0 }
    this.#retries = new Retries(context, timing, (operation) => this.#ask(operation))
  }

  onStart(): void {
    this.#context.send(this.#settings.helper, { type: 'WhichChain' })
  }

  onRequest(operation: Operation): void {
    this.#retries.begin(operation)
  }

  onTimer(_timer: number, id: number): void {
    this.#context.send(this.#settings.helper, { type: 'WhichChain' })
    this.#retries.again(id)
  }

  onMessage(_from: number, message: ChainMessage): void {
    if (message.type === 'Answer') this.#retries.answered(message.operation, message.answer)
    else if (message.type === 'ChainIs' && message.config.epoch > this.config.epoch)
      this.config = message.config
  }

  view(): NodeView {
    return { role: 'client', fields: { epoch: this.config.epoch, waiting: this.#retries.count } }
  }

  #ask({ id, name }: Operation): void {
    const { chain } = this.config
    const write = name === 'write'
    const to = write ? chain[0] : this.#reader()
    if (to !== undefined) this.#context.send(to.server, { type: write ? 'Write' : 'Read', operation: id })
  }

  #reader(): Member | undefined {
    const { chain } = this.config
    if (this.#settings.mistake !== 'reads-anywhere') return chain.at(-1)
    return chain[this.#context.random.integer(chain.length)]
  }
}
