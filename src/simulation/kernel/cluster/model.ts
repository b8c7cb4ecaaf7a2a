import type { Fault, FaultKind, FaultRule, NodeId } from '../fault.ts'
import type { CoverageGoal, Invariant, Metric, Mutant, Parameter, Parameters, Series } from '../scenario.ts'
import type { NodeView } from '../trace.ts'
import type { Latency } from './latency.ts'

/*
 * All that a model of a distributed protocol needs to know of the simulator. A model is one object
 * of type ClusterModel; a node is a state machine that reacts to its start, to messages, to timers
 * and to the operations of clients, and talks to the world through its Context alone.
 */

/** Any plain object with a `type`. Never change one after it was sent: the receiver gets the same object. */
export interface Message {
  readonly type: string
}

/** What a client asks of a node. The model makes the requests, the kernel sends and times them. */
export interface Request {
  readonly name: string
  readonly key?: string | number
  readonly value?: string | number
}

export interface Operation extends Request {
  /** Counted from 0 in the order of the workload; extra load has numbers from 1,000,000. */
  readonly id: number
  /** The node that was asked. */
  readonly node: NodeId
  readonly invokedUs: number
  /** NaN while nothing is known. */
  completedUs: number
  /** `ok` and `fail` are certain; after `unknown` it may have taken effect or may still. */
  outcome: 'open' | 'ok' | 'fail' | 'unknown'
  result?: unknown
}

/**
 * A node's program. A crash throws the object away; after it `create` makes a new one, so that what
 * must survive belongs on `context.disk`.
 */
export interface ClusterNode<M extends Message = Message> {
  onStart(): void
  onMessage(from: NodeId, message: M): void
  /** `value` is what was given to `after`, else 0. */
  onTimer(timer: number, value: number): void
  onRequest?(operation: Operation): void
  /** For who watches, after each event; never called in a run that nobody watches. */
  view?(): NodeView
}

/** Random numbers of one node. They depend on the seed, the node and how many it has drawn. */
export interface NodeRandom {
  /** In [0, 1). */
  uniform(): number
  /** A whole number from 0 to bound - 1. */
  integer(bound: number): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** Exponential with this mean, rounded to a whole number. */
  exponential(mean: number): number
}

/**
 * What survives a crash. A write is safe only after `sync`; a crash may lose those since the last.
 * Values are not copied: write a new one instead of changing one in place, or use `append`.
 */
export interface Disk {
  read<T>(key: string): T | undefined
  write(key: string, value: unknown): void
  /** The list under `key`, the same array each time; change it only by `append` and `truncate`. */
  list<T>(key: string): readonly T[]
  append(key: string, entry: unknown): void
  /** Keeps the first `length` entries. */
  truncate(key: string, length: number): void
  sync(): void
}

export interface Context<M extends Message = Message> {
  readonly id: NodeId
  /** How many nodes there are, clients and helpers included. */
  readonly size: number
  readonly random: NodeRandom
  readonly disk: Disk
  /** The node's own clock in microseconds; faults can set it wrong. */
  clockUs(): number
  send(to: NodeId, message: M): void
  /** Sets timer 0 to 15, again if it was set, to ring once after `delayUs` of the node's own clock. */
  setTimer(timer: number, delayUs: number): void
  clearTimer(timer: number): void
  isSet(timer: number): boolean
  /** Rings once with `value`; any number of these may be pending, none can be taken back. */
  after(delayUs: number, timer: number, value: number): void
  /** Ends an operation. The first answer counts; later ones are ignored. */
  reply(operation: number, outcome: 'ok' | 'fail' | 'unknown', result?: unknown): void
  /** Something that a coverage goal counts or a fault rule waits for, such as `vote-granted`. */
  moment(name: string): void
  /** True when somebody wants to hear the story; build the text of `tell` only then. */
  readonly telling: boolean
  /**
   * One plain sentence about a change of mind: `becomes leader of term 3`. The node's name comes before it.
   * A function is called later, when the words are asked for: it must use no more than what will not change.
   */
  tell(text: string | (() => string)): void
}

/** What a monitor may look at, and where it reports. The monitor sees true time and every node. */
export interface ClusterView<N> {
  readonly nowUs: number
  readonly size: number
  /** From then on no fault acts. Infinity when there is no such phase. */
  readonly healUs: number
  /** The node's program; undefined while it is down. */
  node(id: NodeId): N | undefined
  isUp(id: NodeId): boolean
  /** In the order of invocation. */
  readonly operations: readonly Operation[]
  /** How often a moment has happened. */
  count(moment: string): number
  /** Reports a broken invariant. The first report of each counts. `nodes` had a part in it. */
  violated(invariant: string, detail: string, nodes?: readonly NodeId[]): void
}

