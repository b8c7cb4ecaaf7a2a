import { drawsOf } from './draws.ts'
import { type Ask, type Asking, type Cast, toJson, toValue, type Workload } from './workload.ts'

const READ: Ask = { f: 'read', value: null }

/** Half the operations tell all nodes one whole number after the other, half read what the node has delivered. */
function askOf({ random }: Cast): Asking {
  const draw = drawsOf(random)
  let messages = 0
  return {
    next: () => (draw().uniform() < 0.5 ? { f: 'broadcast', value: messages++ } : READ),
    final: (_worker, nth) => (nth === 0 ? READ : undefined),
  }
}

function ordered(id: string, title: string, model: string): Workload {
  return {
    id,
    title,
    model,
    clientsPerNode: 1,
    reads: new Set(['read']),
    rpcs: {
      broadcast: { reply: 'broadcast_ok', keys: {} },
      read: { reply: 'read_ok', keys: { messages: 'list' } },
    },
    ask: askOf,
    request: ({ f, value }) => (f === 'read' ? { type: f } : { type: f, message: toJson(value) }),
    answer: ({ f, value }, reply) => (f === 'read' ? toValue(reply['messages']) : value),
  }
}

export const causalBroadcast = ordered(
  'causal-broadcast',
  'messages that nobody delivers before what they depend on',
  'causal-broadcast',
)
export const totalOrderBroadcast = ordered(
  'total-order-broadcast',
  'messages that all deliver in the same order',
  'total-order',
)
