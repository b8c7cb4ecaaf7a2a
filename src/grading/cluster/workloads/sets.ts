import type { RandomStream } from '../../../lib/prng.ts'
import { type Asking, type Cast, toJson, toValue, type Workload } from './workload.ts'

/** Half the operations put in one whole number after the other, half read all. */
function askOf(put: string): (cast: Cast) => Asking {
  return ({ random }: { readonly random: RandomStream }) => {
    let asked = 0
    let element = 0
    const read = { f: 'read', value: null }
    return {
      next: () => (random.uniform(asked++) < 0.5 ? { f: put, value: element++ } : read),
      final: (_worker, nth) => (nth === 0 ? read : undefined),
    }
  }
}

/** Messages that every node must come to know. */
export const broadcast: Workload = {
  id: 'broadcast',
  title: 'messages that reach every node',
  model: 'broadcast',
  clientsPerNode: 1,
  greeting: (_node, topology) => ({ type: 'topology', topology: topology }),
  reads: new Set(['read']),
  rpcs: {
    topology: { reply: 'topology_ok', keys: {} },
    broadcast: { reply: 'broadcast_ok', keys: {} },
    read: { reply: 'read_ok', keys: { messages: 'list' } },
  },
  ask: askOf('broadcast'),
  request: ({ f, value }) =>
    f === 'read' ? { type: 'read' } : { type: 'broadcast', message: toJson(value) },
  answer: ({ f, value }, reply) => (f === 'read' ? toValue(reply['messages']) : value),
}

/** A set that only grows. */
export const gSet: Workload = {
  id: 'g-set',
  title: 'a set that only grows',
  model: 'g-set',
  clientsPerNode: 1,
  reads: new Set(['read']),
  rpcs: {
    add: { reply: 'add_ok', keys: {} },
    read: { reply: 'read_ok', keys: { value: 'list' } },
  },
  ask: askOf('add'),
  request: ({ f, value }) => (f === 'read' ? { type: 'read' } : { type: 'add', element: toJson(value) }),
  answer: ({ f, value }, reply) => (f === 'read' ? toValue(reply['value']) : value),
}
