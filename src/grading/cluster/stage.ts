import { RandomStream } from '../../lib/prng.ts'
import { Load } from './clients/load.ts'
import { Recorder } from './clients/recorder.ts'
import { Cluster } from './cluster.ts'
import type { ClusterRun } from './cluster-run.ts'
import { Activity } from './faults/activity.ts'
import { drawFaults } from './faults/draw-faults.ts'
import { Nemesis } from './faults/nemesis.ts'
import { Journal } from './network/journal.ts'
import { Links } from './network/links.ts'
import { Network, type Passed } from './network/network.ts'
import { Remarks } from './network/remarks.ts'
import { topology } from './network/topology.ts'
import type { StartNode } from './node.ts'
import { type ClusterOptions, nodeNamesOf } from './options.ts'
import type { Plan } from './plan.ts'
import { makeServices } from './services/services.ts'
import { type Slip, Slips } from './slips.ts'
import { MessageCounter } from './statistics.ts'
import { sleep, type Timeline } from './timeline.ts'
import { type Asking, timeoutMsOf, type Workload } from './workloads/workload.ts'

const INIT_TIMEOUT_MS = 10_000
const TIMEOUT_MS = 5000
const TELL_MS = 1000
const MOST_MESSAGES = 100_000
const MOST_MESSAGES_PER_S = 5000

export interface StageOptions {
  readonly time: Timeline
  readonly startNode: StartNode
  readonly workload: Workload
  readonly options: ClusterOptions
  /** What is done in place of what the seed would draw. */
  readonly plan?: Plan
  readonly onPhase?: (text: string) => void
  /** Told of all that passes on the network. */
  readonly observe?: (passed: Passed) => void
}

/**
 * One run of a cluster, in whatever time: its nodes are started, asked what the workload asks while faults strike, left
 * to settle when all faults are over, and read for the last time.
 */
export class Stage {
  readonly #cluster: Cluster
  readonly #nodes: readonly string[]
  readonly #workload: Workload
  readonly #plan: Plan
  readonly #options: ClusterOptions
  readonly #time: Timeline
  readonly #slips = new Slips()
  readonly #counter = new MessageCounter()
  readonly #activity: Activity
  readonly #journal = new Journal()
  readonly #remarks: Remarks
  readonly #network: Network
  readonly #recorder: Recorder
  readonly #nemesis: Nemesis
  readonly #onPhase: (text: string) => void
  readonly #tell: (passed: Passed) => void
  #turns = (): number => 0
  #loadFromUs = 0

