import { serviceScenario, spanOf } from '../../kernel/service-scenario.ts'
import { invariants } from './invariants.ts'
import { measure, metrics, seriesOf } from './metrics.ts'
import { mutants } from './mutants.ts'
import { parameters, type Settings, settingsOf } from './parameters.ts'
import { variants } from './retry-policies.ts'
import { Storm } from './storm.ts'
import { tell } from './tell.ts'
import { faultKinds, makeWorkload, triggerOf, type Workload } from './workload.ts'

/** A server has a short outage; whether it recovers depends on how its clients retry. */
export const scenario = serviceScenario({
  id: 'retry-storm',
  title: 'A short outage, and clients that retry in four ways',
  lesson: 'retry-backoff-jitter',
  variants,
  parameters,
  metrics,
  invariants,
  goals: [
    { id: 'retried', statement: 'a request was retried' },
    { id: 'wasted', statement: 'the server worked on an attempt for which nobody waited any more' },
    { id: 'budget_refused', statement: 'the retry budget refused a retry' },
    { id: 'outlasted', statement: 'with some way to retry the overload outlasted its trigger' },
  ],
  mutants,
  faultKinds,
  settingsOf,
  makeWorkload,
  serve: (conditions) => new Storm(conditions),
  seriesOf,
  operationsOf: ({ requests }) => requests.atUs.length,
  measure: (storm, { settings, workload }) => measure(storm, triggerOf(workload), settings.timeoutUs),
  goalsMet: (storm, { settings, workload }) => ({ outlasted: outlasts(storm, workload, settings) ? 1 : 0 }),
  spansOf: ({ workload }) => workload.faults.map((fault) => spanOf(fault, 'trigger')),
  tell,
})

/** Can be told only of a trigger that is over before the run is. */
function outlasts(storm: Storm, workload: Workload, { durationUs }: Settings): boolean {
  const isOver = workload.faults.length > 0 && triggerOf(workload).toUs < durationUs
  return isOver && storm.measurement.isStuck()
}
