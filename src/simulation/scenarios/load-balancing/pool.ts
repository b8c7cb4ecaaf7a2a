import { Fifo } from '../../kernel/fifo.ts'
import { unlikeLittle } from '../../kernel/littles-law.ts'
import { awaitOperation } from '../../kernel/next-operation.ts'
import type { RunOptions, Variant } from '../../kernel/scenario.ts'
import { budgetOf } from '../../kernel/side-by-side.ts'
import { Witness } from '../../kernel/witness.ts'
import { type EventHandler, type RunEnd, World } from '../../kernel/world.ts'
import type { Balancer } from './balancers.ts'
import { type InvariantId, invariants } from './invariants.ts'
import { Measurement } from './measurement.ts'
import { Membership } from './membership.ts'
import { Monitor } from './monitor.ts'
import { type Mistakes, mistakesOf, policiesOf } from './mutants.ts'
import { Told, words } from './narrate.ts'
import type { Settings } from './parameters.ts'
import type { PolicyId } from './policies.ts'
import type { Workload } from './workload.ts'

const ARRIVES = 0
const WORK_DONE = 1
const REFUSED = 2
const KILL = 3
const RESTART = 4
const NOTICED = 5
const LOAD_HEARD = 6

const NOBODY = -1

export interface PoolOptions {
  readonly seed: number
  readonly settings: Settings
  readonly workload: Workload
  readonly variant: Variant & { readonly policy: PolicyId }
  readonly options: RunOptions
}

/**
 * Servers behind a balancer. Each works on one request at a time and queues the others. A server that
 * is killed loses what it had; requests still sent to it are refused until the balancer has noticed.
 */
export class Pool implements EventHandler {
  readonly world = new World()
  readonly witness: Witness<InvariantId>
  readonly measurement: Measurement
  readonly monitor: Monitor
  readonly coverage = { killed_at_work: 0, refused: 0 }
  readonly #settings: Settings
  readonly #workload: Workload
  readonly #options: RunOptions
  readonly #mistakes: Mistakes
  readonly #members: Membership
  readonly #balancer: Balancer
  readonly #ended: Uint8Array
  readonly #startedUs: Float64Array
  readonly #serverOf: Int32Array
  /** By server: how many crashes have it down. */
  readonly #down: Int32Array
  readonly #current: Int32Array
  readonly #queues: readonly Fifo[]
  /** By server: requests that were sent there and have not ended. */
  readonly #connections: Int32Array

