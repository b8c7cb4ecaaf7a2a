import { createLeases } from './migrations/leases.ts'
