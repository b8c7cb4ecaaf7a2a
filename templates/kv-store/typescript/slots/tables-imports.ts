import type { EntryRow } from './migrations/entries.ts'
