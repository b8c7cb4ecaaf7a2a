import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulationText } from '../../src/report/simulation-text.ts'
import { replay } from '../../src/simulation/replay.ts'
import type { SimulationRequest } from '../../src/simulation/request.ts'
import { simulate } from '../../src/simulation/simulate.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'compendium-replay-'))
})
afterAll(() => rm(folder, { recursive: true }))

const base = { settings: [], assertions: [], version: '0.1.0', shrink: true, save: '.' }
const ask = (request: Partial<SimulationRequest>) =>
  simulate({ scenario: 'raft', ...base, cwd: folder, ...request })
const textOf = (outcome: Awaited<ReturnType<typeof replay>>) =>
  simulationText(outcome, { width: 80, color: 0, unicode: true, version: '0.1.0' })
const again = (file: string) => replay({ file, cwd: folder })

async function written(file: string | undefined) {
  const run = JSON.parse(await readFile(path.join(folder, file ?? ''), 'utf8'))
  const write = (change: object) =>
    writeFile(path.join(folder, 'run.json'), JSON.stringify({ ...run, ...change }))
  return { run, write }
}

describe('the file of a run in which an assertion failed', () => {
  const assertion = 'every p99 < 400ms'

  it('holds the assertion, is judged by it, and no more than the faults was cut', async () => {
    const { shrunk, sweep } = await ask({ seeds: '3', assertions: ['sometimes log-truncated', assertion] })
    expect(shrunk?.seed).toBe(sweep.failed.seeds[0])
    expect(shrunk?.faults.length).toBeLessThan(shrunk?.before.faults ?? 0)
    const { run, write } = await written(shrunk?.file)
    expect(run.expected).toEqual({ assertion, traceHash: shrunk?.traceHash })
    expect(run).not.toHaveProperty('operations')
    expect(run).not.toHaveProperty('untilUs')

    const same = await again(shrunk?.file ?? '')
    expect(same).toMatchObject({ verdict: 'fail', replayed: { stillBroken: true, sameTrace: true } })
    expect(same.sweep.assertions).toEqual([shrunk?.assertion])
    expect(textOf(same)).toContain(`"${assertion}" still fails; every step is as it was`)

    await write({ faults: [] })
    const mended = await again('run.json')
    expect(mended).toMatchObject({ verdict: 'pass', replayed: { stillBroken: false, sameTrace: false } })
    expect(textOf(mended)).toContain(`"${assertion}" fails no more; its steps are others`)

    await write({ expected: { ...run.expected, assertion: 'every p98 < 400ms' } })
    await expect(again('run.json')).rejects.toThrow('There is no metric "p98"')
  })

  it.each([
    ['within 500ms after heal: recovered', '69', {}],
    ['within 1s after heal: leader-stepped-down', '1', { faults: 0 }],
    ['never leader-stepped-down', '1', { faults: 1 }],
    ['p99 < 100ms', '6', { faults: 1 }],
  ])('fails again by "%s" too', async (text, seed, { faults }: { faults?: number }) => {
    const { shrunk } = await ask({ seed, assertions: [text] })
    if (faults !== undefined) expect(shrunk?.faults).toHaveLength(faults)
    const { verdict, replayed, sweep } = await again(shrunk?.file ?? '')
    expect([verdict, replayed?.stillBroken, replayed?.sameTrace]).toEqual(['fail', true, true])
    expect(sweep.assertions[0]?.assertion.text).toBe(text)
  })

  it('is not written of what is judged over several seeds, nor instead of a broken invariant', async () => {
    const mean = await ask({ seeds: '3', assertions: ['p50 < 1ms'] })
    expect([mean.verdict, mean.shrunk, mean.worstSeeds.length]).toEqual(['fail', undefined, 1])
    const mutant = await ask({ seeds: '4', mutant: 'votes-twice', assertions: ['every p50 < 1ms'] })
    expect(mutant.shrunk?.assertion).toBeUndefined()
    expect(mutant.shrunk?.violation?.invariant).toBe(mutant.sweep.violations[0]?.invariant)
  })
})

describe('the file of a run that broke an invariant', () => {
  it('holds what earlier files held, and is judged by the invariant', async () => {
    const { shrunk } = await ask({ seeds: '4', mutant: 'votes-twice' })
    const { run } = await written(shrunk?.file)
    expect(Object.keys(run)).toEqual(
      'format compendium scenario scenarioVersion seed parameters mutant faults operations untilUs expected'.split(
        ' ',
      ),
    )
    expect(Object.keys(run.expected)).toEqual(['invariant', 'atUs', 'traceHash'])
    const same = await again(shrunk?.file ?? '')
    expect(same).toMatchObject({ verdict: 'fail', replayed: { stillBroken: true, sameTrace: true } })
    expect(same.sweep.assertions).toEqual([])
  })
})
