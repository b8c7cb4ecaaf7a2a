import { Gauge } from 'prom-client'
import type { Placement, Spread } from '../../cluster/placement.ts'
import type { Log } from '../../observability/log.ts'
import type { Metrics } from '../../observability/metrics.ts'
import type { MapStore } from './map-table.ts'
import { firstMap, replicasIn, type ShardMap } from './shard-map.ts'

/** How often a node looks for a new map that nobody has told it of. */
const LOOK_MS = 1000

interface Options {
  readonly store: MapStore
  readonly spread: Spread
  readonly log: Log
  readonly metrics: Metrics
}

export interface ShardedPlacement extends Placement {
  readonly map: () => ShardMap
  stop(): void
}

/** Where the shard map says. The map of before serves as long as the shared database cannot be reached. */
export async function openShards(options: Options): Promise<ShardedPlacement> {
  const { store, spread, log, metrics } = options
  let map = await store.open(firstMap(spread))
  measureEpoch(metrics, () => map.epoch)

  const refresh = async (): Promise<void> => {
    try {
      const found = await store.open(map)
      if (found.epoch <= map.epoch) return
      map = found
      log.info({ epoch: map.epoch }, 'a new shard map')
    } catch (error) {
      log.warn({ err: error }, 'the shard map cannot be read')
    }
  }
  const timer = setInterval(() => void refresh(), LOOK_MS)

  return {
    map: () => map,
    replicasOf: (key) => replicasIn(map, key),
    refresh,
    stop: () => clearInterval(timer),
  }
}

function measureEpoch(metrics: Metrics, epoch: () => number): void {
  new Gauge({
    name: 'shard_map_epoch',
    help: 'The epoch of the shard map by which this node goes.',
    registers: [metrics],
    collect() {
      this.set(epoch())
    },
  })
}
