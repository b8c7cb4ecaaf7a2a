import type { ShardEpochRow, ShardMapRow } from './migrations/shards.ts'
