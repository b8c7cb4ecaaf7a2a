import type { Context, Operation } from '../../kernel/cluster/model.ts'
import { spellVersion, versionAbove, versionAt } from '../../kernel/version.ts'
import { EMPTY, NO_HINT, type QuorumMessage, spell, type Tagged } from './messages.ts'
import { replicasOf, type Settings, standInsOf } from './parameters.ts'

export const STAND_IN = 0
export const GIVE_UP = 1

/** An operation that this node coordinates. It stays until it is given up, to repair and to hint. */
interface Pending {
  readonly operation: Operation
  readonly key: number
  readonly replicas: readonly number[]
  phase: 'get' | 'put' | 'done'
  readonly answers: Map<number, Tagged>
  /** Replicas that have stored it, and other nodes that keep a hint. */
  readonly stored: Set<number>
  readonly hinted: Set<number>
  /** The newest answer; from the second phase on what is written. */
  state: Tagged
  first: Tagged | undefined
}

/**
 * The coordinator of DeCandia et al., "Dynamo: Amazon's Highly Available Key-value Store" (SOSP 2007),
 * section 4.5. A put begins with a get of R replicas, as a client of Dynamo gets the context that its
 * put must carry; versions are totally ordered, so that there is one newest value where Dynamo may
 * keep several.
 */
export class Coordinator {
  readonly #context: Context<QuorumMessage>
  readonly #settings: Settings
  readonly #pending = new Map<number, Pending>()
  /** Filled only by mistake. */
  readonly #shunned = new Set<number>()
  /** Sends to a node; the own one needs no network. */
  readonly #send: (to: number, message: QuorumMessage) => void
  readonly #own: (key: number) => Tagged

  constructor(
    context: Context<QuorumMessage>,
    settings: Settings,
    send: (to: number, message: QuorumMessage) => void,
    own: (key: number) => Tagged,
  ) {
    this.#context = context
    this.#settings = settings
    this.#send = send
    this.#own = own
  }

  onRequest(operation: Operation): void {
    const { id } = operation
    const key = operation.key as number
    const pending: Pending = {
      operation,
      key,
      replicas: replicasOf(key, this.#settings),
      phase: 'get',
      answers: new Map(),
      stored: new Set(),
      hinted: new Set(),
      state: EMPTY,
      first: undefined,
    }
    this.#pending.set(id, pending)
    this.#context.after(this.#settings.requestTimeoutUs, GIVE_UP, id)
    if (operation.name === 'write' && this.#settings.mistake === 'writes-without-context') {
      pending.state = this.#own(key)
      this.#write(pending)
      return
    }
    this.#context.after(this.#settings.hintAfterUs, STAND_IN, id)
    for (const node of pending.replicas) this.#send(node, { type: 'Get', operation: id, key })
  }

  // The first phase: R answers.

  onGot(from: number, id: number, state: Tagged): void {
    const pending = this.#pending.get(id)
    if (pending === undefined || pending.answers.has(from)) return
    pending.answers.set(from, state)
    pending.first ??= state
    if (pending.phase === 'get') this.#gathers(pending, state)
    if (pending.phase === 'done' && pending.answers.size === pending.replicas.length) this.#repair(pending)
  }

  #gathers(pending: Pending, state: Tagged): void {
    if (state.version > pending.state.version) pending.state = state
    if (pending.answers.size < this.#settings.r) return
    if (pending.operation.name === 'write') this.#write(pending)
    else this.#answerRead(pending)
  }

  #answerRead(pending: Pending): void {
    const { repair, w, mistake } = this.#settings
    const { state, answers, first } = pending
    const current = [...answers.values()].filter(({ version }) => version === state.version)
    if (current.length < answers.size) this.#context.moment('stale-replica')
    if (repair === 'before' && current.length < w) this.#putAll(pending)
    else this.#succeed(pending, mistake === 'returns-first-answer' && first !== undefined ? first : state)
  }

