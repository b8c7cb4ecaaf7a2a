import { EventQueue } from '../event-queue.ts'
import type { Fault, FaultRule, NodeId } from '../fault.ts'
import type { RunEnd, Violation } from '../scenario.ts'
import { TraceHash } from '../trace-hash.ts'
import { EVENTS_PER_BEAT } from '../world.ts'
import { Alarms } from './alarms.ts'
import { applyFault } from './apply-fault.ts'
import type { Chronicle, Words } from './chronicle.ts'
import { DiskFullError } from './disk.ts'
import { ALARM, ARRIVAL, DELIVERY, EXTRA_ARRIVAL, GIVE_UP, OUTCOME_CODE, TIMER } from './event-kinds.ts'
import { FaultPlan, type Transition } from './fault-plan.ts'
import type { Film } from './film.ts'
import { Hosts } from './hosts.ts'
import { InFlight } from './in-flight.ts'
import type { ClusterNode, ClusterSetup, ClusterView, Message, Monitor, Operation } from './model.ts'
import { Moments } from './moments.ts'
import { Network } from './network.ts'
import { type Kernel, TIMERS } from './node-context.ts'
import { EXTRA, Operations } from './operations.ts'
import { tellStory } from './story.ts'

/** More events under way than this, and the model runs away. */
const MOST_PENDING = 1_000_000

type AnyNode = ClusterNode<Message>
export type Setup = ClusterSetup<AnyNode>

export interface ClusterOptions {
  readonly seed: number
  readonly setup: Setup
  readonly faults: readonly (Fault | FaultRule)[]
  readonly operations: readonly number[] | undefined
  readonly statements: ReadonlyMap<string, string>
  readonly untilUs: number
  readonly maxEvents: number
  readonly beat: (() => void) | undefined
  readonly chronicle?: Chronicle
  readonly film?: Film
}

/** Nodes, a network, faults and clients in one virtual time. */
export class Cluster implements Kernel, ClusterView<AnyNode> {
  nowUs = 0
  events = 0
  messages = 0
  readonly size: number
  readonly healUs: number
  readonly hash = new TraceHash()
  readonly violations: Violation[] = []
  readonly monitor: Monitor<AnyNode>
  readonly plan: FaultPlan
  readonly workload: Operations | undefined
  /** How many operations the seed's workload has had so far, those that were left out included. */
  arrivals = 0
  readonly #options: ClusterOptions
  readonly #setup: Setup
  readonly #chronicle: Chronicle | undefined
  readonly #film: Film | undefined
  readonly #queue = new EventQueue()
  readonly #network: Network
  readonly #flight = new InFlight()
  readonly #hosts: Hosts
  readonly #nodes: (AnyNode | undefined)[]
  readonly #alarms = new Alarms()
  #extra = EXTRA
  /** A node is at work; its monitor looks when it has done. */
  #handling = false
  /** The first so many of these are to be told to the monitor; what comes after is left over. */
  readonly #ended: (Operation | undefined)[] = []
  #untold = 0
  readonly #moments = new Moments()

  constructor(options: ClusterOptions) {
    const { seed, setup } = options
    const size = setup.nodes.length
    this.#options = options
    this.#setup = setup
    this.#chronicle = options.chronicle
    this.#film = options.film
    this.size = size
    this.plan = new FaultPlan(options.faults)
    this.healUs = Math.max(setup.healUs ?? Math.round(setup.durationUs * 0.6), this.plan.endUs())
    this.#network = new Network(seed, size, setup)
    this.#hosts = new Hosts(this, seed, size)
    this.#nodes = this.#hosts.nodes
    this.workload = setup.workload && new Operations(seed, setup.workload, options.operations)
    this.monitor = setup.watch(this)
  }

  get telling(): boolean {
    return this.#chronicle !== undefined
  }

  get operations(): readonly Operation[] {
    return this.workload?.all ?? []
  }

  node(id: NodeId): AnyNode | undefined {
    return this.#nodes[id]
  }

  isUp(id: NodeId): boolean {
    return this.#nodes[id] !== undefined
  }

  count(moment: string): number {
    return this.#moments.count(moment)
  }

  run(): RunEnd {
    for (let id = 0; id < this.size; id += 1) this.#start(id)
    if (this.workload !== undefined) this.#arriveAt(this.workload.gapUs(0), 0)
    const end = this.#loop()
    this.monitor.end?.()
    return end
  }

  /** Faults come before whatever else is due at the same time, so that they stand in no queue with other events. */
  #loop(): RunEnd {
    const queue = this.#queue
    const endUs = Math.min(this.#setup.durationUs, this.#options.untilUs)
    const { maxEvents, beat } = this.#options
    for (;;) {
      if (queue.popBefore(Math.min(this.plan.nextUs, endUs + 1))) {
        if (this.events >= maxEvents || queue.length > MOST_PENDING) return 'out-of-events'
        if (beat !== undefined && this.events % EVENTS_PER_BEAT === 0) beat()
        this.events += 1
        this.nowUs = queue.timeUs
        this.#handle(queue.kind, queue.subject)
      } else if (this.plan.nextUs <= endUs) this.#apply(this.plan.take())
      else break
    }
    this.nowUs = endUs
    return 'done'
  }

