import type { HandledMessageRow, IdempotencyKeyRow } from './migrations/idempotency-keys.ts'
