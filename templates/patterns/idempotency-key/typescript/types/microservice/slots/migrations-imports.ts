import { createIdempotencyKeys } from './migrations/idempotency-keys.ts'
