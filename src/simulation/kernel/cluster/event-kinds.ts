// What events of a cluster are, as the queue and the trace hash know them.

export const DELIVERY = 0
export const TIMER = 1
export const ALARM = 2
export const ARRIVAL = 3
export const GIVE_UP = 4
export const EXTRA_ARRIVAL = 5

export const OUTCOME_CODE = { ok: 0x40000000, fail: 0x50000000, unknown: 0x60000000 } as const
