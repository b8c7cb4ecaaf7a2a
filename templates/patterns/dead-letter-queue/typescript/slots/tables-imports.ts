import type { DeadLetterRow } from './migrations/dead-letters.ts'
