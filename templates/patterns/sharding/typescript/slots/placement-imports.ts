import { latestEpochOnly } from './patterns/sharding/epochs.ts'
import { mapTable } from './patterns/sharding/map-table.ts'
import { openShards } from './patterns/sharding/sharded-placement.ts'
