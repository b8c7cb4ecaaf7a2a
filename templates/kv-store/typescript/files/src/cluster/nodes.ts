import type { Config } from '../config.ts'

export interface Node {
  readonly name: string
  /** Where the other nodes reach it. */
  readonly url: string
}

export interface Cluster {
  /** The node that this process is. */
  readonly self: string
  readonly nodes: readonly Node[]
  /** The names of those that keep keys: all but the ones that leave. */
  readonly keepers: readonly string[]
  /** The keepers before a change that is under way; empty otherwise. */
  readonly previous: readonly string[]
}

type ClusterConfig = Pick<Config, 'NODE_NAME' | 'NODES' | 'LEAVING_NODES' | 'PREVIOUS_NODES'>

/** Who is in the cluster. Throws an Error that names the variable at fault. */
export function readCluster(config: ClusterConfig): Cluster {
  const nodes = config.NODES.split(',').map(parseNode)
  const names = nodes.map(({ name }) => name)
  if (new Set(names).size < names.length) throw new Error('NODES: a name is there twice')
  const self = config.NODE_NAME ?? names[0] ?? ''
  if (!names.includes(self)) throw new Error(`NODE_NAME: ${self} is none of NODES`)
  const leaving = namesIn(config.LEAVING_NODES)
  const previous = namesIn(config.PREVIOUS_NODES)
  const unknown = [...leaving, ...previous].find((name) => !names.includes(name))
  if (unknown !== undefined) throw new Error(`NODES: the address of ${unknown} is missing`)
  const keepers = names.filter((name) => !leaving.includes(name))
  if (keepers.length === 0) throw new Error('LEAVING_NODES: nobody would be left')
  return { self, nodes, keepers, previous }
}

const namesIn = (list: string | undefined): string[] => list?.split(',') ?? []

function parseNode(text: string): Node {
  const at = text.indexOf('=')
  return { name: text.slice(0, at), url: text.slice(at + 1) }
}
