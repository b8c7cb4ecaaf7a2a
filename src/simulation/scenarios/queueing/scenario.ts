import type { EventModel, EventRun, EventWorld } from '../../kernel/event-model.ts'
import { eventScenario } from '../../kernel/event-scenario.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { invariants } from './invariants.ts'
import { BUSIER, metrics, prefixed, theoryOf, variants } from './metrics.ts'
import { mutants } from './mutants.ts'
import { parameters, settingsOf } from './parameters.ts'
import { QUEUE_KINDS, Queue } from './queue.ts'
import { tell } from './tell.ts'

const model: EventModel = {
  id: 'queueing',
  title: 'One line before a few servers: M/M/1 and its kin, measured and in theory',
  version: 1,
  lesson: 'queueing',
  variants,
  parameters,
  metrics,
  invariants,
  goals: [{ id: 'all_busy', statement: 'all servers were busy at once' }],
  mutants: mutants.map(({ id, title, breaks }) => ({ id, title, breaks })),
  setup,
  tell,
}

/**
 * A queue, and the same with so many more customers that half of its idle time is gone. Both serve
 * the same customers: gaps are stretched and service times equal.
 */
export const scenario = eventScenario(model)

function setup(world: EventWorld, values: Parameters, mutant: string | undefined): EventRun {
  const { queue, busier, durationUs, warmUpUs } = settingsOf(values)
  const common = { world, durationUs, warmUpUs, mutant }
  const own = new Queue({ ...common, model: queue, variant: '', firstKind: 0 })
  const second = new Queue({ ...common, model: busier, variant: BUSIER, firstKind: QUEUE_KINDS })
  return {
    warmUpUs,
    bucketUs: Math.ceil(durationUs / 120),
    spans: [{ fromUs: 0, toUs: warmUpUs, text: 'warm-up' }],
    start() {
      own.start()
      second.start()
    },
    handle(kind, customer) {
      if (kind < QUEUE_KINDS) own.handle(kind, customer)
      else second.handle(kind - QUEUE_KINDS, customer)
    },
    end(drained) {
      own.end(drained)
      second.end(drained)
    },
    metrics: () => ({
      ...own.measures.values(queue.servers),
      ...theoryOf(queue),
      ...prefixed(BUSIER, { ...second.measures.values(busier.servers), ...theoryOf(busier) }),
    }),
  }
}
