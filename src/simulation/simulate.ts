import { UserError } from '../lib/user-error.ts'
import type { SimulationOutcome, SimulationRequest } from './request.ts'
import { type Executor, openExecutor } from './runs/executor.ts'
import { finish } from './runs/finish.ts'
import { planOf } from './runs/plan.ts'
import { spreadSweep } from './runs/spread-sweep.ts'
import { parseSeeds, parseShard, seedsOf } from './seeds.ts'

/** Runs a scenario or a model of the user's own on one seed or many, and judges what it sees. */
export async function simulate(request: SimulationRequest): Promise<SimulationOutcome> {
  const executor = await openExecutor(request.scenario ?? missingScenario(), request.cwd)
  try {
    return await runSweep(executor, request)
  } finally {
    await executor.close()
  }
}

async function runSweep(executor: Executor, request: SimulationRequest): Promise<SimulationOutcome> {
  const range = parseSeeds(request.seed, request.seeds)
  const shard = request.shard === undefined ? undefined : parseShard(request.shard)
  const seeds = seedsOf(range, shard)
  const plan = await planOf(executor, request)
  const tally = await spreadSweep(executor, plan, seeds, request)
  return finish(executor, request, { plan, range, shard, tally })
}

function missingScenario(): never {
  throw new UserError('Which simulation?', {
    code: 'missing-scenario',
    next: [
      'For example: compendium simulate circuit-breaker',
      'For all simulations: compendium simulate --list',
    ],
  })
}
