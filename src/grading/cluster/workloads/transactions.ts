import type { Value } from '../../../history/operation.ts'
import { type Asking, type Cast, toJson, toValue, type Workload } from './workload.ts'

const DRAWS = 32
const DEFAULT_KEYS = 10

/** Short transactions over a few keys, each key written at most so often before another takes its place. */
function askOf(write: string): (cast: Cast) => Asking {
  return ({ random, options }) => {
    const written = new Map<number, number>()
    const keys = Array.from({ length: options.keyCount ?? DEFAULT_KEYS }, (_, at) => at)
    let fresh = keys.length
    let asked = 0
    const next = () => {
      const at = DRAWS * asked++
      const length = 1 + random.integer(at, Math.min(options.maxTxnLength, DRAWS / 2 - 1))
      const micros: Value[] = []
      for (let one = 0; one < length; one += 1) {
        // Some keys are hot: the minimum of two draws is small more often.
        const draw = at + 1 + 2 * one
        const slot = Math.min(random.integer(draw, keys.length), random.integer(draw + 1, keys.length))
        const key = keys[slot] ?? 0
        if (random.uniform(draw + DRAWS * 0x10000) < 0.5) {
          micros.push(['r', key, null])
          continue
        }
        const value = (written.get(key) ?? 0) + 1
        written.set(key, value)
        micros.push([write, key, value])
        if (value >= options.maxWritesPerKey) keys[slot] = fresh++
      }
      return { f: 'txn', value: micros }
    }
    return { next }
  }
}

function transactions(id: string, title: string, model: string, write: string): Workload {
  return {
    id,
    title,
    model,
    consistency: 'strict-serializable',
    clientsPerNode: 1,
    reads: new Set(),
    rpcs: { txn: { reply: 'txn_ok', keys: { txn: 'list' } } },
    ask: askOf(write),
    request: ({ value }) => ({ type: 'txn', txn: toJson(value) }),
    answer: (_ask, reply) => toValue(reply['txn']),
  }
}

export const txnListAppend = transactions(
  'txn-list-append',
  'transactions over lists that grow',
  'list-append',
  'append',
)
export const txnRwRegister = transactions(
  'txn-rw-register',
  'transactions over registers',
  'rw-register',
  'w',
)
