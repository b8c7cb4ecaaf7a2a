import { serviceScenario } from '../../kernel/service-scenario.ts'
import { invariants } from './invariants.ts'
import { measure, metrics, seriesOf } from './metrics.ts'
import { mutants } from './mutants.ts'
import { parameters, settingsOf } from './parameters.ts'
import { Service } from './service.ts'
import { tell } from './tell.ts'
import { variants } from './variants.ts'
import { faultKinds, makeWorkload } from './workload.ts'

/**
 * A service calls a dependency that is slow for a while: once with a circuit breaker in between and
 * once without, in the same world.
 */
export const scenario = serviceScenario({
  id: 'circuit-breaker',
  title: 'A service and its failing dependency, with and without a circuit breaker',
  lesson: 'circuit-breaker',
  variants,
  parameters,
  metrics,
  invariants,
  goals: [
    { id: 'opened', statement: 'the breaker opened' },
    { id: 'rejected', statement: 'the breaker rejected a call' },
    { id: 'closed_again', statement: 'the breaker closed again' },
  ],
  mutants,
  faultKinds,
  settingsOf,
  makeWorkload,
  operationsOf: ({ requests }) => requests.atUs.length,
  serve: (conditions) => new Service(conditions),
  measure,
  seriesOf,
  spansOf: ({ settings }) => [{ fromUs: settings.outageStartUs, toUs: settings.outageEndUs, text: 'outage' }],
  tell,
})
