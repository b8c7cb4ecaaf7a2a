import type { Topic, TopicSimulation } from '../../corpus/topic.ts'
import { recordProgress } from '../../learning/record.ts'
import type { SimulationRequest } from '../../simulation/request.ts'
import { EXIT_INTERRUPTED, showSimulation } from '../index.ts'
import { showWatch } from '../watch-simulation.ts'
import { contextOf, type Sitting, type Way, wayOf } from './sitting.ts'

interface Visit {
  readonly way: Way
  readonly watched: boolean
}

/**
 * The simulation of the topic, on the screen: a cluster to break by hand, or a replay with charts. It counts when it was
 * watched: half of the replay, or a cluster that was let go on or broken. To have opened it for a moment shows nothing.
 */
export async function visitSimulation(topic: Topic, sitting: Sitting): Promise<Way> {
  const { slug, simulation } = topic
  if (simulation === undefined) return 'back'
  const { way, watched } = await watch(requestOf(simulation, sitting), sitting)
  if (way === 'interrupted' || !watched) return way
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

async function watch(request: SimulationRequest, sitting: Sitting): Promise<Visit> {
  const { openWatch } = await import('../../simulation/watch.ts')
  const opened = await openWatch(request)
  if (opened === undefined) return replay(request, sitting)
  try {
    const { exitCode, touched } = await showWatch(opened, undefined, sitting.screen.color)
    return { way: exitCode === EXIT_INTERRUPTED ? 'interrupted' : 'back', watched: touched }
  } finally {
    await opened.close()
  }
}

async function replay(request: SimulationRequest, sitting: Sitting): Promise<Visit> {
  const { simulate } = await import('../../simulation/simulate.ts')
  const { scenario, shown } = await simulate(request)
  const { ending, watched } = await showSimulation({
    ...sitting.screen,
    scenario,
    result: shown.result,
    summary: shown.told,
  })
  return { way: wayOf(ending), watched }
}
