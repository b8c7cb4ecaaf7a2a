import { createShards } from './migrations/shards.ts'
