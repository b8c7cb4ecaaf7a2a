import { createMover } from './patterns/sharding/move-shards.ts'
