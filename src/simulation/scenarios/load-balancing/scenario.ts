import type { Fault } from '../../kernel/fault.ts'
import type { Span } from '../../kernel/scenario.ts'
import { serviceScenario, spanOf } from '../../kernel/service-scenario.ts'
import { invariants } from './invariants.ts'
import { measure, metrics, seriesOf } from './metrics.ts'
import { mutants } from './mutants.ts'
import { parameters, settingsOf } from './parameters.ts'
import { variants } from './policies.ts'
import { Pool } from './pool.ts'
import { tell } from './tell.ts'
import { faultKinds, makeWorkload } from './workload.ts'

/** The same requests, spread over the same servers by five policies. */
export const scenario = serviceScenario({
  id: 'load-balancing',
  title: 'Five ways to spread requests over servers',
  lesson: 'load-balancing',
  variants,
  parameters,
  metrics,
  invariants,
  goals: [
    { id: 'killed_at_work', statement: 'a server was killed that had requests' },
    { id: 'refused', statement: 'a request went to a dead server before the balancer noticed' },
    { id: 'keys_moved', statement: 'keys moved to another server' },
  ],
  mutants,
  faultKinds,
  settingsOf,
  makeWorkload,
  serve: (conditions) => new Pool(conditions),
  seriesOf,
  operationsOf: ({ requests }) => requests.atUs.length,
  measure: (pool, { settings }) => measure(pool, settings.keys),
  goalsMet: ({ monitor }) => ({ keys_moved: monitor.keyMoves.moved }),
  spansOf: ({ workload }) => spansOf(workload.faults),
  tell,
})

function spansOf(faults: readonly Fault[]): Span[] {
  const crash = faults.find(({ kind }) => kind === 'crash')
  const load = faults.find(({ kind }) => kind === 'load')
  const span = (fault: Fault | undefined, text: string) => (fault === undefined ? [] : [spanOf(fault, text)])
  return [...span(crash, 'servers dead'), ...span(load, 'added load')]
}
