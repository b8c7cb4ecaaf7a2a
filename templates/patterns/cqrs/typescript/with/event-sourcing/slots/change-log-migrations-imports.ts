import { createProjections } from './migrations/projections.ts'
