import { createOutboxTable } from './migrations/outbox.ts'
