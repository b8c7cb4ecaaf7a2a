import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { isUserError } from '../../../src/lib/user-error.ts'
import { openModel } from '../../../src/simulation/runs/executor.ts'
import { scenarioOf } from '../../../src/simulation/runs/model-shape.ts'
import { simulate } from '../../../src/simulation/simulate.ts'
import { newWorkshop, plainScenario, queueModel, type Workshop } from '../helpers/model-files.ts'
import { toy } from '../helpers/toy.ts'

let workshop: Workshop
beforeAll(async () => {
  workshop = await newWorkshop()
})
afterAll(() => workshop.remove())

const run = (scenario: string, more: object = {}) =>
  simulate({ scenario, settings: [], assertions: [], cwd: workshop.folder, version: '0.1.0', ...more })

async function failure(name: string, text: string, more: object = {}) {
  const error = await run(await workshop.write(name, text), more).catch((thrown: unknown) => thrown)
  if (!isUserError(error)) throw new Error(`no error for a user: ${error}`)
  expect(error.message).not.toContain('\n')
  return error
}

describe("a user's own model", () => {
  it('runs from TypeScript, is swept, judged and replayed to the same hash', async () => {
    const file = await workshop.write('queue.ts', queueModel())
    const once = await run(file, { seeds: '30', assertions: ['mean_time < 100ms'] })
    expect(once).toMatchObject({ verdict: 'pass', scenario: { id: 'my-queue', version: 1 } })
    expect(once.sweep.metrics['mean_time']?.mean).toBeGreaterThan(1)
    expect(once.replay).toBe("compendium simulate ./queue.ts --seeds 30 --assert 'mean_time < 100ms'")
    const again = await run(file, { seeds: '30', assertions: ['mean_time < 100ms'], jobs: 2 })
    expect(again.sweep).toEqual(once.sweep)
  })

  it('leaves nothing behind outside the folder it is in', async () => {
    // A temporary folder of our own: other tests use the common one at the same time.
    const temporary = await mkdtemp(path.join(tmpdir(), 'temporary-'))
    vi.stubEnv('TMPDIR', temporary)
    try {
      await run(await workshop.write('queue.ts', queueModel()))
      await failure('throws.ts', queueModel('throw new Error("no")'))
      expect((await readdir(temporary)).filter((name) => name.startsWith('compendium-'))).toEqual([])
    } finally {
      vi.unstubAllEnvs()
      await rm(temporary, { recursive: true })
    }
  })

  it('that throws is named with the line that did', async () => {
    const { message, exitCode } = await failure('throws.ts', queueModel('(null as any).boom()'))
    expect(message).toMatch(
      /^\.\/throws\.ts failed: Cannot read properties of null .*\(throws\.ts:\d+:\d+\)$/,
    )
    expect(exitCode).toBe(2)
  })

  it('cannot ask for chance or the time', async () => {
    const { message, exitCode } = await failure('chance.ts', queueModel('void Math.random()'))
    expect([message, exitCode]).toEqual([
      './chance.ts uses Math.random, so that no run could be repeated.',
      2,
    ])
  })

  it.each([
    ['void setTimeout(() => {}, 1)', 'setTimeout'],
    ['void process.hrtime.bigint()', 'process.hrtime'],
    ['void crypto.randomUUID()', 'crypto.randomUUID'],
    ['crypto.getRandomValues(new Uint8Array(1))', 'crypto.getRandomValues'],
  ])('cannot ask for them by another way: %s', async (text, what) => {
    const { message } = await failure('chance.ts', queueModel(text))
    expect(message).toBe(`./chance.ts uses ${what}, so that no run could be repeated.`)
  })

  it('that is one endless name is not repeated to the user', async () => {
    const { message } = await failure('long.js', 'a'.repeat(100_000))
    expect(message).toMatch(/^\.\/long\.js failed: a{300}\.\.\. \(long\.js:1:1\)$/)
  })

  it('that keeps something from run to run is told so', async () => {
    const impure = plainScenario(
      'globalThis.count = (globalThis.count ?? 0) + 1; result.metrics.value += globalThis.count',
    )
    const { message } = await failure('impure.js', impure, { seeds: '3' })
    expect(message).toBe('./impure.js is not the same twice: seed 1 gave two different runs (value).')
  })

  it.each([
    ['export default {{', 'cannot be compiled: unusable.ts:1:17'],
    ['import "./nowhere.ts"; export default {}', 'cannot be compiled'],
    ['export const x = 1', 'it has no default export that is a model'],
  ])('%s is refused: %s', async (text, why) => {
    const { message, exitCode } = await failure('unusable.ts', text)
    expect(message).toContain(why)
    expect(exitCode).toBe(2)
  })

  it('that is not there is said to be so', async () => {
    await expect(run('./nowhere.ts')).rejects.toMatchObject({
      message: './nowhere.ts is not there.',
      exitCode: 2,
    })
    await expect(run('./')).rejects.toMatchObject({ message: './ is a folder.' })
  })

  it('that never ends by itself is stopped by its number of events, and decides nothing', async () => {
    const endless = queueModel().replace('if (come === 500) return', '')
    const file = await workshop.write('endless.ts', endless)
    const { verdict, sweep } = await run(file, { maxEvents: 3000 })
    expect(verdict).toBe('inconclusive')
    expect(sweep.endless).toEqual({ count: 1, seeds: [1] })
  })

  it('whose handler never returns is stopped by the clock, with exit status 3', async () => {
    const file = await workshop.write('loop.ts', queueModel('for (;;) {}'))
    const executor = await openModel(
      { path: `${workshop.folder}/loop.ts`, name: file },
      { silenceMs: 4000, memoryMb: 256 },
    )
    const options = { seed: 1, parameters: { load: 0.8 }, options: {} }
    const error = await executor.ask('show', options).catch((thrown: unknown) => thrown)
    await executor.close()
    expect(error).toMatchObject({ message: './loop.ts was stopped: no answer for 4 s.', exitCode: 3 })
  })

  it('that ends its thread, or fills its memory, is not a hang', async () => {
    const { message } = await failure('exits.ts', queueModel('process.exit(0)'))
    expect(message).toContain('./exits.ts ended the thread it ran in')
    const hungry = queueModel('for (const kept: number[][] = []; ; ) kept.push(new Array(10_000).fill(0))')
    const file = await workshop.write('hungry.ts', hungry)
    const limits = { silenceMs: 20_000, memoryMb: 64 }
    const executor = await openModel({ path: `${workshop.folder}/hungry.ts`, name: file }, limits)
    const options = { seed: 1, parameters: { load: 0.8 }, options: {} }
    const error = await executor.ask('show', options).catch((thrown: unknown) => thrown)
    await executor.close()
    expect(error).toMatchObject({
      message: './hungry.ts ended the thread it ran in: it filled the 64 MB of memory that it may use.',
      exitCode: 3,
    })
  })
})

