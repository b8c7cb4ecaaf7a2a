import { parkJobs } from './patterns/dead-letters/park-jobs.ts'
