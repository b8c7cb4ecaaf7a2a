import { Counter } from 'prom-client'
import type { Spread } from '../../cluster/placement.ts'
import type { Metrics } from '../../observability/metrics.ts'
import { keyPages } from '../../replication/key-pages.ts'
import { askQuorum, majorityOf, NoQuorum } from '../../replication/quorum.ts'
import type { Register } from '../../replication/register.ts'
import type { Replica } from '../../replication/replica.ts'
import type { MapStore } from './map-table.ts'
import {
  beginMoves,
  endMoves,
  misplacedSlots,
  movingSlots,
  type ShardMap,
  slotOf,
} from './shard-map.ts'
import type { ShardedPlacement } from './sharded-placement.ts'

/** Slots that move at the same time: while they do, their keys need more nodes. */
const AT_ONCE = 8

interface Parts {
  readonly store: MapStore
  readonly placement: ShardedPlacement
  readonly spread: Spread
  readonly replicas: ReadonlyMap<string, Replica>
  readonly register: Register
  readonly metrics: Metrics
}

/**
 * Brings slots to where they should be, while clients read and write. The steps may be left off anywhere and gone on with
 * by another leader. See docs/adr/sharding.md for why no write is lost.
 */
export function createMover(parts: Parts): (token: number) => Promise<string> {
  const { store, placement, spread, metrics } = parts
  const moved = new Counter({
    name: 'shard_slots_moved_total',
    help: 'Slots that were brought to other nodes.',
    registers: [metrics],
  })

  const publish = async (next: ShardMap, token: number): Promise<void> => {
    const isNext = await store.publish(next, token)
    await placement.refresh()
    if (!isNext) throw new Error(`the shard map is not of epoch ${next.epoch - 1} any more`)
  }

  return async (token) => {
    let count = 0
    await placement.refresh()
    for (;;) {
      if (movingSlots(placement.map()).length === 0) {
        const slots = misplacedSlots(placement.map(), spread).slice(0, AT_ONCE)
        if (slots.length === 0) return `${count} slots moved`
        await publish(beginMoves(placement.map(), slots, spread), token)
      }
      // What is ended below is what was begun here, also when another leader has changed the map by then.
      const map = placement.map()
      const slots = movingSlots(map)
      await endOldEpoch(parts, map)
      await bringKeys(parts, map)
      await publish(endMoves(map), token)
      moved.inc(slots.length)
      count += slots.length
    }
  }
}

/** From here on nothing that goes by an older map finds a majority in the old place. */
async function endOldEpoch({ replicas }: Parts, map: ShardMap): Promise<void> {
  // Any request will do: it makes a replica refuse what comes with an older epoch.
  await askQuorum(oldPlaces(map), async (node) => replicaOf(replicas, node).read('-', map.epoch))
}

/** Every version that a majority of the old place has gets a majority of the new one. */
async function bringKeys({ replicas, register }: Parts, map: ShardMap): Promise<void> {
  const slots = movingSlots(map)
  const groups = oldPlaces(map)
  const sources = new Map(
    [...new Set(groups.flat())].map((node) => [node, replicaOf(replicas, node)]),
  )
  for await (const { keys, answered } of keyPages(sources)) {
    const isHeard = (group: readonly string[]) =>
      group.filter((node) => answered.includes(node)).length >= majorityOf(group)
    if (!groups.every(isHeard)) throw new NoQuorum('too few nodes told which keys they have')
    // A read that finds the new place behind writes the version there before it ends.
    for (const key of keys) if (slots.includes(slotOf(key))) await register.read(key)
  }
}

const oldPlaces = ({ slots }: ShardMap): string[][] =>
  slots.flatMap(({ from }) => (from === undefined ? [] : [from]))

function replicaOf(replicas: ReadonlyMap<string, Replica>, node: string): Replica {
  const replica = replicas.get(node)
  if (replica !== undefined) return replica
  throw new NoQuorum(`${node} has slots and is not among NODES: put it into LEAVING_NODES too`)
}
