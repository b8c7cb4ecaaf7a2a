import type { Value } from '../../../history/operation.ts'
import { ErrorCode } from '../wire/error-codes.ts'
import { type Ask, toJson, toValue, type Workload } from './workload.ts'

/** After so many operations clients turn to a new key: short histories are judged fast, and a new key must begin empty. */
const OPERATIONS_PER_KEY = 100
const VALUES = 5

const pairOf = ({ value }: Ask): readonly [Value, Value] => value as readonly [Value, Value]

/** Registers with read, write and compare-and-set. Half of the clients only read, as in Maelstrom. */
export const linKv: Workload = {
  id: 'lin-kv',
  title: 'a key-value store, each key a linearizable register',
  model: 'cas-register',
  keyed: true,
  clientsPerNode: 2,
  reads: new Set(['read']),
  rpcs: {
    read: { reply: 'read_ok', keys: { value: 'any' } },
    write: { reply: 'write_ok', keys: {} },
    cas: { reply: 'cas_ok', keys: {} },
  },
  patience: { ms: 1000, latencies: 10 },
  ask: ({ random, clients }) => {
    let asked = 0
    return {
      next: (worker) => {
        const at = 4 * asked
        const key = Math.floor(asked++ / OPERATIONS_PER_KEY)
        if (worker < clients / 2) return { f: 'read', value: [key, null] }
        const value = random.integer(at, VALUES)
        if (random.uniform(at + 1) < 1 / 3) return { f: 'write', value: [key, value] }
        return { f: 'cas', value: [key, [value, random.integer(at + 2, VALUES)]] }
      },
    }
  },
  request: (ask) => {
    const [key, value] = pairOf(ask)
    if (ask.f === 'read') return { type: 'read', key: toJson(key) }
    if (ask.f === 'write') return { type: 'write', key: toJson(key), value: toJson(value) }
    const [from, to] = value as readonly [Value, Value]
    return { type: 'cas', key: toJson(key), from: toJson(from), to: toJson(to) }
  },
  answer: (ask, reply) => (ask.f === 'read' ? [pairOf(ask)[0], toValue(reply['value'])] : ask.value),
  // Maelstrom lets such a read count for nothing, and so misses a key that was written and is gone.
  errorAnswer: (ask, code) =>
    ask.f === 'read' && code === ErrorCode.keyDoesNotExist ? [pairOf(ask)[0], null] : undefined,
}
