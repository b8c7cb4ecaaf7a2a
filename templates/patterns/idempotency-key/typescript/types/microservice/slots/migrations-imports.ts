import { createIdempotencyKeys, indexIdempotencyKeys } from './migrations/idempotency-keys.ts'
