import { postgres } from './postgres.ts'