  /** Stale replicas learn the newest value that the read has seen (section 5). */
  #repair({ answers, operation, key, first }: Pending): void {
    if (operation.name !== 'read' || this.#settings.repair === 'never') return
    const newest = [...answers.values()].reduce(
      (best, one) => (one.version > best.version ? one : best),
      EMPTY,
    )
    const state = this.#settings.mistake === 'repairs-with-older' && first !== undefined ? first : newest
    for (const [node, { version }] of answers) {
      if (version === state.version) continue
      if (version > state.version && this.#settings.mistake !== 'repairs-with-older') continue
      this.#context.moment('read-repaired')
      if (this.#context.telling) this.#context.tell(`repairs key ${key} on node ${node} with ${spell(state)}`)
      this.#send(node, { type: 'Repair', key, state })
    }
  }

  // The second phase: W acknowledgements.

  #write(pending: Pending): void {
    const { id } = pending.operation
    const seen = pending.state.version
    const byClock = this.#settings.mistake === 'versions-by-clock'
    const version = byClock ? versionAt(Math.max(1, this.#context.clockUs()), id) : versionAbove(seen, id)
    pending.state = { version, value: id }
    if (this.#context.telling) {
      this.#context.tell(
        `writes value ${id} to key ${pending.key} as version ${spellVersion(version)}, having seen ${spellVersion(seen)}`,
      )
    }
    this.#putAll(pending)
  }

  #putAll(pending: Pending): void {
    const { operation, key, state, replicas } = pending
    pending.phase = 'put'
    this.#context.after(this.#settings.hintAfterUs, STAND_IN, operation.id)
    for (const node of replicas) {
      if (this.#shunned.has(node)) continue
      this.#send(node, { type: 'Put', operation: operation.id, key, state, target: NO_HINT })
    }
  }

  onDone(from: number, id: number, hinted: boolean): void {
    const pending = this.#pending.get(id)
    if (pending === undefined) return
    if (hinted) pending.hinted.add(from)
    else pending.stored.add(from)
    if (pending.phase === 'put' && this.#copies(pending) >= this.#enough(pending)) {
      this.#succeed(pending, pending.state)
    }
  }

  #copies({ stored, hinted }: Pending): number {
    const { sloppy, mistake } = this.#settings
    return sloppy || mistake === 'counts-hints' ? stored.size + hinted.size : stored.size
  }

  #enough({ operation }: Pending): number {
    const { w, mistake } = this.#settings
    return mistake === 'acknowledges-after-one' && operation.name === 'write' ? 1 : w
  }

  #succeed(pending: Pending, state: Tagged): void {
    const { operation, answers, replicas } = pending
    pending.phase = 'done'
    if (this.#context.telling) {
      this.#context.tell(
        `answers the ${operation.name} ${operation.id} of key ${pending.key}: ${spell(state)}`,
      )
    }
    this.#context.reply(operation.id, 'ok', state)
    if (answers.size === replicas.length) this.#repair(pending)
  }

  // Replicas that do not answer.

  /** Other nodes keep a write for silent replicas; with a sloppy quorum they answer reads for them too. */
  onStandIn(id: number): void {
    const pending = this.#pending.get(id)
    if (pending === undefined) return
    const { key, replicas, state, phase } = pending
    const standIns = standInsOf(key, this.#settings)
    if (phase === 'get') {
      const silent = replicas.filter((node) => !pending.answers.has(node))
      const asked = this.#settings.sloppy ? standIns.slice(0, silent.length) : []
      for (const node of asked) this.#send(node, { type: 'Get', operation: id, key })
      return
    }
    if (state.version === 0 || pending.hinted.size > 0) return
    if (pending.operation.name === 'read' && phase === 'done') return
    const silent = replicas.filter((node) => !pending.stored.has(node))
    if (this.#settings.mistake === 'never-forgives') for (const node of silent) this.#shunned.add(node)
    silent.forEach((target, index) => {
      const keeper = standIns[index]
      if (keeper !== undefined) this.#send(keeper, { type: 'Put', operation: id, key, state, target })
    })
  }

  /** Too few answered in time. A write that was already sent may still take effect. */
  onGiveUp(id: number): void {
    const pending = this.#pending.get(id)
    if (pending === undefined) return
    this.#pending.delete(id)
    const { operation, phase, answers } = pending
    if (phase === 'done') {
      if (answers.size < pending.replicas.length) this.#repair(pending)
      return
    }
    const { r, w } = this.#settings
    const why = phase === 'get' ? `${answers.size} of ${r} reads` : `${this.#copies(pending)} of ${w} copies`
    this.#context.moment('unavailable')
    if (this.#context.telling) this.#context.tell(`gives the ${operation.name} ${id} up with ${why}`)
    const mayHappen = phase === 'put' && operation.name === 'write'
    this.#context.reply(id, mayHappen ? 'unknown' : 'fail', `unavailable: ${why}`)
  }
}
