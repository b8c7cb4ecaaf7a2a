import { serviceScenario } from '../../kernel/service-scenario.ts'
import { Gate } from './gate.ts'
import { invariants } from './invariants.ts'
import { variants } from './kinds.ts'
import { measure, metrics, seriesOf } from './metrics.ts'
import { mutants } from './mutants.ts'
import { parameters, settingsOf } from './parameters.ts'
import { tell } from './tell.ts'
import { faultKinds, makeWorkload } from './workload.ts'

/** The same bursts of requests, limited in five ways. */
export const scenario = serviceScenario({
  id: 'rate-limiters',
  title: 'Five rate limiters before the same bursts',
  lesson: 'rate-limiting',
  variants,
  parameters,
  metrics,
  invariants,
  goals: [
    { id: 'refused', statement: 'a request was refused' },
    { id: 'delayed', statement: 'a request had to wait in the leaky bucket' },
    { id: 'boundary_burst', statement: 'a fixed window let more than its limit pass around a boundary' },
  ],
  mutants,
  faultKinds,
  settingsOf,
  makeWorkload,
  serve: (conditions) => new Gate(conditions),
  seriesOf,
  operationsOf: ({ requests }) => requests.atUs.length,
  measure,
  goalsMet: (gate, { settings }) => ({
    boundary_burst: gate.kind === 'fixed' && gate.monitor.worst > settings.limit ? 1 : 0,
  }),
  tell,
})
