import { besideTables, postgres } from './postgres.ts'
