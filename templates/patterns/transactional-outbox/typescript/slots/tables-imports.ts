import type { OutboxRow } from './migrations/outbox.ts'
