import { describe, expect, it } from 'vitest'
import type * as z from 'zod'
import { annotationLine, simulationAnnotations } from '../../src/report/github-annotations.ts'
import { simulationJson } from '../../src/report/simulation-json.ts'
import { simulationJsonSchema, simulationSchema } from '../../src/report/simulation-schema.ts'
import type { SimulationRequest } from '../../src/simulation/request.ts'
import { simulate } from '../../src/simulation/simulate.ts'

const ask = (request: Partial<SimulationRequest>) =>
  simulate({ scenario: 'raft', settings: [], assertions: [], cwd: '/', version: '0.1.0', ...request })

/** As it is printed: what JSON cannot hold is null by then. */
const printed = (report: object) => JSON.parse(JSON.stringify({ schemaVersion: 1, ...report }))

describe('the schema of a report', () => {
  it.each([
    [{}],
    [{ scenario: 'circuit-breaker', settings: ['outage_ms=0'] }],
    [{ seeds: '4', assertions: ['p99 < 1s', 'every p99 < 1ms', 'within 1s after heal: recovered'] }],
    [{ seeds: '4', mutant: 'votes-twice', shrink: true, shard: '1/2' }],
    [{ maxEvents: 100, assertions: ['p99 < 1s'] }],
    [{ seeds: '2', shrink: true, assertions: ['every p99 < 1ms', 'p99 < 1ms'] }],
    [{ scenario: 'circuit-breaker', shrink: true, assertions: ['within 1ms after heal: recovered'] }],
  ])('describes every field of a report of %j', async (request) => {
    const report = printed(simulationJson(await ask(request), '0.1.0'))
    const strict = (simulationSchema as z.ZodObject).strict().safeParse(report)
    expect(strict.error?.issues ?? []).toEqual([])
  })

  it('is a JSON Schema that names the fields', () => {
    const schema = simulationJsonSchema() as { $schema: string; required: string[]; properties: object }
    expect(schema.$schema).toContain('2020-12')
    expect(schema.required).toEqual(
      expect.arrayContaining(['verdict', 'traceHash', 'violations', 'coverage', 'metrics', 'replay']),
    )
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(['seed', 'seeds', 'shrunk', 'shard']),
    )
  })
})

describe('annotations for GitHub', () => {
  it('escape what would end the line, the property or the escape', () => {
    const line = annotationLine({ level: 'error', title: 'a: b, 100%\nc', text: '50% of x: y\r\nz' })
    expect(line).toBe('::error title=a%3A b%2C 100%25%0Ac::50%25 of x: y%0D%0Az')
  })

  it('are an error for what is broken, a warning for what was not shown, and carry the way to see it again', async () => {
    const broken = simulationAnnotations(await ask({ seeds: '4', mutant: 'votes-twice' }), '0.1.0')
    expect(broken[0]).toMatchObject({ level: 'error', title: expect.stringMatching(/^raft: /) })
    expect(broken[0]?.text).toMatch(
      /--mutant votes-twice\ntrace [0-9a-f]{16}, scenario version \d+, compendium 0\.1\.0$/,
    )
    const unseen = simulationAnnotations(
      await ask({ assertions: ['p99 < 1ms'], settings: ['duration_ms=1s'] }),
      '0.1.0',
    )
    expect(unseen.map(({ level }) => level)).toEqual(expect.arrayContaining(['error', 'warning']))
    const failed = simulationAnnotations(
      await ask({ seeds: '2', shrink: true, assertions: ['every p50 < 1ms', 'p50 < 1ms'] }),
      '0.1.0',
    )
    expect(failed.map(({ text }) => text.split('\n')[1])).toEqual([
      expect.stringMatching(/^seed 1 fails without any of its \d+ faults: \d+(\.\d)? ms against 1 ms$/),
      expect.stringMatching(/The worst, seed \d, alone: compendium simulate raft --seed \d --assert/),
    ])
    const endless = simulationAnnotations(await ask({ maxEvents: 100 }), '0.1.0')
    expect(endless.at(-1)).toMatchObject({ level: 'warning', title: 'raft: did not end' })
  })
})
