import { createDeadLetterTable } from './migrations/dead-letters.ts'
