leases: LeaseRow
fences: FenceRow
duty_runs: DutyRunRow
