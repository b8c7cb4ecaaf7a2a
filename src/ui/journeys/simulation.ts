import type { Topic, TopicSimulation } from '../../corpus/topic.ts'
import { recordProgress } from '../../learning/record.ts'
import type { SimulationRequest } from '../../simulation/request.ts'
import { EXIT_INTERRUPTED, showSimulation } from '../index.ts'
import { showWatch } from '../watch-simulation.ts'
import { contextOf, type Sitting, type Way, wayOf } from './sitting.ts'

/** The simulation of the topic, on the screen: a cluster to break by hand, or a replay with charts. */
export async function visitSimulation(topic: Topic, sitting: Sitting): Promise<Way> {
  const { slug, simulation } = topic
  if (simulation === undefined) return 'back'
  const way = await watch(requestOf(simulation, sitting), sitting)
  if (way === 'interrupted') return way
  const data = { scenario: simulation.scenario, seeds: 1 }
  await recordProgress([{ kind: 'simulation', slug, data }], contextOf(sitting))
  return way
}

function requestOf(
  { scenario, seed, parameters }: TopicSimulation,
  { cwd, version }: Sitting,
): SimulationRequest {
  return {
    scenario,
    seed: String(seed),
    settings: Object.entries(parameters).map(([name, value]) => `${name}=${value}`),
    assertions: [],
    cwd,
    version,
  }
}

async function watch(request: SimulationRequest, sitting: Sitting): Promise<Way> {
  const { openWatch } = await import('../../simulation/watch.ts')
  const opened = await openWatch(request)
  if (opened === undefined) return replay(request, sitting)
  try {
    const { exitCode } = await showWatch(opened, undefined, sitting.screen.color)
    return exitCode === EXIT_INTERRUPTED ? 'interrupted' : 'back'
  } finally {
    await opened.close()
  }
}

async function replay(request: SimulationRequest, sitting: Sitting): Promise<Way> {
  const { simulate } = await import('../../simulation/simulate.ts')
  const { scenario, shown } = await simulate(request)
  const { ending } = await showSimulation({
    ...sitting.screen,
    scenario,
    result: shown.result,
    summary: shown.told,
  })
  return wayOf(ending)
}
