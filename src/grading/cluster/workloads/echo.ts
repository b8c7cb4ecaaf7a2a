import { toJson, toValue, type Workload } from './workload.ts'

/** Sends a text, expects it back. */
export const echo: Workload = {
  id: 'echo',
  title: 'a node that says back what it is told',
  model: 'echo',
  clientsPerNode: 1,
  reads: new Set(['echo']),
  rpcs: { echo: { reply: 'echo_ok', keys: { echo: 'any' } } },
  ask: ({ random }) => {
    let asked = 0
    return { next: () => ({ f: 'echo', value: `Please echo ${random.integer(asked++, 128)}` }) }
  },
  request: ({ value }) => ({ type: 'echo', echo: toJson(value) }),
  answer: (_ask, reply) => toValue(reply['echo']),
}
