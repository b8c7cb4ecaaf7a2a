import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { type BackupMessage, NO_ONE, NO_VIEW, spellView, type View } from './messages.ts'
import type { Settings } from './parameters.ts'

const TICK = 0

/**
 * Decides who is primary and who is backup, and does not fail itself; a real one is replicated by a
 * consensus protocol. Two rules keep the data: there is no new view before the primary has said that
 * it knows the last one, and only a backup that has the whole state is promoted.
 */
export class ViewService implements ClusterNode<BackupMessage> {
  current: View = NO_VIEW
  /** The primary knows the view; and its backup has the state. */
  #known = true
  #ready = true
  readonly #context: Context<BackupMessage>
  readonly #settings: Settings
  readonly #heardUs: Float64Array

  constructor(context: Context<BackupMessage>, settings: Settings) {
    this.#context = context
    this.#settings = settings
    this.#heardUs = new Float64Array(settings.servers).fill(Number.NEGATIVE_INFINITY)
  }

  onStart(): void {
    this.#context.setTimer(TICK, this.#settings.pingUs)
  }

  onTimer(): void {
    this.#context.setTimer(TICK, this.#settings.pingUs)
    this.#decide()
  }

  onMessage(from: number, message: BackupMessage): void {
    if (message.type === 'Ping') this.#onPing(from, message)
    if (message.type === 'Ping' || message.type === 'WhoServes') {
      this.#context.send(from, { type: 'ViewIs', view: this.current })
    }
  }

  #onPing(from: number, { number, ready }: Extract<BackupMessage, { type: 'Ping' }>): void {
    this.#heardUs[from] = this.#context.clockUs()
    if (this.current.number === 0) this.#install(from, NO_ONE)
    if (from !== this.current.primary || number !== this.current.number) return
    this.#known = true
    this.#ready ||= ready
  }

  #decide(): void {
    const { number, primary, backup } = this.current
    if (number === 0 || !this.#known) return
    if (!this.#alive(primary)) {
      const fit = this.#ready || this.#settings.mistake === 'promotes-unready-backup'
      if (backup !== NO_ONE && fit && this.#alive(backup))
        this.#install(backup, this.#reserve(primary, backup))
    } else if (backup === NO_ONE || !this.#alive(backup)) {
      const next = this.#reserve(primary, backup)
      if (next !== backup) this.#install(primary, next)
    }
  }

  #install(primary: number, backup: number): void {
    const promoted = primary !== this.current.primary && this.current.number > 0
    this.current = { number: this.current.number + 1, primary, backup }
    this.#known = false
    this.#ready = false
    if (promoted) this.#context.moment('promoted')
    if (backup !== NO_ONE) this.#context.moment('backup-named')
    if (this.#context.telling) this.#context.tell(`decides on ${spellView(this.current)}`)
  }

  #alive(server: number): boolean {
    return (this.#heardUs[server] as number) >= this.#context.clockUs() - this.#settings.deadAfterUs
  }

  /** A server that is alive and has no part in the view. */
  #reserve(...taken: readonly number[]): number {
    for (let server = 0; server < this.#settings.servers; server += 1) {
      if (!taken.includes(server) && this.#alive(server)) return server
    }
    return NO_ONE
  }

  view(): NodeView {
    return { role: 'service', fields: { view: this.current.number } }
  }
}
