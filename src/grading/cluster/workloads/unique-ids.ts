import { toValue, type Workload } from './workload.ts'

/** Every answer must be an id that nobody else got. */
export const uniqueIds: Workload = {
  id: 'unique-ids',
  title: 'ids that no two requests share',
  model: 'unique-ids',
  clientsPerNode: 1,
  reads: new Set(),
  rpcs: { generate: { reply: 'generate_ok', keys: { id: 'any' } } },
  ask: () => ({ next: () => ({ f: 'generate', value: null }) }),
  request: () => ({ type: 'generate' }),
  answer: (_ask, reply) => toValue(reply['id']),
}
