import type { ProjectionRow } from './migrations/projections.ts'
