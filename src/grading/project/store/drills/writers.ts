import { setTimeout as wait } from 'node:timers/promises'
import type { StoreBed } from '../store-bed.ts'
import type { StoreNode } from '../store-node.ts'

/** What the client knows who alone writes a key: it counts up. */
interface Known {
  readonly key: string
  /** The last number that was acknowledged; 0 before the first. */
  last: number
  /** Numbers of which nobody was told whether they were written: they may be, or become so. */
  readonly unknown: Set<number>
}

export interface Writers {
  /** Writes acknowledged so far. */
  acknowledged(): number
  /** Lets what is under way end; what each client knows. */
  end(): Promise<readonly Known[]>
}

/**
 * Clients that write a key of their own each, two a node. When one is not acknowledged, the first of the two goes to the next
 * node, and the second gives up: what it wrote last is not hidden by what it writes later elsewhere.
 */
export function startWriters(bed: StoreBed): Writers {
  const { nodes } = bed
  let isOver = false
  let count = 0
  const client = async (known: Known, first: number): Promise<Known> => {
    let at = first
    for (let sent = 1; !isOver; sent += 1) {
      const written = await nodes[at % nodes.length]?.put(known.key, String(sent), 2000)
      if (written === 'acknowledged') {
        known.last = sent
        count += 1
        continue
      }
      if (written === 'unknown') known.unknown.add(sent)
      if (first >= nodes.length) break
      at += 1
      await wait(20)
    }
    return known
  }
  const clients = bed
    .fresh(2 * nodes.length)
    .map((key, at) => client({ key, last: 0, unknown: new Set() }, at))
  return {
    acknowledged: () => count,
    end() {
      isOver = true
      return Promise.all(clients)
    },
  }
}

/** What of it the nodes do not tell as they should, in words; undefined when every node tells it all. */
export async function lostOf(
  bed: StoreBed,
  nodes: readonly StoreNode[],
  known: readonly Known[],
): Promise<string | undefined> {
  for (const node of nodes) {
    for (const { key, last, unknown } of known) {
      if (last === 0) continue
      const told = await bed.read(node, key)
      if (told === undefined) return `${node.name} could not tell ${key} in ${bed.patienceText}`
      const number = Number(told.value)
      if (number === last || unknown.has(number)) continue
      const seen = told.value === undefined ? 'there is none (404)' : `it is ${told.value}`
      return `write ${last} of ${key} was acknowledged, and ${node.name} says that ${seen}`
    }
  }
  return undefined
}
