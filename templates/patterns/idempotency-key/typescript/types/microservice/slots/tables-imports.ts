import type { IdempotencyKeyRow } from './migrations/idempotency-keys.ts'
