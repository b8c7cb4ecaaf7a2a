import { createEntries } from './migrations/entries.ts'
