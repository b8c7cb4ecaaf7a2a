import type { HandledMessageRow } from './migrations/handled-messages.ts'
