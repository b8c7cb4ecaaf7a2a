// compendium:slot change-log-migrations-imports default
import { createChangeLog } from './migrations/change-log.ts'
import { createProjections } from './migrations/projections.ts'
// compendium:end
