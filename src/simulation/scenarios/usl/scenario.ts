import type { EventModel, EventRun, EventWorld } from '../../kernel/event-model.ts'
import { eventScenario } from '../../kernel/event-scenario.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { CREW_KINDS, Crew } from './crew.ts'
import { invariants, mutants } from './invariants.ts'
import { DOUBLE, FREE, lawOf, metrics, prefixed, variants } from './metrics.ts'
import { parameters, settingsOf } from './parameters.ts'
import { tell } from './tell.ts'

const model: EventModel = {
  id: 'usl',
  title: 'More workers on shared data: the universal scalability law',
  version: 1,
  lesson: 'queueing',
  variants,
  parameters,
  metrics,
  invariants,
  goals: [{ id: 'waited', statement: 'a worker waited for the lock' }],
  mutants: mutants.map(({ id, title, breaks }) => ({ id, title, breaks })),
  setup,
  tell,
}

/** A closed system: workers share one lock and tell each other of changes; nothing comes from outside. */
export const scenario = eventScenario(model)

function setup(world: EventWorld, values: Parameters, mutant: string | undefined): EventRun {
  const settings = settingsOf(values)
  const { workers, durationUs } = settings
  const common = { world, settings, mutant }
  const crews = [
    new Crew({ ...common, workers, inStep: true, variant: '', firstKind: 0 }),
    new Crew({ ...common, workers, inStep: false, variant: FREE, firstKind: CREW_KINDS }),
    new Crew({ ...common, workers: 2 * workers, inStep: true, variant: DOUBLE, firstKind: 2 * CREW_KINDS }),
  ] as const
  const [inStep, free, double] = crews
  return {
    durationUs,
    start() {
      for (const crew of crews) crew.start()
    },
    handle(kind, worker) {
      crews[Math.floor(kind / CREW_KINDS)]?.handle(kind % CREW_KINDS, worker)
    },
    end() {
      for (const crew of crews) crew.end()
    },
    metrics: () => ({
      ...inStep.values(),
      ...lawOf(workers, settings),
      ...prefixed(FREE, free.values()),
      ...prefixed(DOUBLE, { ...double.values(), ...lawOf(2 * workers, settings) }),
    }),
  }
}
