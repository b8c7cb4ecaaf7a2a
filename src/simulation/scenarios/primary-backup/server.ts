import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import { NOTHING } from '../../kernel/register.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { type BackupMessage, NO_ONE, NO_VIEW, spellView, type View } from './messages.ts'
import type { Settings } from './parameters.ts'

type MessageOf<Type extends BackupMessage['type']> = Extract<BackupMessage, { type: Type }>

const PING = 0
const RESEND = 1
const TRANSFER = 2
/** More than one life can use. */
const TOKENS = 2 ** 24

interface WaitingRead {
  readonly operation: number
  readonly client: number
  /** The answer to a message with at least this number shows that the view was still the last. */
  readonly token: number
}

/**
 * A server of the scheme of Alsberg and Day, "A Principle for Resilient Sharing of Distributed
 * Resources" (ICSE 1976), with numbered views: the primary orders the writes and answers when the
 * backup has them too. The backup obeys the primary of its own view only, so that a primary that
 * was replaced can complete nothing any more. The state is the log of writes.
 */
export class Server implements ClusterNode<BackupMessage> {
  current: View
  readonly log: readonly number[]
  /** So many entries of the log are on both copies. */
  committed = 0
  /** The primary knows that the backup has its state; true also when it serves alone. */
  serving = false
  readonly #context: Context<BackupMessage>
  readonly #settings: Settings
  /** Index of each operation in the log, from 1: a request that comes again is known. */
  readonly #indexOf = new Map<number, number>()
  /** The view whose primary gave this backup its whole state. */
  #transferredIn: number
  /** What a new backup is given. */
  #snapshot: readonly number[] = []
  #backupHas = 0
  /** Counts restarts, so that no answer to an earlier life of this server confirms a read of this one. */
  readonly #life: number
  #token: number
  #asking = new Map<number, number>()
  #reads: WaitingRead[] = []

  constructor(context: Context<BackupMessage>, settings: Settings) {
    const { disk } = context
    this.#context = context
    this.#settings = settings
    this.current = disk.read<View>('view') ?? NO_VIEW
    this.#transferredIn = disk.read<number>('transferred') ?? 0
    this.log = disk.list<number>('log')
    this.#index(0)
    this.#life = (disk.read<number>('life') ?? 0) + 1
    this.#token = this.#life * TOKENS
  }

  get role(): 'primary' | 'backup' | 'reserve' {
    if (this.current.primary === this.#context.id) return 'primary'
    return this.current.backup === this.#context.id ? 'backup' : 'reserve'
  }

  onStart(): void {
    this.#context.disk.write('life', this.#life)
    this.#context.disk.sync()
    this.#context.setTimer(RESEND, this.#settings.resendUs)
    if (this.role === 'primary') this.#lead()
    this.#ping()
  }

  onTimer(timer: number): void {
    if (timer === PING) this.#ping()
    else if (timer === RESEND) this.#resend()
    else this.#transfer()
  }

  onMessage(from: number, message: BackupMessage): void {
    switch (message.type) {
      case 'ViewIs':
        this.#adopt(message.view)
        break
      case 'Ask':
        if (this.role === 'primary') this.#onAsk(from, message)
        else if (this.#settings.mistake === 'reads-from-backup') this.#onAskBackup(from, message)
        break
      case 'Transfer':
        this.#onTransfer(from, message)
        break
      case 'Forward':
        this.#onForward(from, message)
        break
      case 'Stored':
        this.#onStored(message)
        break
      case 'OldView':
        this.#onOldView(message.number)
    }
  }

  view(): NodeView {
    return {
      role: this.role,
      fields: {
        view: this.current.number,
        log: this.log.length,
        ...(this.serving && { committed: this.committed }),
      },
      log: this.log.slice(-8).map((operation) => `w${operation}`),
    }
  }

  // Views.

  #ping(): void {
    this.#context.setTimer(PING, this.#settings.pingUs)
    const ready = this.role === 'primary' && this.serving
    this.#context.send(this.#settings.helper, { type: 'Ping', number: this.current.number, ready })
  }

  #adopt(view: View): void {
    if (view.number <= this.current.number) return
    this.#context.disk.write('view', view)
    this.#context.disk.sync()
    this.current = view
    this.serving = false
    this.#reads = []
    this.#asking.clear()
    if (this.role !== 'reserve' && this.#context.telling) {
      this.#context.tell(`becomes ${this.role} in ${spellView(view)}`)
    }
    if (this.role === 'primary') this.#lead()
  }

