import { describe, expect, it } from 'vitest'
import { comparisonJson } from '../../src/report/comparison-json.ts'
import { comparisonText } from '../../src/report/comparison-text.ts'
import { type CompareRequest, compare } from '../../src/simulation/compare.ts'
import { simulate } from '../../src/simulation/simulate.ts'

const request: CompareRequest = {
  scenario: 'circuit-breaker',
  settings: ['duration_ms=20s', 'outage_start_ms=5s', 'outage_ms=5s'],
  assertions: [],
  cwd: '/',
  version: '0.1.0',
  seeds: '4',
  jobs: 1,
  sweeps: ['retries=0..2'],
}
const ask = (more: Partial<CompareRequest> = {}) => compare({ ...request, ...more })

describe('a comparison', () => {
  it('gives each value what a sweep of its own would give, on the same seeds', async () => {
    const { cells } = await ask()
    expect(cells).toHaveLength(3)
    const alone = await simulate({ ...request, settings: [...request.settings, 'retries=2'] })
    expect(cells[2]?.parameters).toEqual(alone.parameters)
    expect(cells[2]?.metrics['p99']).toEqual(alone.sweep.metrics['p99'])
  })

  it('is the same on several threads', async () => {
    const { cells, ...rest } = await ask()
    expect(await ask({ jobs: 2 })).toEqual({ ...rest, cells })
  })

  it('crosses two parameters, the first within the second', async () => {
    const { cells, metrics } = await ask({ seeds: '2', sweeps: ['retries=0,1', 'failure_threshold=3,5,9'] })
    expect(cells.map(({ parameters }) => [parameters['retries'], parameters['failure_threshold']])).toEqual([
      [0, 3],
      [1, 3],
      [0, 5],
      [1, 5],
      [0, 9],
      [1, 9],
    ])
    expect(metrics[0]?.tipping).toHaveLength(3)
    const text = comparisonText(await ask({ seeds: '2', sweeps: ['retries=0,1', 'failure_threshold=3,5'] }), {
      width: 80,
      color: 0,
      unicode: false,
      version: '0.1.0',
    })
    expect(text).toMatch(/retries +failure_threshold=3 +failure_threshold=5/)
    expect(text).toContain('Run it again: compendium simulate circuit-breaker --seeds 2')
  })

  it('is a table with bars, and data', async () => {
    const comparison = await ask()
    const text = comparisonText(comparison, { width: 80, color: 0, unicode: true, version: '0.1.0' })
    expect(text).toMatch(/ 1 .*ms, .*ms\] +█+/)
    expect(comparisonJson(comparison, '0.1.0')).toMatchObject({
      verdict: 'pass',
      seeds: { first: 1, run: 4 },
      sweep: [{ parameter: 'retries', values: [0, 1, 2] }],
    })
  })

  it.each([
    [{ sweeps: ['retries=0..1', 'retries=2..3'] }, 'both are the same parameter'],
    [{ sweeps: ['retries=0,1', 'failure_threshold=3,5', 'queue_limit=10,20'] }, 'more than two parameters'],
    [{ seeds: '100000' }, '--sweep would be 300000 runs'],
  ])('is refused when it makes no sense: %j', async (more, why) => {
    await expect(ask(more)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(why) })
  })
})