describe('the shape of a model', () => {
  const setup = () => {}
  const refusal = (model: unknown) => {
    try {
      scenarioOf(model, 'm.ts')
    } catch (error) {
      return (error as Error).message
    }
    return 'accepted'
  }

  it.each([
    [undefined, 'it has no default export that is a model'],
    [{}, 'it has no default export that is a model'],
    [3, 'it has no default export that is a model'],
    [{ id: 'x' }, 'title: expected string'],
    [{ id: 'x', title: 'X' }, 'setup: expected a function'],
    [{ id: 'x', title: 'X', faultKinds: [] }, 'setup: expected a function'],
    [{ id: 'x', title: 'X', run: 1 }, 'run: expected a function'],
    [{ id: 'x', title: 'X', setup, metrics: [{ id: 'm' }] }, 'metrics.0.unit'],
    [{ id: 'x', title: 'X', setup, parameters: {} }, 'parameters: expected array'],
    [{ id: 'x', title: 'X', setup, mutants: [{ id: 'y', title: 'Y' }] }, 'mutants.0.breaks'],
  ])('is checked, and the field that is wrong is named: %j', (model, why) => {
    expect(refusal(model)).toContain(`m.ts is no model: ${why}`)
  })

  const cluster = {
    nodes: [{ name: 'node 0', role: 'node' }],
    durationUs: 1_000_000,
    latency: { kind: 'fixed', minUs: 1000 },
    tolerates: { kinds: [] },
    create: () => ({ onStart() {}, onMessage() {}, onTimer() {} }),
    watch: () => ({}),
  }

  it.each([
    [{ faultKinds: [] }, { watch: undefined }, 'what setup gives: watch: expected a function'],
    [{ faultKinds: [] }, { durationUs: undefined }, 'what setup gives: durationUs: expected'],
    [
      { faultKinds: [] },
      { latency: { minUs: 1, maxUs: 2 } },
      'what setup gives: latency.kind: expected fixed',
    ],
    [{ faultKinds: [] }, { nodes: [] }, 'what setup gives: nodes: '],
    [{}, {}, 'it has nodes, but no faultKinds'],
  ])('is checked in what setup gives: %j with %j', (more, change, why) => {
    const model = (given: object) => ({
      id: 'x',
      title: 'X',
      ...more,
      setup: () => ({ ...cluster, ...given }),
    })
    const run = (given: object) => scenarioOf(model(given), 'm.ts').run(1, {})
    expect(() => run(change)).toThrow(`m.ts is no model: ${why}`)
    if ('faultKinds' in more) expect(run({}).end).toBe('done')
  })

  it('needs no more than an id, a title and what it does', () => {
    expect(scenarioOf({ id: 'x', title: 'X', setup }, 'm.ts')).toMatchObject({ version: 1, invariants: [] })
    expect(scenarioOf({ id: 'x', title: 'X', run: setup }, 'm.ts')).toMatchObject({
      variants: [{ prefix: '' }],
    })
  })

  it('may be a class: its functions are called on it', () => {
    class Model {
      id = 'x'
      title = 'X'
      #seed = 40
      run(seed: number) {
        return { ...toy().run(seed, {}), events: this.#seed + seed }
      }
    }
    expect(scenarioOf(new Model(), 'm.ts').run(2, {}).events).toBe(42)
  })
})
