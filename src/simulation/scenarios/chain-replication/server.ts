import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import { NOTHING } from '../../kernel/register.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { firstConfig, Place } from './config.ts'
import { type ChainMessage, type Config, type Entry, type Member, spellConfig } from './messages.ts'
import type { Settings } from './parameters.ts'

type MessageOf<Type extends ChainMessage['type']> = Extract<ChainMessage, { type: Type }>

const HEARTBEAT = 0
const RESEND = 1
const UNKNOWN = -1

/** Where in the chain an update is stored, for faults that aim at it. */
const MOMENTS = {
  head: 'head-updated',
  middle: 'middle-updated',
  tail: 'tail-updated',
  joining: 'joining-updated',
  alone: 'alone-updated',
  out: 'out-updated',
} as const

/**
 * A server of van Renesse and Schneider, "Chain Replication for Supporting High Throughput and
 * Availability" (OSDI 2004): writes enter at the head and go down the chain, the tail answers. The
 * history of updates is a log on disk; what was sent but not confirmed is sent again by its index.
 */
export class Server implements ClusterNode<ChainMessage> {
  config: Config
  place: Place
  readonly log: readonly Entry[]
  /** The membership in which this server has all that the tail before it had. */
  complete: number
  /** The membership for which the log was copied from the tail. */
  installed: number
  readonly #context: Context<ChainMessage>
  readonly #settings: Settings
  readonly #indexOf = new Map<number, number>()
  #leaseUntilUs = 0
  /** How much of the log the successor has confirmed, and how much was sent. */
  #confirmed = UNKNOWN
  #sent = 0
  #successorComplete = false
  /** Length of the log when this epoch began here. */
  #upTo: number
  #caughtUp = 0

  constructor(context: Context<ChainMessage>, settings: Settings) {
    const { disk } = context
    this.#context = context
    this.#settings = settings
    this.config = disk.read<Config>('config') ?? firstConfig(settings.servers)
    this.place = new Place(context.id, this.config)
    this.complete = disk.read<number>('complete') ?? 1
    this.installed = disk.read<number>('installed') ?? 1
    this.log = disk.list<Entry>('log')
    this.#upTo = this.log.length
    this.#index(0)
  }

  onStart(): void {
    this.#context.setTimer(RESEND, this.#settings.resendUs)
    this.#heartbeat()
  }

  onTimer(timer: number): void {
    if (timer === HEARTBEAT) this.#heartbeat()
    else this.#resend()
  }

