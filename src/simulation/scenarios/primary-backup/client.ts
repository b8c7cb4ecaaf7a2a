import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import { Retries } from '../../kernel/cluster/retries.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { type BackupMessage, NO_ONE, NO_VIEW, type View } from './messages.ts'
import type { Settings } from './parameters.ts'

/** Asks the primary that it knows of, and the view service when there is no answer. */
export class Client implements ClusterNode<BackupMessage> {
  current: View = NO_VIEW
  readonly #context: Context<BackupMessage>
  readonly #settings: Settings
  readonly #retries: Retries

  constructor(context: Context<BackupMessage>, settings: Settings) {
    this.#context = context
    this.#settings = settings
    const timing = { retryUs: settings.retryUs, timer: 0 }
    this.#retries = new Retries(context, timing, (operation) => this.#ask(operation))
  }

  onStart(): void {
    this.#context.send(this.#settings.helper, { type: 'WhoServes' })
  }

  onRequest(operation: Operation): void {
    this.#retries.begin(operation)
  }

  onTimer(_timer: number, id: number): void {
    this.#context.send(this.#settings.helper, { type: 'WhoServes' })
    this.#retries.again(id)
  }

  onMessage(_from: number, message: BackupMessage): void {
    if (message.type === 'Answer') this.#retries.answered(message.operation, message.answer)
    else if (message.type === 'ViewIs' && message.view.number > this.current.number)
      this.current = message.view
  }

  view(): NodeView {
    return { role: 'client', fields: { view: this.current.number, waiting: this.#retries.count } }
  }

  #ask({ id, name }: Operation): void {
    const { primary, backup, number } = this.current
    if (number === 0) return
    const write = name === 'write'
    const fromBackup =
      this.#settings.mistake === 'reads-from-backup' && !write && backup !== NO_ONE && id % 2 === 0
    this.#context.send(fromBackup ? backup : primary, { type: 'Ask', operation: id, write })
  }
}