  constructor({ seed, settings, workload, variant, options }: PoolOptions) {
    const requests = workload.requests.atUs.length
    this.#settings = settings
    this.#workload = workload
    this.#options = options
    this.#mistakes = mistakesOf(options.mutant)
    this.#members = new Membership(settings.servers)
    this.#balancer = new (policiesOf(options.mutant)[variant.policy])({
      seed,
      settings,
      members: this.#members,
    })
    this.#ended = new Uint8Array(requests)
    this.#startedUs = new Float64Array(requests)
    this.#serverOf = new Int32Array(requests)
    this.#down = new Int32Array(settings.servers)
    this.#current = new Int32Array(settings.servers).fill(NOBODY)
    this.#queues = Array.from({ length: settings.servers }, () => new Fifo())
    this.#connections = new Int32Array(settings.servers)
    this.measurement = new Measurement(settings)
    this.witness = new Witness({ world: this.world, variant, invariants, words })
    this.monitor = new Monitor({
      settings,
      witness: this.witness,
      balancer: this.#balancer,
      members: this.#members,
      isRoundRobin: variant.policy === 'round-robin',
    })
  }

  run(): RunEnd {
    const { world } = this
    for (const [index, { atUs, durationUs }] of this.#workload.crashes.entries()) {
      world.schedule(atUs, KILL, index)
      world.schedule(atUs + durationUs, RESTART, index)
    }
    if (this.#settings.loadInfoUs > 0) world.schedule(this.#settings.loadInfoUs, LOAD_HEARD, 0)
    awaitOperation(this.world, this.#workload.requests, 0, ARRIVES)
    const end = world.run(this, budgetOf(this.#options))
    if (end === 'drained') this.#settleAccounts()
    return end
  }

  handle(kind: number, subject: number): void {
    switch (kind) {
      case ARRIVES:
        this.#arrive(subject)
        break
      case WORK_DONE:
        this.#workDone(subject)
        break
      case REFUSED:
        this.#end(subject, false)
        break
      case KILL:
        this.#kill(this.#workload.crashes[subject]?.node ?? 0)
        break
      case RESTART:
        this.#restart(this.#workload.crashes[subject]?.node ?? 0)
        break
      case NOTICED:
        this.#notice(subject)
        break
      case LOAD_HEARD:
        this.#hearLoad()
        break
      default:
        throw new Error(`no event of kind ${kind}`)
    }
  }

  #arrive(place: number): void {
    const request = this.#workload.requests.order[place] as number
    awaitOperation(this.world, this.#workload.requests, place + 1, ARRIVES)
    this.measurement.arrive(this.world.nowUs, this.#connections)
    if (this.#members.there.length === 0) {
      this.#serverOf[request] = NOBODY
      this.#end(request, false)
      return
    }
    if (this.#settings.loadInfoUs === 0) this.#members.connections.set(this.#connections)
    const key = this.#workload.key[request] as number
    const server = this.#balancer.choose(request, key)
    this.monitor.sent(this.world.nowUs, request, key, server)
    this.measurement.dispatch(key, server)
    this.#receive(request, server)
  }

  #receive(request: number, server: number): void {
    this.#serverOf[request] = server
    this.#connections[server] = (this.#connections[server] as number) + 1
    if ((this.#down[server] as number) > 0) {
      this.coverage.refused += 1
      this.world.schedule(this.#settings.refusalUs, REFUSED, request)
      return
    }
    this.#queues[server]?.push(request)
    if (this.#current[server] === NOBODY) this.#startNext(server)
    this.#checkBusy(server)
  }

  #startNext(server: number): void {
    const request = this.#queues[server]?.shift()
    this.#current[server] = request ?? NOBODY
    if (request === undefined) return
    const slower = server === 0 ? this.#settings.slowFactor : 1
    this.#startedUs[request] = this.world.nowUs
    this.world.schedule(Math.round((this.#workload.workUs[request] as number) * slower), WORK_DONE, request)
  }

  #workDone(request: number): void {
    const server = this.#serverOf[request] as number
    if (this.#ended[request] === 1) {
      if (this.#mistakes.serves === 'twice') this.#end(request, true)
      return
    }
    this.witness.hear(Told.done, request, server)
    this.#end(request, true)
    this.#current[server] = NOBODY
    if (this.#mistakes.serves !== 'only-on-arrival') this.#startNext(server)
    this.#checkBusy(server)
  }

  #checkBusy(server: number): void {
    const waiting = this.#queues[server]?.length ?? 0
    if (waiting === 0 || this.#current[server] !== NOBODY) return
    this.witness.violated(
      'no-idle-server',
      `server ${server} does nothing; requests that wait for it: ${waiting}`,
    )
  }

  #kill(server: number): void {
    this.#down[server] = (this.#down[server] as number) + 1
    if (this.#down[server] !== 1) return
    const lost = this.#takeAll(server)
    this.witness.hear(Told.killed, server, lost.length)
    this.monitor.killed(this.world.nowUs, server)
    if (lost.length > 0) this.coverage.killed_at_work += 1
    for (const request of lost) {
      if (this.#mistakes.losesQueue) this.#forget(request)
      else this.#end(request, false)
    }
    this.world.schedule(this.#settings.detectionUs, NOTICED, server)
  }

  /** What a server works on and what waits for it. */
  #takeAll(server: number): number[] {
    const current = this.#current[server] as number
    const all = current === NOBODY ? [] : [current]
    this.#current[server] = NOBODY
    const queue = this.#queues[server]
    for (let next = queue?.shift(); next !== undefined; next = queue?.shift()) all.push(next)
    return all
  }

  #forget(request: number): void {
    const server = this.#serverOf[request] as number
    this.#ended[request] = 1
    this.#connections[server] = (this.#connections[server] as number) - 1
  }

  #restart(server: number): void {
    this.#down[server] = (this.#down[server] as number) - 1
    if (this.#down[server] !== 0) return
    this.witness.hear(Told.restarted, server)
    this.monitor.restarted(server)
    this.world.schedule(this.#settings.detectionUs, NOTICED, server)
  }

  #notice(server: number): void {
    const isThere = this.#down[server] === 0
    if (!isThere && this.#mistakes.neverFindsDead) return
    if (!this.#members.learn(server, isThere)) return
    this.witness.hear(isThere ? Told.foundAlive : Told.foundDead, server)
    this.#balancer.membersChanged?.()
    this.monitor.membersChanged(server, isThere)
  }

  #hearLoad(): void {
    this.#members.connections.set(this.#connections)
    if (this.world.nowUs < this.#settings.durationUs) {
      this.world.schedule(this.#settings.loadInfoUs, LOAD_HEARD, 0)
    }
  }

  #end(request: number, served: boolean): void {
    if (this.#ended[request] === 1) {
      this.witness.violated('ends-once', `request ${request} ends for the second time`)
      return
    }
    this.#ended[request] = 1
    const server = this.#serverOf[request] as number
    if (server !== NOBODY) this.#connections[server] = (this.#connections[server] as number) - 1
    const arrivedUs = this.#workload.requests.atUs[request] as number
    const late = this.#mistakes.startsClockLate && served
    const sinceUs = late ? (this.#startedUs[request] as number) : arrivedUs
    this.measurement.end(this.world.nowUs, arrivedUs, sinceUs, served)
  }

  /** Once nothing is left to happen, every request has ended and all their stays make up the area. */
  #settleAccounts(): void {
    const { inside, staysUs } = this.measurement
    if (inside.size !== 0) {
      const how = `nothing is left to happen, and requests that never ended: ${inside.size}`
      this.witness.violated('ends-once', how)
    }
    const unlike = unlikeLittle(inside.areaAt(this.world.nowUs), staysUs, 'requests were inside', 'latencies')
    if (unlike !== undefined) this.witness.violated('littles-law', unlike)
  }
}
