import { serviceScenario } from '../../kernel/service-scenario.ts'
import { Cache } from './cache.ts'
import { invariants } from './invariants.ts'
import { measure, metrics, seriesOf } from './metrics.ts'
import { mutants } from './mutants.ts'
import { parameters, settingsOf } from './parameters.ts'
import { variants } from './protections.ts'
import { tell } from './tell.ts'
import { faultKinds, makeWorkload } from './workload.ts'

/** Values expire while many ask for them; six ways to have them fetched again. */
export const scenario = serviceScenario({
  id: 'cache-stampede',
  title: 'A cache whose values expire under load, with six protections of the origin',
  lesson: 'request-coalescing',
  variants,
  parameters,
  metrics,
  invariants,
  goals: [
    { id: 'expired', statement: 'a request found a value expired or missing' },
    { id: 'joined', statement: 'a request joined a fetch on its way' },
    { id: 'lock_found', statement: 'a request found a lock taken' },
    { id: 'early', statement: 'a value was fetched before its TTL was over' },
    { id: 'stale_served', statement: 'a value was served after its TTL' },
  ],
  mutants,
  faultKinds,
  settingsOf,
  makeWorkload,
  serve: (conditions) => new Cache(conditions),
  seriesOf,
  operationsOf: ({ requests }) => requests.atUs.length,
  measure,
  tell,
})
