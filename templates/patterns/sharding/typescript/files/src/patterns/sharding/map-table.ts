import type { Database } from '../../database/database.ts'
import { withFence } from '../leader-election/fence.ts'
import { type ShardMap, shardMap } from './shard-map.ts'

const NAME = 'shards'

/** The one shard map, in the database that all nodes share. */
export interface MapStore {
  /** The map, or `first` when there is none yet. */
  open(first: ShardMap): Promise<ShardMap>
  /** Follows the map of the epoch before; false when that one is over. Throws `FencedOff`. */
  publish(next: ShardMap, token: number): Promise<boolean>
}

export function mapTable(control: Database): MapStore {
  return {
    async open(first) {
      await control
        .insertInto('shard_maps')
        .values({ name: NAME, epoch: first.epoch, map: JSON.stringify(first) })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute()
      const query = control.selectFrom('shard_maps').select('map').where('name', '=', NAME)
      return shardMap.parse(JSON.parse((await query.executeTakeFirstOrThrow()).map))
    },

    publish: (next, token) =>
      withFence(control, { resource: 'shard map', token }, async (tx) => {
        const result = await tx
          .updateTable('shard_maps')
          .set({ epoch: next.epoch, map: JSON.stringify(next) })
          .where('name', '=', NAME)
          .where('epoch', '=', next.epoch - 1)
          .executeTakeFirst()
        return result.numUpdatedRows > 0n
      }),
  }
}
