import type { Value } from '../../../history/operation.ts'
import { drawsOf } from './draws.ts'
import { linKv } from './lin-kv.ts'
import type { Asking, Cast, Workload } from './workload.ts'

const KEYS = 5
/** After so many operations on its keys all clients turn to new ones: they must begin empty. */
const OPERATIONS_PER_TURN = 250

/** Reads, writes of values that nobody wrote before, and compare-and-set from a value that may be there. */
function askOf({ random }: Cast, withCas: boolean): Asking {
  const draw = drawsOf(random)
  const last = new Map<number, number>()
  let asked = 0
  let written = 0
  const next = () => {
    const draws = draw()
    const key = KEYS * Math.floor(asked++ / OPERATIONS_PER_TURN) + draws.integer(KEYS)
    const what = draws.uniform()
    if (what < 0.5) return { f: 'read', value: [key, null] }
    const before = last.get(key)
    const value = ++written
    last.set(key, value)
    if (!withCas || what < 0.8 || before === undefined) return { f: 'write', value: [key, value] }
    return { f: 'cas', value: [key, [before, value] as readonly Value[]] }
  }
  return { next }
}

/** The requests of lin-kv. Whoever answers a write before the backup has it loses it with the primary. */
export const primaryBackup: Workload = {
  ...linKv,
  id: 'primary-backup',
  title: 'a store that loses nothing when its primary is gone',
  clientsPerNode: 2,
  ask: (cast) => askOf(cast, true),
}

/** Reads and writes by majorities alone: Attiya, Bar-Noy and Dolev, J. ACM 42(1), 1995. */
export const quorumStore: Workload = {
  ...linKv,
  id: 'quorum-store',
  title: 'registers that majorities keep, each linearizable',
  model: 'register',
  clientsPerNode: 2,
  rpcs: {
    read: { reply: 'read_ok', keys: { value: 'any' } },
    write: { reply: 'write_ok', keys: {} },
  },
  ask: (cast) => askOf(cast, false),
}
