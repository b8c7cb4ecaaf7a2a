import type { DutyRunRow, FenceRow, LeaseRow } from './migrations/leases.ts'
