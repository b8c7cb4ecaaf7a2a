import type { Context, Operation } from '../../kernel/cluster/model.ts'
import { spellVersion, versionAbove } from '../../kernel/version.ts'
import { EMPTY, type PartitionMessage, spell, type Tagged } from './messages.ts'
import type { Settings } from './parameters.ts'

export const CP_TIMEOUT = 0

/** An operation that this node leads through its two phases. */
interface Pending {
  readonly operation: Operation
  phase: 'query' | 'store'
  /** Nodes that have answered in this phase. */
  readonly answered: Set<number>
  /** In the first phase the newest copy seen; in the second what is stored. */
  state: Tagged
  /** Nodes that showed the newest copy. */
  holders: number
}

/** What a write replaced, for who counts lost writes. */
export interface Written {
  readonly value: number
  readonly version: number
  readonly sawValue: number
}

/**
 * The consistent register: the atomic register of Attiya, Bar-Noy and Dolev, "Sharing Memory Robustly
 * in Message-Passing Systems" (JACM 1995), for several writers as in Lynch and Shvartsman (FTCS 1997).
 * Both phases need a majority, and two majorities share a node. Where there is no majority there is
 * no answer: Gilbert and Lynch (2002) prove that no register can have both.
 */
export class CpRegister {
  stored: Tagged
  written: Written | undefined
  readonly #context: Context<PartitionMessage>
  readonly #settings: Settings
  readonly #pending = new Map<number, Pending>()
  /** Only by mistake. */
  #hangs = false

  constructor(context: Context<PartitionMessage>, settings: Settings) {
    this.#context = context
    this.#settings = settings
    this.stored = context.disk.read<Tagged>('cp') ?? EMPTY
  }

  onRequest(operation: Operation): void {
    const { id, name } = operation
    if (name === 'read' && this.#settings.mistake === 'reads-one-node') {
      this.#context.reply(id, 'ok', this.stored)
      return
    }
    if (this.#hangs) return
    if (name === 'write') this.#context.moment('write-asks')
    const answered = new Set([this.#context.id])
    this.#pending.set(id, { operation, phase: 'query', answered, state: this.stored, holders: 1 })
    this.#context.after(this.#settings.quorumTimeoutUs, CP_TIMEOUT, id)
    this.#sendToAll({ type: 'CpQuery', operation: id })
    this.#proceed(id)
  }

  onMessage(from: number, message: PartitionMessage): void {
    switch (message.type) {
      case 'CpQuery':
        this.#context.send(from, { type: 'CpState', operation: message.operation, state: this.stored })
        break
      case 'CpState':
        this.#hears(from, message.operation, message.state)
        break
      case 'CpStore':
        this.#store(message.state)
        this.#context.send(from, { type: 'CpStored', operation: message.operation })
        break
      case 'CpStored':
        this.#answered(from, message.operation, 'store')
    }
  }

  /** Without a majority the node cannot know what the others did meanwhile. */
  onTimeout(id: number): void {
    const pending = this.#pending.get(id)
    if (pending === undefined) return
    this.#pending.delete(id)
    const { nodes, mistake } = this.#settings
    const { answered, phase, operation } = pending
    if (mistake === 'minority-answers') {
      this.#answerAnyway(pending)
      return
    }
    this.#hangs = mistake === 'hangs-after-partition'
    this.#context.moment('unavailable')
    const reached = `only ${answered.size} of ${nodes} nodes answered`
    if (this.#context.telling) this.#context.tell(`refuses the CP ${operation.name} ${id}: ${reached}`)
    const mayHappen = phase === 'store' && operation.name === 'write'
    this.#context.reply(id, mayHappen ? 'unknown' : 'fail', `unavailable: ${reached}`)
  }

  #answerAnyway({ operation, state, phase }: Pending): void {
    const made = operation.name === 'write' && phase === 'query' ? this.#make(operation, state) : state
    this.#store(made)
    if (this.#context.telling) this.#context.tell(`answers operation ${operation.id} without a majority`)
    this.#context.reply(operation.id, 'ok', made)
  }

  #hears(from: number, id: number, state: Tagged): void {
    const pending = this.#pending.get(id)
    if (pending === undefined || pending.phase !== 'query' || pending.answered.has(from)) return
    if (state.version > pending.state.version) {
      pending.state = state
      pending.holders = 1
    } else if (state.version === pending.state.version) pending.holders += 1
    this.#answered(from, id, 'query')
  }

  #answered(from: number, id: number, phase: Pending['phase']): void {
    const pending = this.#pending.get(id)
    if (pending === undefined || pending.phase !== phase) return
    pending.answered.add(from)
    this.#proceed(id)
  }

  #proceed(id: number): void {
    const pending = this.#pending.get(id) as Pending
    if (pending.phase === 'query') {
      if (pending.answered.size >= this.#settings.majority) this.#storePhase(pending)
    } else if (pending.answered.size >= this.#enough(pending)) this.#succeed(pending)
  }

  #enough({ operation }: Pending): number {
    const { majority, mistake } = this.#settings
    return mistake === 'acknowledges-early' && operation.name === 'write' ? Math.min(2, majority) : majority
  }

  /** A read that saw the same copy on a majority need not write it back. */
  #storePhase(pending: Pending): void {
    const { operation, holders, state } = pending
    const { majority, mistake } = this.#settings
    const isRead = operation.name === 'read'
    if (isRead && (holders >= majority || mistake === 'no-write-back')) {
      this.#succeed(pending)
      return
    }
    this.#context.moment(isRead ? 'write-back' : 'write-in-flight')
    pending.phase = 'store'
    pending.state = isRead ? state : this.#make(operation, state)
    pending.answered.clear()
    pending.answered.add(this.#context.id)
    this.#store(pending.state)
    this.#sendToAll({ type: 'CpStore', operation: operation.id, state: pending.state })
    this.#proceed(operation.id)
  }

  #make({ id }: Operation, seen: Tagged): Tagged {
    const made = { version: versionAbove(seen.version, id), value: id }
    this.written = { ...made, sawValue: seen.value }
    if (this.#context.telling) {
      this.#context.tell(
        `gives the CP write ${id} version ${spellVersion(made.version)}, after ${spell(seen)}`,
      )
    }
    return made
  }

  #succeed({ operation, state }: Pending): void {
    this.#pending.delete(operation.id)
    if (this.#context.telling)
      this.#context.tell(`answers the CP ${operation.name} ${operation.id}: ${spell(state)}`)
    this.#context.reply(operation.id, 'ok', state)
  }

  #store(state: Tagged): void {
    if (state.version <= this.stored.version) return
    this.#context.disk.write('cp', state)
    this.#context.disk.sync()
    this.stored = state
  }

  #sendToAll(message: PartitionMessage): void {
    for (let peer = 0; peer < this.#settings.nodes; peer += 1) {
      if (peer !== this.#context.id) this.#context.send(peer, message)
    }
  }
}
