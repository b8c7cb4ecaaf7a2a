import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DeadWorkerError } from '../../../src/platform/worker-question.ts'
import { WorkerThread } from '../../../src/platform/worker-thread.ts'
import { type Asked, type Executor, openExecutor } from '../../../src/simulation/runs/executor.ts'
import { planOf } from '../../../src/simulation/runs/plan.ts'
import { spreadSweep } from '../../../src/simulation/runs/spread-sweep.ts'

const request = {
  scenario: 'circuit-breaker',
  settings: ['duration_ms=10s', 'outage_start_ms=2s', 'outage_ms=3s'],
  assertions: ['p99 < 100ms', 'every p99 < 80ms', 'sometimes closed_again'],
  cwd: '/',
  version: '0.1.0',
}
const seeds = { first: 1, step: 1, count: 40 }

let executor: Executor
beforeAll(async () => {
  executor = await openExecutor(request.scenario, request.cwd)
})
afterAll(() => executor.close())

describe('a sweep on threads', () => {
  it('gives the same report on one, two and four of them, to the last digit', async () => {
    const plan = await planOf(executor, request)
    const [here, ...there] = await Promise.all(
      [1, 2, 4].map((jobs) => spreadSweep(executor, plan, seeds, { jobs })),
    )
    expect(here?.result().failed.count).toBeGreaterThan(0)
    for (const tally of there) expect(tally.result()).toEqual(here?.result())
    // The parts of a shard carry sums; those too must not depend on who added them.
    expect(there[0]?.result().traceHash).toBe(here?.result().traceHash)
  })

  it('reports its progress, which ends with all seeds', async () => {
    const plan = await planOf(executor, request)
    const seen: number[] = []
    const afterSeeds = (done: number, of: number) => {
      expect(of).toBe(40)
      seen.push(done)
    }
    await spreadSweep(executor, plan, seeds, { jobs: 2, afterSeeds })
    expect(seen.at(-1)).toBe(40)
    expect(seen.length).toBeGreaterThan(3)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  })

  it('fails, and does not hang, when a thread dies in the middle', async () => {
    const dying: Executor = { ...executor, spread: () => new Mortal(executor.spread()) }
    const plan = await planOf(executor, request)
    await expect(spreadSweep(dying, plan, seeds, { jobs: 2 })).rejects.toThrow('a thread died')
  })

  it('stays on this thread while it is small', async () => {
    const alone: Executor = {
      ...executor,
      spread: () => {
        throw new Error('a thread was opened')
      },
    }
    const plan = await planOf(executor, request)
    const tally = await spreadSweep(alone, plan, { ...seeds, count: 3 }, {})
    expect(tally.result().seeds).toBe(3)
  })
})

/** Answers twice. */
class Mortal implements Asked {
  #left = 2
  readonly #asked: Asked

  constructor(asked: Asked) {
    this.#asked = asked
  }

  ask: Asked['ask'] = async (kind, task) => {
    this.#left -= 1
    if (this.#left < 0) throw new Error('a thread died')
    return this.#asked.ask(kind, task)
  }
}

describe('a worker thread', () => {
  it('says that it died, also when it is asked again', async () => {
    const thread = new WorkerThread({ data: { kind: 'catalogue', id: 'circuit-breaker' } })
    expect(await thread.ask({ kind: 'describe', task: null })).toMatchObject({ id: 'circuit-breaker' })
    // Hours of work: the answer cannot come before the end does.
    const chunk = { seeds: { ...seeds, count: 1e9 }, offset: 0, of: 1 }
    const asked = thread.ask({ kind: 'sweep', task: { plan: await planOf(executor, request), chunk } })
    await Promise.all([thread.stop(), expect(asked).rejects.toThrow(DeadWorkerError)])
    await expect(thread.ask({ kind: 'describe', task: null })).rejects.toThrow('a worker thread ended')
  })

  it('passes on what was thrown there, with its advice', async () => {
    const thread = new WorkerThread({ data: { kind: 'catalogue', id: 'circuit-braker' } })
    await expect(thread.ask({ kind: 'describe', task: null })).rejects.toMatchObject({
      name: 'UserError',
      exitCode: 2,
      next: expect.arrayContaining(['Did you mean: compendium simulate circuit-breaker']),
    })
    await thread.stop()
  })
})
