import type { Json } from '../../../sequence.ts'
import type { Message } from '../../wire/message.ts'
import type { StepHost } from '../step-host.ts'
import type { Deed, StepEvent } from '../step-lines.ts'

const TICK_US = 1000

/** What a node is told. */
export type Told =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'timer'; readonly name: string }

/** What can happen to a node. A crash begins its next life at once, with what it saved. */
export type LocalEvent =
  | Told
  | { readonly kind: 'crash' }
  /** It crashes when it has done the first `made` things of what it does about what it is told. */
  | { readonly kind: 'crash amid'; readonly told: Told; readonly made: number }

/** One state of one node, and the events that led there from its start. */
export interface LocalState {
  readonly id: number
  readonly node: string
  readonly life: number
  /** What was saved when the life began, and what is now. */
  readonly born: ReadonlyMap<string, Json>
  readonly disk: ReadonlyMap<string, Json>
  /** Names of the timers that run, sorted. */
  readonly timers: readonly string[]
  /** Since the life began. */
  readonly events: readonly Told[]
}

/** What an event leads to. */
export interface LocalStep {
  readonly next: LocalState
  /** What it does, in its order. */
  readonly deeds: readonly Deed[]
}

/** A node ended, or did not answer: it cannot be explored further. */
export class BrokenNode extends Error {
  readonly node: string
  readonly excerpt: string

  constructor(node: string, text: string, excerpt: string) {
    super(text)
    this.node = node
    this.excerpt = excerpt
  }
}

/**
 * All states of all nodes that were met, and what leads from one to another. A node is a function of its own events, so
 * each pair of state and event is tried once, however many states of the whole cluster it is part of. Local states and
 * global ones apart: Guerraoui and Yabandeh, "Model Checking a Networked System Without the Network" (NSDI 2011).
 */
export class LocalStates {
  readonly #hosts: ReadonlyMap<string, StepHost>
  readonly #seed: number
  readonly #known = new Map<string, LocalState>()
  readonly #steps = new Map<string, LocalStep>()
  /** The state in which each host is. */
  readonly #current = new Map<string, LocalState>()
  /** Events that nodes were told, those told again included. */
  told = 0

  constructor(hosts: ReadonlyMap<string, StepHost>, seed: number) {
    this.#hosts = hosts
    this.#seed = seed
  }

  /** How many states of nodes were met. */
  get size(): number {
    return this.#known.size
  }

  /** The state of a node whose life has just begun. */
  fresh(node: string, life: number, disk: ReadonlyMap<string, Json>): LocalState {
    const text = `${node} ${life} ${JSON.stringify([...disk].sort(byKey))}`
    return this.#intern(text, { node, life, born: disk, disk, timers: [], events: [] })
  }

  /** What an event does to a node in this state. @throws BrokenNode */
  async step(state: LocalState, event: LocalEvent): Promise<LocalStep> {
    const key = `${state.id} ${JSON.stringify(event)}`
    const known = this.#steps.get(key)
    if (known !== undefined) return known
    const found = await this.#lead(state, event)
    this.#steps.set(key, found)
    return found
  }

  #lead(state: LocalState, event: LocalEvent): Promise<LocalStep> {
    if (event.kind === 'crash') return Promise.resolve(this.#reborn(state, []))
    if (event.kind !== 'crash amid') return this.#try(state, event)
    return this.step(state, event.told).then(({ deeds }) => this.#reborn(state, deeds.slice(0, event.made)))
  }

  /** The next life, after the last did this. */
  #reborn(state: LocalState, deeds: readonly Deed[]): LocalStep {
    const disk = new Map(state.disk)
    for (const deed of deeds) write(disk, deed)
    return { next: this.fresh(state.node, state.life + 1, disk), deeds }
  }

  async #try(state: LocalState, event: Told): Promise<LocalStep> {
    const host = this.#hosts.get(state.node)
    if (host === undefined) throw new Error(`there is no process for ${state.node}`)
    if (this.#current.get(state.node) !== state) await this.#replay(host, state)
    const deeds = await this.#tell(host, state.node, event, state.events.length)
    const disk = new Map(state.disk)
    const timers = new Set(state.timers)
    if (event.kind === 'timer') timers.delete(event.name)
    for (const deed of deeds) {
      write(disk, deed)
      if (deed.kind === 'timer') timers.add(deed.name)
      else if (deed.kind === 'cancel') timers.delete(deed.name)
    }
    const running = [...timers].sort()
    const events = [...state.events, event]
    // Where a node cannot tell its states apart, only what happened to it does.
    const digest = (await host.digest()) ?? JSON.stringify(events)
    const saved = JSON.stringify([...disk].sort(byKey))
    const text = `${state.node} ${state.life} ${saved} ${running.join()} ${digest}`
    const next = this.#intern(text, { ...state, disk, timers: running, events })
    this.#current.set(state.node, next)
    return { next, deeds }
  }

  /** Lets the host begin anew, and tells it all that led to this state. */
  async #replay(host: StepHost, { node, life, born, events }: LocalState): Promise<void> {
    host.end()
    host.begin(this.#seed, life, born)
    for (const [at, event] of events.entries()) await this.#tell(host, node, event, at)
  }

  async #tell(host: StepHost, node: string, event: Told, nth: number): Promise<readonly Deed[]> {
    this.told += 1
    // A clock of its own, so that it is a function of its events.
    const now = nth * TICK_US
    const line: StepEvent =
      event.kind === 'message' ? { now, message: event.message } : { now, timer: event.name }
    const done = await host.step(line)
    if ('kind' in done) throw new BrokenNode(node, `${node} ${done.text}`, done.excerpt)
    return done
  }

  #intern(text: string, state: Omit<LocalState, 'id'>): LocalState {
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const fresh = { ...state, id: this.#known.size }
    this.#known.set(text, fresh)
    return fresh
  }
}

function write(disk: Map<string, Json>, deed: Deed): void {
  if (deed.kind !== 'save') return
  if (deed.value === null) disk.delete(deed.key)
  else disk.set(deed.key, deed.value)
}

function byKey([a]: readonly [string, Json], [b]: readonly [string, Json]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
