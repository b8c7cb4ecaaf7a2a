/** What the balancer knows of the servers: which are there, and how many requests each has. */
export class Membership {
  /** Servers that are believed to be there, ascending. */
  there: readonly number[]
  /** Requests at each server, as last heard. */
  readonly connections: Int32Array
  readonly #isThere: Uint8Array

  constructor(servers: number) {
    this.there = Array.from({ length: servers }, (_, server) => server)
    this.connections = new Int32Array(servers)
    this.#isThere = new Uint8Array(servers).fill(1)
  }

  has(server: number): boolean {
    return this.#isThere[server] === 1
  }

  /** False when that was known. */
  learn(server: number, isThere: boolean): boolean {
    if (this.has(server) === isThere) return false
    this.#isThere[server] = isThere ? 1 : 0
    this.there = Array.from(this.#isThere.keys()).filter((one) => this.has(one))
    return true
  }
}
