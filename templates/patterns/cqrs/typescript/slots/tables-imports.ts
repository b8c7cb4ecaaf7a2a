// compendium:slot change-log-tables-imports default
import type { ChangeLogHeadRow, ChangeLogRow } from './migrations/change-log.ts'
import type { ProjectionRow } from './migrations/projections.ts'
// compendium:end