/**
 * Checks invariants from outside, so that a mistake in a node cannot hide itself. Only one node
 * changes at an event, so that looking at that one is enough.
 */
export interface Monitor<N> {
  /** After every event that `node` handled. */
  after?(node: N, id: NodeId): void
  /** After each operation that ended. */
  completed?(operation: Operation): void
  /** When the run is over. */
  end?(): void
  /** By metric id. */
  metrics?(): Record<string, number>
  series?(): Series[]
}

export interface NodeSpec {
  /** As stories name it: `server 2`. */
  readonly name: string
  /** Nodes of one role look alike on the screen: `server`, `client`. */
  readonly role: string
  /** Faults may strike it (default: true). */
  readonly faulty?: boolean
}

export interface Workload {
  /** On average, over all clients; arrivals are Poisson. */
  readonly ratePerS: number
  /** An operation without answer by then ends as `unknown`. */
  readonly timeoutUs: number
  /** No operation begins later (default: the end of the run). */
  readonly untilUs?: number
  /** The nth operation, and the node that is asked. */
  make(n: number, random: NodeRandom): Request & { readonly node: NodeId }
}

/** What faults a model claims to survive, so that no seed draws others. */
export interface FaultTolerance {
  readonly kinds: readonly FaultKind[]
  /**
   * Most nodes that crashes and pauses may stop at once (default: all faulty ones). A full disk is
   * neither.
   */
  readonly mostDown?: number
  /** What crashes may do to the disk (default: kept and unsynced-lost). */
  readonly disk?: readonly ('kept' | 'unsynced-lost' | 'wiped')[]
  /** Most that clocks may be wrong, in microseconds (default: 500 ms). */
  readonly clockUs?: number
  /** Moments at which it is worth crashing, pausing or cutting off the node. */
  readonly moments?: readonly string[]
  /** What happens at those moments, as often as it stands here (default: crash twice, pause, isolate). */
  readonly strikes?: readonly FaultRule['strike'][]
  /**
   * What strikes in every seed, besides that which the seed draws: without it a single run would seldom
   * show what the model is about. All must be over by `healUs`.
   */
  always?(random: NodeRandom, healUs: number): readonly (Fault | FaultRule)[]
}

export interface ClusterSetup<N extends ClusterNode<never>> {
  readonly nodes: readonly NodeSpec[]
  readonly durationUs: number
  /** Faults are over from then on. Default: 60 % of the duration. */
  readonly healUs?: number
  readonly latency: Latency
  /** Of every link at all times, besides faults. Default 0. */
  readonly loss?: number
  readonly duplicate?: number
  /** Messages of one link arrive in the order in which they were sent (default: false). */
  readonly fifo?: boolean
  /** Of each link; unlimited by default. Needs `sizeOf`. */
  readonly bytesPerS?: number
  sizeOf?(message: Message): number
  readonly workload?: Workload
  /**
   * So long after the faults are over, operations succeed again; the kernel checks it as the
   * invariant `recovers`, which the model must list.
   */
  readonly recoversWithinUs?: number
  readonly tolerates: FaultTolerance
  create(context: Context<never>): N
  watch(cluster: ClusterView<N>): Monitor<N>
  /** A message in a few words; by default its type. */
  describe?(message: Message): string
}

/** A distributed protocol with its faults, its clients and its invariants. */
export interface ClusterModel<N extends ClusterNode<never> = ClusterNode<never>> {
  readonly id: string
  readonly title: string
  readonly version: number
  readonly lesson: string
  readonly parameters: readonly Parameter[]
  /** Beyond those that every cluster has. */
  readonly metrics: readonly Metric[]
  readonly invariants: readonly Invariant[]
  /** Each `id` is a moment that must have happened at least once over the sweep. */
  readonly goals: readonly CoverageGoal[]
  readonly mutants: readonly Mutant[]
  readonly faultKinds: readonly FaultKind[]
  setup(parameters: Parameters, mutant: string | undefined): ClusterSetup<N>
  /** A few sentences on what the metrics of a run say; the kernel adds what all clusters have. */
  tell?(metrics: Readonly<Record<string, number>>, parameters: Parameters): readonly string[]
}
