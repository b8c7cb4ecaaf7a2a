import type { LoggedEvent } from '../../kernel/event-log.ts'
import type { Witness } from '../../kernel/witness.ts'
import type { Balancer } from './balancers.ts'
import type { InvariantId } from './invariants.ts'
import type { Membership } from './membership.ts'
import { Told } from './narrate.ts'
import type { Settings } from './parameters.ts'

/** How keys moved when the servers changed. */
export interface KeyMoves {
  moved: number
  changes: number
}

export interface MonitorOptions {
  readonly settings: Settings
  readonly witness: Witness<InvariantId>
  readonly balancer: Balancer
  readonly members: Membership
  readonly isRoundRobin: boolean
}

/** Checks the choices of a balancer from outside, by what it is told of servers and requests. */
export class Monitor {
  readonly keyMoves: KeyMoves = { moved: 0, changes: 0 }
  readonly #options: MonitorOptions
  /** By server: when the balancer must have noticed that it is dead; infinite while it is not. */
  readonly #deadFromUs: Float64Array
  /** By server: requests since the servers last changed. */
  readonly #sent: Int32Array
  /** By key: its server since the servers last changed; -1 when there was no request for it. */
  readonly #home: Int32Array
  #owners: Int32Array | undefined

  constructor(options: MonitorOptions) {
    this.#options = options
    const { servers, keys } = options.settings
    this.#deadFromUs = new Float64Array(servers).fill(Number.POSITIVE_INFINITY)
    this.#sent = new Int32Array(servers)
    this.#home = new Int32Array(keys).fill(-1)
    this.#owners = this.#allOwners()
  }

  /** Whether keys belong to servers. */
  get hasKeys(): boolean {
    return this.#owners !== undefined
  }

  killed(nowUs: number, server: number): void {
    this.#deadFromUs[server] = nowUs + this.#options.settings.detectionUs
  }

  restarted(server: number): void {
    this.#deadFromUs[server] = Number.POSITIVE_INFINITY
  }

  sent(nowUs: number, request: number, key: number, server: number): void {
    const { witness, balancer, isRoundRobin } = this.#options
    witness.hear(Told.sent, request, server)
    this.#sent[server] = (this.#sent[server] as number) + 1
    if (nowUs > (this.#deadFromUs[server] as number)) {
      const how = `request ${request} goes to server ${server}, which is known to be dead`
      witness.violated('dead-get-nothing', how)
    }
    if (balancer.compared !== undefined) this.#checkLeast(server, balancer.compared)
    if (isRoundRobin) this.#checkFair()
    if (balancer.ownerOf !== undefined) this.#checkHome(request, key, server)
  }

  membersChanged(server: number, came: boolean): void {
    this.#sent.fill(0)
    this.#home.fill(-1)
    const before = this.#owners
    const after = this.#allOwners()
    this.#owners = after
    if (before !== undefined && after !== undefined) this.#checkMoves(before, after, server, came)
  }

  #checkLeast(server: number, compared: readonly number[]): void {
    const { witness, members } = this.#options
    const chosen = members.connections[server] as number
    const better = compared.find((other) => (members.connections[other] as number) < chosen)
    if (better === undefined) return
    const fewest = members.connections[better]
    const how = `server ${server} with ${chosen} requests gets the next, server ${better} has ${fewest}`
    witness.violated('less-loaded-wins', how)
  }

  #checkFair(): void {
    const { witness, members } = this.#options
    let least = Number.POSITIVE_INFINITY
    let most = 0
    for (const server of members.there) {
      const sent = this.#sent[server] as number
      if (sent < least) least = sent
      if (sent > most) most = sent
    }
    if (most - least <= 1) return
    const how = `one server has got ${most} requests, another ${least}, and the servers stayed the same`
    witness.violated('round-robin-fair', how, ({ code }) => code === Told.sent)
  }

  #checkHome(request: number, key: number, server: number): void {
    const home = this.#home[key] as number
    this.#home[key] = server
    if (home === -1 || home === server) return
    const how = `request ${request} for key ${key} goes to server ${server}; the one before went to ${home}`
    const ofTheKey = (event: LoggedEvent) => event.code === Told.sent && event.a === request
    this.#options.witness.violated('key-stays', how, ofTheKey)
  }

  #checkMoves(before: Int32Array, after: Int32Array, server: number, came: boolean): void {
    const { witness, settings } = this.#options
    const needless = (key: number) => (came ? after[key] !== server : before[key] !== server)
    const moved = Array.from(after.keys()).filter((key) => after[key] !== before[key])
    this.keyMoves.moved += moved.length
    this.keyMoves.changes += 1
    witness.hear(Told.keysMoved, moved.length, settings.keys)
    const wrong = moved.filter(needless)
    const [key] = wrong
    if (key === undefined || before[key] === -1) return
    const how = `key ${key} moves from server ${before[key]} to ${after[key]}, though server ${server} ${came ? 'came' : 'went'}; so do ${wrong.length - 1} more`
    witness.violated('few-keys-move', how)
  }

  #allOwners(): Int32Array | undefined {
    const { balancer, members, settings } = this.#options
    if (balancer.ownerOf === undefined) return undefined
    if (members.there.length === 0) return new Int32Array(settings.keys).fill(-1)
    return new Int32Array(settings.keys).map((_, key) => balancer.ownerOf?.(key) ?? -1)
  }
}