  onMessage(from: number, message: ChainMessage): void {
    switch (message.type) {
      case 'ChainIs':
        this.#leaseUntilUs = Math.max(this.#leaseUntilUs, message.atUs + this.#settings.leaseUs)
        this.#adopt(message.config)
        break
      case 'Write':
        if (this.place.isHead) this.#onWrite(from, message.operation)
        break
      case 'Read':
        this.#onRead(from, message.operation)
        break
      case 'Again':
        if (this.#mayServe()) this.#answerWrite(message.client, message.operation)
        break
      case 'Install':
        this.#onInstall(from, message)
        break
      case 'Update':
        this.#onUpdate(from, message)
        break
      case 'Has':
        this.#onHas(from, message)
    }
  }

  view(): NodeView {
    return {
      role: this.place.role,
      fields: { epoch: this.config.epoch, log: this.log.length },
      log: this.log.slice(-8).map(({ operation }) => `w${operation}`),
    }
  }

  // The master.

  #heartbeat(): void {
    const context = this.#context
    context.setTimer(HEARTBEAT, this.#settings.heartbeatUs)
    const message = { type: 'Heartbeat', atUs: context.clockUs(), complete: this.complete } as const
    context.send(this.#settings.helper, { ...message, caughtUp: this.#caughtUp })
  }

  #adopt(config: Config): void {
    if (config.epoch <= this.config.epoch) return
    this.#save('config', config)
    this.config = config
    this.place = new Place(this.#context.id, config)
    this.#caughtUp = 0
    this.#upTo = this.log.length
    this.#confirmed = UNKNOWN
    this.#sent = this.log.length
    this.#successorComplete = false
    if (this.#context.telling) this.#context.tell(`is ${this.place.role} in ${spellConfig(config)}`)
    this.#pass(this.log.length)
  }

  /** The tail serves while its lease lasts, and when it has what the tail before it had. */
  #mayServe(): boolean {
    const { isTail, isJoining, member } = this.place
    const { mistake } = this.#settings
    if (!isTail || isJoining) return false
    const complete = this.complete === member?.since || mistake === 'serves-before-handover'
    const leased = this.#context.clockUs() < this.#leaseUntilUs || mistake === 'serves-without-lease'
    return complete && leased
  }

  // Clients (sections 2 and 3).

  #onWrite(client: number, operation: number): void {
    const known = this.#settings.mistake !== 'executes-twice' && this.#indexOf.has(operation)
    if (!known) {
      this.#append([{ operation, client }])
      if (this.#settings.mistake === 'head-answers') this.#answerWrite(client, operation)
      this.#pass(this.log.length - 1)
      return
    }
    this.#context.moment('asked-again')
    if (!this.place.isTail) this.#context.send(this.place.tail, { type: 'Again', operation, client })
    else if (this.#mayServe()) this.#answerWrite(client, operation)
  }

  #onRead(client: number, operation: number): void {
    const anywhere = this.#settings.mistake === 'reads-anywhere' && this.place.member !== undefined
    if (!anywhere && !this.#mayServe()) return
    this.#answer(client, operation, this.log.at(-1)?.operation ?? NOTHING, this.log.length)
  }

  #answerWrite(client: number, operation: number): void {
    const index = this.#indexOf.get(operation)
    if (index === undefined) return
    if (this.#context.telling) this.#context.tell(`acknowledges write ${operation} at index ${index}`)
    this.#answer(client, operation, operation, index)
  }

  #answer(client: number, operation: number, value: number, version: number): void {
    const answer = { value, version, epoch: this.config.epoch, server: this.#context.id }
    this.#context.send(client, { type: 'Answer', operation, answer })
  }

  // Down the chain (section 3.3).

  /** The tail answers what is new from index `from` on; others pass it on, once they know how far the successor is. */
  #pass(from: number): void {
    const { successor, isTail } = this.place
    if (isTail && this.#mayServe()) {
      for (const { client, operation } of this.log.slice(from)) this.#answerWrite(client, operation)
    }
    if (successor === undefined) return
    const asks = this.#confirmed === UNKNOWN && this.#settings.mistake !== 'no-resend'
    this.#update(asks ? this.log.length : this.#sent)
  }

  #update(first: number): void {
    const successor = this.place.successor?.server as number
    const entries = this.log.slice(first)
    this.#context.send(successor, {
      type: 'Update',
      epoch: this.config.epoch,
      first,
      entries,
      upTo: this.#upTo,
    })
    this.#sent = this.log.length
  }

  #resend(): void {
    this.#context.setTimer(RESEND, this.#settings.resendUs)
    if (this.place.successor === undefined) return
    if (this.#confirmed === UNKNOWN) this.#update(this.log.length)
    else if (this.#confirmed < this.log.length || !this.#successorComplete) this.#update(this.#confirmed)
  }

  #onUpdate(from: number, { epoch, first, entries, upTo }: MessageOf<'Update'>): void {
    const { predecessor, member, isJoining } = this.place
    if (epoch !== this.config.epoch || from !== predecessor || member === undefined) return
    const twice = this.#settings.mistake === 'applies-twice'
    if (this.installed === member.since && first <= this.log.length) {
      const length = this.log.length
      this.#append(twice ? entries : entries.slice(length - first))
      if (!isJoining && this.log.length >= upTo) this.#complete(member.since)
      this.#pass(length)
    }
    this.#tellLength(from)
  }

  #complete(since: number): void {
    if (this.complete === since) return
    this.complete = since
    this.#save('complete', since)
    if (this.#context.telling) this.#context.tell('has all that the tail before it had, and serves as tail')
  }

  #tellLength(to: number): void {
    const { member } = this.place
    const length = this.installed === member?.since ? this.log.length : UNKNOWN
    const complete = this.complete === member?.since
    this.#context.send(to, { type: 'Has', epoch: this.config.epoch, length, complete })
  }

  #onHas(from: number, { epoch, length, complete }: MessageOf<'Has'>): void {
    const { successor, isTail } = this.place
    if (successor === undefined) return
    // In one epoch there is one successor, so that the epoch says of whom this is.
    if (epoch !== this.config.epoch) {
      if (this.#settings.mistake !== 'accepts-old-answers') return
      if (this.#context.telling)
        this.#context.tell(`takes what server ${from} had in epoch ${epoch} for what its successor has now`)
    }
    if (length === UNKNOWN) {
      this.#context.send(from, { type: 'Install', epoch, since: successor.since, log: this.log.slice() })
      return
    }
    const before = this.#confirmed
    const trusts = before === UNKNOWN && this.#settings.mistake === 'no-resend'
    this.#confirmed = Math.max(before, trusts ? this.#sent : length)
    if (trusts && this.#confirmed > length && this.#context.telling)
      this.#context.tell(
        `believes that server ${from} has ${this.#confirmed} updates, though it says ${length}`,
      )
    this.#successorComplete ||= complete || isTail
    if (before === UNKNOWN && this.#confirmed < this.log.length) {
      this.#context.moment('resent')
      this.#update(this.#confirmed)
    }
    if (isTail && length >= this.log.length) this.#isCaughtUp(successor)
  }

  #isCaughtUp({ server, since }: Member): void {
    if (this.#caughtUp === since) return
    this.#caughtUp = since
    if (this.#context.telling) this.#context.tell(`knows that server ${server} has its whole log`)
  }

  // A new tail gets the whole log first (section 3.3, extending a chain).

  #onInstall(from: number, { epoch, since, log }: MessageOf<'Install'>): void {
    const { predecessor, member } = this.place
    if (epoch !== this.config.epoch || from !== predecessor || member?.since !== since) return
    if (this.installed !== since) {
      this.#replaceLog(log)
      this.installed = since
      this.#save('installed', since)
      if (this.#context.telling)
        this.#context.tell(`takes over the log of ${log.length} updates from server ${from}`)
    }
    this.#tellLength(from)
  }

  // The disk.

  #save(key: string, value: unknown): void {
    this.#context.disk.write(key, value)
    this.#context.disk.sync()
  }

  #append(entries: readonly Entry[]): void {
    if (entries.length === 0) return
    const { disk } = this.#context
    const from = this.log.length
    for (const entry of entries) disk.append('log', entry)
    this.#index(from)
    this.#context.moment(MOMENTS[this.place.role])
    if (this.#settings.mistake !== 'passes-on-before-sync') disk.sync()
  }

  #replaceLog(log: readonly Entry[]): void {
    const { disk } = this.#context
    let same = 0
    while (same < log.length && this.log[same]?.operation === log[same]?.operation) same += 1
    disk.truncate('log', same)
    for (const entry of log.slice(same)) disk.append('log', entry)
    this.#indexOf.clear()
    this.#index(0)
  }

  #index(from: number): void {
    for (let at = from; at < this.log.length; at += 1) {
      const { operation } = this.log[at] as Entry
      this.#indexOf.set(operation, at + 1)
    }
  }
}
