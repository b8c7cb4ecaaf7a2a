import type { ClusterView, Monitor } from '../../kernel/cluster/model.ts'
import { Client } from './client.ts'
import { type Lease, LockServer } from './lock-server.ts'
import type { LockSettings } from './settings.ts'
import type { Access, Storage } from './storage.ts'

export type LockNode = Client | LockServer | Storage

/** Clocks are whole microseconds, and so are the errors of rounding them. */
const ROUNDING_US = 1000

/** Looks at the storage for what happened, at the clients for what they believe, in true time. */
export class LockMonitor implements Monitor<LockNode> {
  readonly #cluster: ClusterView<LockNode>
  readonly #settings: LockSettings
  /** By client: the end of the lease in which it was seen to believe. */
  readonly #untilUs: number[] = []
  /** By lock server: its lease, and since when. */
  readonly #leases: (Lease | undefined)[] = []
  readonly #grantedUs: number[] = []
  #highest = 0
  #holder = -1
  #access: Access | undefined
  /** Tokens after which the storage has served another. */
  readonly #over = new Set<number>()
  #value = 0

  constructor(cluster: ClusterView<LockNode>, settings: LockSettings) {
    this.#cluster = cluster
    this.#settings = settings
  }

  after(node: LockNode, id: number): void {
    if (node instanceof Client) this.#looksAtClient(node, id)
    else if (node instanceof LockServer) this.#looksAtServer(node, id)
    else if (node.last !== undefined && node.last !== this.#access) this.#served(node.last, id)
  }

  metrics(): Record<string, number> {
    const { count } = this.#cluster
    const of = (moment: string) => count.call(this.#cluster, moment)
    return {
      sections: of('section-done'),
      leases_expired: of('lease-expired'),
      late_refused: of('late-refused'),
      value: this.#value,
      highest_token: this.#highest,
    }
  }

  #looksAtClient(client: Client, id: number): void {
    const { untilUs, token } = client
    if (untilUs === this.#untilUs[id] || !client.believes) return
    this.#untilUs[id] = untilUs
    this.#isAlone(id, token)
    if (client.phase === 'reading') this.#tokenRises(id, token)
  }

  #isAlone(id: number, token: number): void {
    for (let other = this.#settings.storage + 1; other < this.#cluster.size; other += 1) {
      const node = this.#cluster.node(other)
      if (other === id || !(node instanceof Client) || !node.believes) continue
      this.#cluster.violated(
        'one-holder',
        `${this.#name(id)} holds the lock with token ${token} while ${this.#name(other)} still holds it with token ${node.token}`,
        [id, other],
      )
    }
  }

  #tokenRises(id: number, token: number): void {
    if (token <= this.#highest && !this.#isRenewal(id, token)) {
      this.#cluster.violated(
        'tokens-rise',
        `${this.#name(id)} gets the lock with token ${token}, but there was a holder with token ${this.#highest} before`,
        [id],
      )
    }
    this.#highest = Math.max(this.#highest, token)
    this.#holder = id
  }

  /** While it waits for its read, a holder may renew. */
  #isRenewal(id: number, token: number): boolean {
    return id === this.#holder && token === this.#highest
  }

  /** By the clock of the server at most the lease and two bounds; that clock may lose one more. */
  #looksAtServer(server: LockServer, id: number): void {
    const { nowUs } = this.#cluster
    if (server.lease !== this.#leases[id]) {
      this.#leases[id] = server.lease
      this.#grantedUs[id] = nowUs
    }
    const { leaseUs, clockBoundUs } = this.#settings
    const heldUs = nowUs - (this.#grantedUs[id] ?? nowUs)
    if (heldUs <= leaseUs + 3 * clockBoundUs + ROUNDING_US || server.free) return
    this.#cluster.violated(
      'lock-freed',
      `lock server ${id} holds the lock for ${this.#name(server.lease.holder)}, which has not renewed it for ${ms(heldUs)} ms; the lease is ${ms(leaseUs)} ms`,
      [id],
    )
  }

  #served(access: Access, id: number): void {
    const { token, client, kind, before, value } = access
    const last = this.#access
    this.#access = access
    if (last !== undefined && last.token !== token) this.#over.add(last.token)
    if (this.#over.has(token)) {
      this.#cluster.violated(
        'no-interleaving',
        `the storage serves a ${kind} of ${this.#name(client)} with token ${token} after it has served token ${last?.token}`,
        [id, client],
      )
    }
    if (kind === 'read') return
    if (value !== before + 1) {
      this.#cluster.violated(
        'no-lost-update',
        `${this.#name(client)} writes ${value} over ${before}, which it has not read`,
        [id, client],
      )
    }
    this.#value = value
  }

  #name(node: number): string {
    return `client ${node - this.#settings.storage - 1}`
  }
}

function ms(us: number): string {
  return (us / 1000).toFixed(0)
}
