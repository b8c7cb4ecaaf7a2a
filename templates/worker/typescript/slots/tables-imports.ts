import type { JobRow } from './migrations/jobs.ts'
