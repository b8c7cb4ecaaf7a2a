import { createJobs } from './migrations/jobs.ts'