  constructor({ time, startNode, workload, options, plan, onPhase, observe }: StageOptions) {
    this.#time = time
    this.#workload = workload
    this.#plan = plan ?? {}
    this.#onPhase = onPhase ?? (() => {})
    this.#tell = observe ?? (() => {})
    this.#options = options
    this.#nodes = nodeNamesOf(options)
    this.#activity = new Activity(this.#nodes)
    this.#remarks = new Remarks(this.#nodes, timeoutMsOf(workload, options.latency.meanMs))
    const now = options.time === 'virtual' ? () => time.nowUs() : undefined
    const links = new Links(options.seed, options, now)
    this.#network = new Network({ timeline: this.#time, links, observe: (passed) => this.#observe(passed) })
    this.#recorder = new Recorder(this.#time)
    this.#cluster = new Cluster({
      startNode,
      nodes: this.#nodes,
      network: this.#network,
      links,
      services: makeServices(options.seed),
      time: this.#time,
      slips: this.#slips,
      initTimeoutMs: INIT_TIMEOUT_MS,
      ...(options.time === 'real' ? { mostMessages: mostMessages(options) } : {}),
    })
    this.#nemesis = new Nemesis({
      timeline: this.#time,
      victim: this.#cluster,
      nodes: this.#nodes,
      activity: this.#activity,
      inFlight: () => this.#recorder.open,
    })
  }

  async play(): Promise<void> {
    this.#onPhase(`starting ${this.#nodes.length} nodes`)
    await this.#cluster.start()
    if (this.#slips.total > 0) return
    await this.#greet()
    const asking = this.#asking()
    const load = this.#load(asking)
    this.#turns = () => load.turns
    this.#loadFromUs = this.#time.nowUs()
    this.#nemesis.start(this.#plan.faults ?? this.#faults())
    load.start()
    const isBroken = await Promise.race([
      this.#sleep(this.#options.timeLimitMs, () => `asking, ${this.#recorder.begun} operations`),
      this.#cluster.broken.then(() => true),
    ])
    this.#nemesis.stop()
    if (isBroken) return
    await this.#time.moment((done) => load.stop(done))
    await this.#cluster.settled()
    if (asking.final === undefined) {
      this.#nameSilent()
      return
    }
    await this.#sleep(this.#options.settleMs, () => 'all faults are over, the cluster settles')
    this.#recorder.isFinal = true
    await this.#time.moment((done) => load.finish(done))
  }

  /** Where nothing is lost and nothing fails, and no last question is asked, a node must have answered by now. */
  #nameSilent(): void {
    const { nemesis, loss } = this.#options
    if (nemesis.length > 0 || this.#plan.faults !== undefined || loss > 0) return
    const atUs = this.#time.nowUs()
    for (const { node, sinceUs, type, written } of this.#remarks.silent(atUs)) {
      const asked = `${node} was asked ${type} at ${(sinceUs / 1e6).toFixed(3)} s`
      const text =
        written === 0
          ? `${asked}, and has written nothing since: is it in an endless loop, or waiting for something?`
          : `${asked}, has answered no client since, and written ${written} messages to others`
      this.slip({ kind: written === 0 ? 'stuck' : 'too-much', node, atUs, text })
    }
  }

  /** Something that went wrong with the run as a whole. */
  slip(slip: Slip): void {
    this.#slips.add(slip)
  }

  /** Ends every node. */
  end(): Promise<void> {
    return this.#cluster.stop()
  }

  /** Waits, and says every second how long it still takes. */
  async #sleep(ms: number, doing: () => string): Promise<void> {
    for (let leftMs = ms; leftMs > 0; leftMs -= TELL_MS) {
      this.#onPhase(`${doing()}: ${Math.ceil(leftMs / 1000)} s left`)
      await sleep(this.#time, Math.min(leftMs, TELL_MS))
    }
  }

  seen(): ClusterRun {
    const { leftOut } = this.#journal
    return {
      nodes: this.#nodes,
      events: this.#recorder.events,
      slips: this.#slips.all,
      slipCount: this.#slips.total,
      turns: this.#turns(),
      strikes: this.#nemesis.strikes,
      loadFromUs: this.#loadFromUs,
      messages: this.#counter.counts,
      passed: this.#journal.passed,
      ...(leftOut === undefined ? {} : { leftOut }),
      remarks: this.#remarks.texts,
      logs: this.#cluster.logs(),
    }
  }

  async #greet(): Promise<void> {
    const { greeting } = this.#workload
    if (greeting === undefined) return
    const neighbours = topology(this.#options.topology, this.#nodes)
    await this.#cluster.greet((node) => greeting(node, neighbours), TIMEOUT_MS)
  }

  /** How many ask at a time: as many as the workload needs, or more. */
  #clients(): number {
    return Math.max(this.#options.concurrency ?? 0, this.#workload.clientsPerNode * this.#nodes.length)
  }

  #asking(): Asking {
    const { seed, maxTxnLength, maxWritesPerKey, keyCount } = this.#options
    return this.#workload.ask({
      nodes: this.#nodes,
      clients: this.#clients(),
      random: new RandomStream(seed, 'what clients ask'),
      options: { maxTxnLength, maxWritesPerKey, ...(keyCount === undefined ? {} : { keyCount }) },
    })
  }

  #load(asking: Asking): Load {
    const { rate, seed, latency } = this.#options
    return new Load({
      workload: this.#workload,
      asking,
      nodes: this.#nodes,
      clients: this.#clients(),
      rate,
      timeoutMs: timeoutMsOf(this.#workload, latency.meanMs),
      network: this.#network,
      timeline: this.#time,
      random: new RandomStream(seed, 'when clients ask'),
      recorder: this.#recorder,
      slips: this.#slips,
      skip: this.#plan.skip ?? new Set(),
    })
  }

  #faults() {
    const { nemesis, seed, timeLimitMs, nemesisIntervalMs } = this.#options
    return drawFaults({
      kinds: nemesis,
      seed,
      nodes: this.#nodes,
      lastsMs: timeLimitMs,
      intervalMs: nemesisIntervalMs,
      isVirtual: this.#options.time === 'virtual',
    })
  }

  #observe(passed: Passed): void {
    this.#counter.add(passed)
    this.#activity.observe(passed)
    this.#tell(passed)
    this.#journal.add(passed)
    this.#remarks.observe(passed)
  }
}

/** As many as nodes in virtual time may be told (`steps/run-steps.ts`). */
function mostMessages({ timeLimitMs, settleMs }: ClusterOptions): number {
  return MOST_MESSAGES + (MOST_MESSAGES_PER_S * (timeLimitMs + settleMs)) / 1000
}