  /** A primary gives a new backup its whole state first; alone it may serve at once. */
  #lead(): void {
    this.#backupHas = 0
    this.committed = 0
    if (this.current.backup === NO_ONE) this.#serve(this.log.length)
    else this.#copyState()
  }

  #serve(length: number): void {
    this.serving = true
    this.#backupHas = length
    this.#commit(length)
  }

  #onOldView(number: number): void {
    if (this.current.number !== number || !this.serving) return
    this.serving = false
    this.#context.moment('old-primary-stopped')
    if (this.#context.telling) this.#context.tell(`hears that view ${number} is over and stops serving`)
  }

  // Requests.

  #onAsk(client: number, { operation, write }: MessageOf<'Ask'>): void {
    if (write) this.#onWrite(client, operation)
    else if (this.serving) this.#onRead(client, operation)
  }

  #onAskBackup(client: number, { operation, write }: MessageOf<'Ask'>): void {
    if (!write) this.#answer(client, operation, this.log.at(-1) ?? NOTHING, this.log.length)
  }

  #onWrite(client: number, operation: number): void {
    const { mistake } = this.#settings
    const known = mistake === 'executes-twice' ? undefined : this.#indexOf.get(operation)
    if (known !== undefined) {
      this.#context.moment('asked-again')
      this.#asking.set(known, client)
      if (known <= this.committed) this.#answerWrite(known)
      return
    }
    this.#append([operation])
    this.#asking.set(this.log.length, client)
    if (this.current.backup === NO_ONE) this.#serve(this.log.length)
    else {
      if (mistake === 'acknowledges-before-backup') this.#commit(this.log.length)
      if (this.serving) this.#forward(this.log.length - 1)
    }
  }

  #onRead(client: number, operation: number): void {
    this.#token += 1
    this.#reads.push({ operation, client, token: this.#token })
    if (this.current.backup === NO_ONE || this.#settings.mistake === 'reads-without-backup') {
      this.#answerReads(this.#token)
    } else this.#forward(this.log.length)
  }

  #answerReads(token: number): void {
    const version = this.committed
    const value = this.log[version - 1] ?? NOTHING
    const ready = this.#reads.filter((read) => read.token <= token)
    this.#reads = this.#reads.filter((read) => read.token > token)
    for (const { operation, client } of ready) this.#answer(client, operation, value, version)
  }

  #commit(length: number): void {
    for (let index = this.committed + 1; index <= length; index += 1) {
      this.committed = index
      this.#answerWrite(index)
    }
  }

  #answerWrite(index: number): void {
    const client = this.#asking.get(index)
    const operation = this.log[index - 1]
    if (client === undefined || operation === undefined) return
    this.#asking.delete(index)
    if (this.#context.telling) this.#context.tell(`acknowledges write ${operation} at index ${index}`)
    this.#answer(client, operation, operation, index)
  }

  #answer(client: number, operation: number, value: number, version: number): void {
    const answer = { value, version, view: this.current.number, server: this.#context.id }
    this.#context.send(client, { type: 'Answer', operation, answer })
  }

  // From the primary to the backup.

  /** The copy is of now; it takes its time, and writes go on meanwhile. */
  #copyState(): void {
    this.#snapshot = this.log.slice()
    this.#context.setTimer(TRANSFER, this.#settings.transferUs)
    this.#context.moment('transfer')
  }

  #transfer(): void {
    const { backup } = this.current
    if (this.role !== 'primary' || this.serving || backup === NO_ONE) return
    this.#context.send(backup, { type: 'Transfer', view: this.current, log: this.#snapshot })
  }

  #forward(first: number): void {
    const { backup, number } = this.current
    const entries = this.log.slice(first)
    this.#context.send(backup, { type: 'Forward', number, first, entries, token: this.#token })
  }

  #resend(): void {
    this.#context.setTimer(RESEND, this.#settings.resendUs)
    if (this.role !== 'primary' || this.current.backup === NO_ONE) return
    if (!this.serving) {
      if (!this.#context.isSet(TRANSFER)) this.#transfer()
    } else if (this.#backupHas < this.log.length || this.#reads.length > 0) this.#unconfirmed()
  }

  #unconfirmed(): void {
    this.#forward(this.#backupHas)
    if (this.#settings.mistake !== 'serves-alone') return
    this.#commit(this.log.length)
    this.#answerReads(this.#token)
  }

  #onStored({ number, length, token }: MessageOf<'Stored'>): void {
    if (this.role !== 'primary' || number !== this.current.number) return
    // After a restart in the same view the backup may lack what was on its way, or this may be an old answer.
    if (!this.serving && length < this.#snapshot.length) {
      this.#forward(length)
      return
    }
    const misses = !this.serving && this.#settings.mistake === 'transfer-misses-updates'
    if (!this.serving && this.#context.telling)
      this.#context.tell(`knows that its backup has the whole state`)
    this.serving = true
    this.#backupHas = Math.max(this.#backupHas, misses ? this.log.length : length)
    this.#commit(this.#backupHas)
    this.#answerReads(token)
    if (this.#backupHas < this.log.length && length === this.#backupHas) this.#catchUp()
  }

  /** Writes that came in during the transfer follow it. */
  #catchUp(): void {
    this.#context.moment('caught-up')
    this.#forward(this.#backupHas)
  }

  #onTransfer(from: number, { view, log }: MessageOf<'Transfer'>): void {
    if (view.number < this.current.number) {
      this.#context.send(from, { type: 'OldView', number: view.number })
      return
    }
    this.#adopt(view)
    // A transfer that comes again must not undo what came after it.
    if (this.#transferredIn < view.number) {
      this.#replaceLog(log)
      this.#context.disk.write('transferred', view.number)
      this.#context.disk.sync()
      this.#transferredIn = view.number
      if (this.#context.telling)
        this.#context.tell(`takes over the log of ${log.length} entries from server ${from}`)
    }
    this.#confirm(from, 0)
  }

  #onForward(from: number, { number, first, entries, token }: MessageOf<'Forward'>): void {
    const anyView = this.#settings.mistake === 'accepts-old-view'
    if (number < this.current.number && !anyView) {
      this.#context.send(from, { type: 'OldView', number })
      return
    }
    const obeys = number === this.current.number && this.#transferredIn === number
    if ((!obeys && !anyView) || first > this.log.length) return
    const again = this.#settings.mistake === 'stores-twice'
    this.#append(again ? entries : entries.slice(this.log.length - first))
    this.#context.send(from, { type: 'Stored', number, length: this.log.length, token })
  }

  #confirm(primary: number, token: number): void {
    this.#context.send(primary, {
      type: 'Stored',
      number: this.current.number,
      length: this.log.length,
      token,
    })
  }

  // The log.

  #append(entries: readonly number[]): void {
    if (entries.length === 0) return
    const { disk } = this.#context
    const from = this.log.length
    for (const entry of entries) disk.append('log', entry)
    this.#index(from)
    if (this.role === 'primary' || this.#settings.mistake !== 'acknowledges-before-sync') disk.sync()
  }

  #replaceLog(log: readonly number[]): void {
    const { disk } = this.#context
    let same = 0
    while (same < log.length && this.log[same] === log[same]) same += 1
    disk.truncate('log', same)
    for (const entry of log.slice(same)) disk.append('log', entry)
    this.#indexOf.clear()
    this.#index(0)
  }

  #index(from: number): void {
    for (let at = from; at < this.log.length; at += 1) this.#indexOf.set(this.log[at] as number, at + 1)
  }
}