  #handle(kind: number, subject: number): void {
    switch (kind) {
      case DELIVERY:
        this.#deliver(subject)
        break
      case TIMER:
        this.#timer(Math.floor(subject / TIMERS), subject % TIMERS)
        break
      case ALARM:
        this.#alarm(subject)
        break
      case ARRIVAL:
        this.#arrive(subject)
        break
      case EXTRA_ARRIVAL:
        this.#invoke(subject)
        break
      default:
        this.#end(subject, 'unknown', undefined)
    }
  }

  // What nodes ask for.

  send(from: NodeId, to: NodeId, message: Message): void {
    this.messages += 1
    const network = this.#network
    const arrivesUs = network.arrivalUs(this.nowUs, from, to, message)
    const record = this.#sentAs(from, to, message, arrivesUs)
    if (arrivesUs < 0) return
    this.#queue.push(arrivesUs, DELIVERY, this.#flight.add(from, to, message, record))
    if (network.copyUs > 0) {
      this.#queue.push(network.copyUs, DELIVERY, this.#flight.add(from, to, message, record))
    }
  }

  wakeAt(atUs: number, node: NodeId, timer: number): void {
    this.#queue.push(atUs, TIMER, node * TIMERS + timer)
  }

  alarmAt(atUs: number, node: NodeId, timer: number, value: number): void {
    const life = this.#hosts.lives[node] as number
    this.#queue.push(atUs, ALARM, this.#alarms.add({ node, timer, value, life }))
  }

  reply(operation: number, outcome: 'ok' | 'fail' | 'unknown', result: unknown): void {
    this.#end(operation, outcome, result)
  }

  moment(node: NodeId, name: string): void {
    const nth = this.#moments.add(name)
    if (this.plan.rules.length > 0 && this.#setup.nodes[node]?.faulty !== false) {
      const { mostDown = this.size } = this.#setup.tolerates
      this.plan.strike({ node, moment: name, nth, nowUs: this.nowUs, healUs: this.healUs, mostDown })
    }
  }

  tell(node: NodeId, words: Words): void {
    this.#chronicle?.note(this.nowUs, node, words, 'node')
  }

  violated(invariant: string, detail: string, nodes: readonly NodeId[] = []): void {
    if (this.violations.some((one) => one.invariant === invariant)) return
    const statement = this.#options.statements.get(invariant)
    if (statement === undefined) throw new Error(`the model lists no invariant "${invariant}"`)
    const past = this.#chronicle?.past(nodes.length > 0 ? nodes : this.#nodes.map((_, id) => id)) ?? []
    const story = tellStory(past, this.#setup.nodes, this.nowUs, detail, statement)
    this.violations.push({ invariant, atUs: this.nowUs, story })
    this.#chronicle?.note(this.nowUs, nodes[0] ?? -1, detail, 'violation')
  }

  #start(id: NodeId): void {
    this.#step(id, -1)
    this.#nodes[id] = this.#setup.create(this.#hosts.context(id) as never)
    this.#guarded(id, (node) => node.onStart())
  }

  #deliver(slot: number): void {
    const flight = this.#flight
    const from = flight.from[slot] as number
    const to = flight.to[slot] as number
    const record = flight.record[slot] as number
    const message = flight.take(slot)
    const node = this.#nodes[to]
    if (node === undefined || this.#hosts.isPaused(to)) {
      this.#holdOrLose(from, to, message, record)
      return
    }
    this.hash.add(this.nowUs | 0, (from << 16) ^ to ^ 0x10000000)
    this.#step(to, record)
    this.#handling = true
    try {
      node.onMessage(from, message)
    } catch (error) {
      this.#failed(to, error)
      return
    }
    this.#handled(node, to)
  }

  /** In a method of its own: what a closure knows, every call of its method would put on the heap. */
  #holdOrLose(from: NodeId, to: NodeId, message: Message, record: number): void {
    if (!this.isUp(to) && !this.#hosts.isStarting(to)) {
      this.#film?.neverHandled(record)
      return
    }
    this.#hosts.hold(to, {
      again: () => this.#queue.push(this.nowUs, DELIVERY, this.#flight.add(from, to, message, record)),
      lost: () => this.#film?.neverHandled(record),
    })
  }

  #timer(id: NodeId, timer: number): void {
    const context = this.#hosts.context(id)
    if (this.#hosts.isPaused(id)) context.missed(timer)
    else if (context.rings(timer)) this.#ring(id, timer, 0)
  }

  #alarm(slot: number): void {
    const alarm = this.#alarms.take(slot)
    const { node, timer, value, life } = alarm
    if (life !== this.#hosts.lives[node]) return
    if (!this.#hosts.isPaused(node)) this.#ring(node, timer, value)
    else {
      this.#hosts.hold(node, {
        again: () => this.#queue.push(this.nowUs, ALARM, this.#alarms.add(alarm)),
      })
    }
  }

  #ring(id: NodeId, timer: number, value: number): void {
    const node = this.#nodes[id]
    if (node === undefined) return
    this.hash.add(this.nowUs | 0, (timer << 16) ^ id ^ 0x20000000)
    this.#step(id, -1)
    this.#handling = true
    try {
      node.onTimer(timer, value)
    } catch (error) {
      this.#failed(id, error)
      return
    }
    this.#handled(node, id)
  }

  /** For what is rare; messages and timers do the same without a closure. */
  #guarded(id: NodeId, act: (node: AnyNode) => void): void {
    const node = this.#nodes[id]
    if (node === undefined) return
    this.#handling = true
    try {
      act(node)
    } catch (error) {
      this.#failed(id, error)
      return
    }
    this.#handled(node, id)
  }

  #handled(node: AnyNode, id: NodeId): void {
    this.#handling = false
    this.monitor.after?.(node, id)
    if (this.#untold > 0) this.#tellEnded()
    this.#film?.look(this.nowUs, id, this.#hosts)
  }

  /** The monitor hears of answers when it has seen the state of the node that gave them. */
  #tellEnded(): void {
    const count = this.#untold
    this.#untold = 0
    for (let at = 0; at < count; at += 1) this.monitor.completed?.(this.#ended[at] as Operation)
  }

  /** The one error that is no mistake of the model: a node that cannot write stops. */
  #failed(id: NodeId, error: unknown): void {
    if (!(error instanceof DiskFullError)) throw error
    this.#handling = false
    this.#chronicle?.note(this.nowUs, id, 'cannot write and stops', 'node')
    this.#hosts.starve(id)
    // What it had answered before it failed is answered.
    if (this.#untold > 0) this.#tellEnded()
    this.#film?.look(this.nowUs, id, this.#hosts)
  }

  #arriveAt(atUs: number, n: number): void {
    const { untilUs = this.#setup.durationUs } = this.#setup.workload ?? {}
    if (atUs <= untilUs) this.#queue.push(atUs, ARRIVAL, n)
  }

  #arrive(n: number): void {
    const workload = this.workload as Operations
    this.arrivals = n + 1
    this.#arriveAt(this.nowUs + workload.gapUs(n + 1), n + 1)
    if (workload.wanted(n)) this.#invoke(n)
  }

  #invoke(id: number): void {
    const workload = this.workload as Operations
    const operation = workload.begin(id, this.nowUs)
    this.#queue.push(this.nowUs + workload.timeoutUs, GIVE_UP, id)
    this.hash.add(this.nowUs | 0, id ^ 0x30000000)
    this.#ask(operation)
  }

  #ask(operation: Operation): void {
    const id = operation.node
    if (this.#hosts.isPaused(id)) this.#hosts.hold(id, { again: () => this.#ask(operation) })
    else if (this.#nodes[id] === undefined) this.#end(operation.id, 'fail', 'refused: the node is down')
    else {
      this.#step(id, -1)
      this.#guarded(id, (node) => this.#request(node, operation))
    }
  }

  #request(node: AnyNode, operation: Operation): void {
    if (node.onRequest === undefined) throw new Error(`node ${operation.node} takes no requests`)
    node.onRequest(operation)
  }

  #end(id: number, outcome: 'ok' | 'fail' | 'unknown', result: unknown): void {
    const operation = this.workload?.end(id, this.nowUs, outcome, result)
    if (operation === undefined) return
    this.hash.add(this.nowUs | 0, id ^ OUTCOME_CODE[outcome])
    this.#ended[this.#untold] = operation
    this.#untold += 1
    if (!this.#handling) this.#tellEnded()
  }

  #apply(transition: Transition): void {
    const { atUs, fault, begins } = transition
    this.nowUs = atUs
    this.#chronicle?.fault(atUs, fault, begins)
    if (fault.kind === 'load' && begins) this.#addLoad(fault.count, fault.durationUs)
    const starts = applyFault(transition, this.#hosts, this.#network)
    if ('node' in fault) this.#film?.look(atUs, fault.node, this.#hosts)
    if (starts === undefined) return
    if (this.#hosts.isPaused(starts)) this.#hosts.startLater(starts, () => this.#start(starts))
    else this.#start(starts)
  }

  #addLoad(count: number, durationUs: number): void {
    if (this.workload === undefined) return
    for (let n = 0; n < count; n += 1) {
      const atUs = this.nowUs + Math.floor((n * durationUs) / count)
      this.#queue.push(atUs, EXTRA_ARRIVAL, this.#extra)
      this.#extra += 1
    }
  }

  #step(id: NodeId, cause: number): void {
    if (this.#chronicle !== undefined) this.#chronicle.step(id, cause)
    else this.#film?.step(cause)
  }

  /** By what number who records knows the message. */
  #sentAs(from: NodeId, to: NodeId, message: Message, arrivesUs: number): number {
    if (this.#chronicle !== undefined) return this.#chronicle.sent(from)
    if (this.#film === undefined) return -1
    const sent = { from, to, sentUs: this.nowUs, arrivesUs: Math.max(arrivesUs, this.nowUs) }
    return this.#film.sent(sent, message, arrivesUs < 0 ? this.#network.lost : undefined)
  }
}
