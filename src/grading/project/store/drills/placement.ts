import { isAnswer } from '../../../../platform/http-call.ts'
import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import { until } from '../../until.ts'
import type { StoreBed } from '../store-bed.ts'
import type { StoreNode } from '../store-node.ts'

const KEYS = 200
/** Of all copies. None has to; a placement that also levels the load may move a few. */
const MOST_MOVED = 0.1

/**
 * Whoever joins takes keys, and nobody else has to be sent any (Karger et al., STOC 1997: monotonicity). Seen on two stores
 * that are empty at first, one of which has a node more, so that it does not matter how keys would be moved.
 */
export const fewKeysMove: Drill<StoreBed> = {
  id: 'few-keys-move',
  title: 'gives keys to a node that joins, and leaves all others where they are',
  patterns: ['consistent-hashing'],
  needs: ['keys'],
  async run(bed) {
    const { copies } = bed.contract.store
    const count = copies + 2
    const keys = bed.fresh(KEYS)
    await bed.kill()
    const before = await placesIn(await bed.sibling(count), keys)
    if (typeof before === 'string') return weak(before)
    const after = await placesIn(await bed.sibling(count + 1), keys)
    if (typeof after === 'string') return weak(after)
    let moved = 0
    let taken = 0
    for (const [node, its] of after) {
      const had = before.get(node)
      if (had === undefined) taken += its.size
      else moved += [...its].filter((key) => !had.has(key)).length
    }
    const all = copies * KEYS
    const seen = `With ${count + 1} nodes in the place of ${count}, the new one keeps ${taken} of ${all} copies`
    if (taken === 0) return fail(`${seen}: it was given nothing to do.`)
    if (moved > MOST_MOVED * all)
      return fail(
        `${seen}, and ${moved} lie on an old node that did not keep them before: they would all have to be sent there.`,
      )
    return pass(`${seen}, and ${moved} lie on an old node that did not keep them before.`)
  },
}

/** Writes the keys in a store of its own, and asks each node which it keeps; else why that is not known. */
async function placesIn(bed: StoreBed, keys: readonly string[]): Promise<Map<string, Set<string>> | string> {
  try {
    await bed.start()
    // Each node takes its share, all at the same time.
    const shares = bed.nodes.map((node, first) =>
      writeAll(bed, node, everyNth(keys, first, bed.nodes.length)),
    )
    const refused = (await Promise.all(shares)).find((one) => one !== undefined)
    if (refused !== undefined) return refused
    const places = new Map<string, Set<string>>()
    const wanted = bed.contract.store.copies * keys.length
    // The last copies may be on their way when a majority has acknowledged.
    await until(async () => {
      for (const node of bed.nodes) places.set(node.name, await kept(bed, node, keys))
      return countOf(places) >= wanted
    }, bed.patienceMs)
    const found = countOf(places)
    return found === wanted
      ? places
      : `The nodes tell of ${found} copies of ${keys.length} keys; the contract says ${bed.contract.store.copies} of each.`
  } finally {
    await bed.close()
  }
}

const everyNth = <T>(all: readonly T[], first: number, n: number) => all.filter((_, at) => at % n === first)

async function writeAll(
  bed: StoreBed,
  node: StoreNode,
  keys: readonly string[],
): Promise<string | undefined> {
  for (const key of keys) {
    if ((await bed.write([node], key, 'here')) === undefined)
      return `Nothing was broken, and ${node.name} did not acknowledge a write in ${bed.patienceText}.`
  }
  return undefined
}

async function kept(bed: StoreBed, node: StoreNode, keys: readonly string[]) {
  const answer = await node.ask(bed.contract.store.keys ?? '')
  const said = isAnswer(answer) ? listIn(answer.json) : []
  return new Set(keys.filter((key) => said.includes(key)))
}

/** The list that an answer is, or has. */
function listIn(said: unknown): readonly unknown[] {
  if (Array.isArray(said)) return said
  return Object.values((said ?? {}) as object).find(Array.isArray) ?? []
}

const countOf = (places: ReadonlyMap<string, ReadonlySet<string>>) =>
  [...places.values()].reduce((sum, { size }) => sum + size, 0)
