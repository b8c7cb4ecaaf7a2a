import { freePort } from '../../../platform/loopback-server.ts'
import { makeTemporaryFolder, type TemporaryFolder } from '../../../platform/temporary-folder.ts'
import type { Bed, BedOptions } from '../drills/drill.ts'
import { filled } from '../program-contract.ts'
import { until } from '../until.ts'
import type { StoreContract } from './contract.ts'
import { StoreNode } from './store-node.ts'

/** Nodes of a store as processes on this machine, each with data of its own. */
export class StoreBed implements Bed {
  readonly contract: StoreContract
  /** How long the store may take to serve again once it can. */
  readonly patienceMs: number
  readonly nodes: readonly StoreNode[]
  readonly #folder: string
  readonly #prefix: string
  readonly #folders: readonly TemporaryFolder[]
  #keys = 0

  private constructor(
    folder: string,
    contract: StoreContract,
    { prefix, patienceMs }: BedOptions,
    nodes: readonly StoreNode[],
    folders: readonly TemporaryFolder[],
  ) {
    this.#folder = folder
    this.contract = contract
    this.patienceMs = patienceMs
    this.#prefix = prefix
    this.nodes = nodes
    this.#folders = folders
  }

  /** `ports`: of the first nodes, where they shall be those of another bed; as many nodes as the contract says, or `count`. */
  static async open(
    folder: string,
    contract: StoreContract,
    options: BedOptions & { readonly count?: number; readonly ports?: readonly number[] },
  ): Promise<StoreBed> {
    const { count = contract.store.nodes, ports: known = [] } = options
    const ports = [...known]
    while (ports.length < count) {
      const port = await freePort()
      if (!ports.includes(port)) ports.push(port)
    }
    const shared = await makeTemporaryFolder()
    const peers = ports.map((port, at) => ({
      ...{ node: nameOf(at), port: String(port), url: `http://127.0.0.1:${port}` },
    }))
    const { peer, separator } = contract.store
    const all = peers.map((one) => filled(peer, one)).join(separator)
    const folders = [shared]
    const nodes: StoreNode[] = []
    for (const [at, port] of ports.entries()) {
      const data = await makeTemporaryFolder()
      folders.push(data)
      const values = { node: nameOf(at), nodes: all, data: data.folder, shared: shared.folder }
      nodes.push(await StoreNode.make(folder, contract, { name: nameOf(at), port, values }))
    }
    return new StoreBed(folder, contract, options, nodes, folders)
  }

  /** Another store of so many nodes, empty. Those of the same name have the same addresses; this one must have ended. */
  sibling(count: number): Promise<StoreBed> {
    const ports = this.nodes.map(({ port }) => port)
    return StoreBed.open(this.#folder, this.contract, {
      ...{ prefix: this.#prefix, patienceMs: this.patienceMs, count, ports: ports.slice(0, count) },
    })
  }

  /** All nodes, or those. A store may be ready only once a majority is there, so they start together. */
  async start(nodes: readonly StoreNode[] = this.nodes): Promise<void> {
    await Promise.all(nodes.map((node) => node.service.start()))
  }

  async kill(nodes: readonly StoreNode[] = this.nodes): Promise<void> {
    await Promise.all(nodes.map((node) => node.service.kill()))
  }

  async close(): Promise<void> {
    await this.kill()
    for (const one of this.#folders) one.remove()
  }

  get patienceText(): string {
    return `${this.patienceMs / 1000} s`
  }

  /** Names of `count` keys that nobody has written yet. */
  fresh(count: number): string[] {
    return Array.from({ length: count }, () => {
      this.#keys += 1
      return `${this.#prefix}-${String(this.#keys).padStart(4, '0')}`
    })
  }

  others(...gone: readonly StoreNode[]): StoreNode[] {
    return this.nodes.filter((node) => !gone.includes(node))
  }

  /** Writes until some node acknowledges it: which one; undefined when none did in time. */
  async write(nodes: readonly StoreNode[], key: string, value: string): Promise<StoreNode | undefined> {
    let by: StoreNode | undefined
    await until(async () => {
      for (const node of nodes) {
        if ((await node.put(key, value)) === 'acknowledged') {
          by = node
          return true
        }
      }
      return false
    }, this.patienceMs)
    return by
  }

  /** What a node tells of a key, as soon as it tells anything; undefined when it did not in time. */
  async read(node: StoreNode, key: string): Promise<{ readonly value: string | undefined } | undefined> {
    let told: { value: string | undefined } | undefined
    await until(async () => {
      const answer = await node.get(key)
      if (answer === 'unknown') return false
      told = answer
      return true
    }, this.patienceMs)
    return told
  }
}

const nameOf = (at: number) => `node-${at + 1}`
