import { toJson, toValue, type Workload } from './workload.ts'

const READ = { f: 'read', value: null }

/** Deltas from `least` to 4, and reads of the sum. */
function counter(id: string, title: string, least: number): Workload {
  return {
    id,
    title,
    model: id,
    clientsPerNode: 1,
    reads: new Set(['read']),
    rpcs: {
      add: { reply: 'add_ok', keys: {} },
      read: { reply: 'read_ok', keys: { value: 'integer' } },
    },
    ask: ({ random }) => {
      let asked = 0
      return {
        next: () => {
          const at = 2 * asked++
          if (random.uniform(at) >= 0.5) return READ
          return { f: 'add', value: least + random.integer(at + 1, 5 - least) }
        },
        final: (_worker, nth) => (nth === 0 ? READ : undefined),
      }
    },
    request: ({ f, value }) => (f === 'read' ? { type: 'read' } : { type: 'add', delta: toJson(value) }),
    answer: ({ f, value }, reply) => (f === 'read' ? toValue(reply['value']) : value),
  }
}

export const gCounter = counter('g-counter', 'a counter that only grows', 0)
export const pnCounter = counter('pn-counter', 'a counter that grows and shrinks', -5)
