import { describe, expect, it } from 'vitest'
import { counter } from '../../src/checkers/counter/counter.ts'
import { sequentialChecker } from '../../src/checkers/sequential/sequential.ts'
import { setFull } from '../../src/checkers/set-full/set-full.ts'
import { goldenHistories, goldenOperations, goldenWorkload, hasGolden } from './helpers/golden.ts'
import { kinds } from './helpers/tell.ts'

/** Where we say something else than the official checker of the workload, and why. */
const DIFFERENCES: Readonly<
  Record<string, { readonly valid: unknown; readonly kinds: readonly string[]; readonly why: string }>
> = {
  'GooGrand+dist_systems__broadcast__20231028T163223.327+0600': {
    valid: false,
    kinds: ['duplicated', 'seen-before-added'],
    why: 'reads show 0 before it is added, and up to a hundred times; the official check for this is never true (the run is invalid officially too, by its exceptions)',
  },
  'GooGrand+dist_systems__broadcast__20231028T163551.111+0600': {
    valid: false,
    kinds: ['duplicated'],
    why: 'reads show 0 a hundred times; the official check for this is never true',
  },
  'GooGrand+dist_systems__g-counter__20240207T220456.246+0600': {
    valid: 'unknown',
    kinds: [],
    why: 'all that was acknowledged added nothing: final reads of 0 prove nothing',
  },
}

const number = (text: string, name: string) => Number(new RegExp(`:${name} (\\d+)`).exec(text)?.[1])

const histories = goldenHistories()

describe.skipIf(!hasGolden)('real histories of Maelstrom', () => {
  const broadcasts = histories.filter((one) => one.workload === 'broadcast')
  const counters = histories.filter((one) => one.workload === 'g-counter')

  it('are there for broadcast and g-counter', () => {
    expect([broadcasts.length, counters.length]).toEqual([5, 2])
  })

  it.each(broadcasts)('of broadcast get the official verdict and figures: $file', (history) => {
    const official = goldenWorkload(history)
    const result = setFull('broadcast')(goldenOperations(history))
    const difference = DIFFERENCES[history.file]
    expect(result.valid).toBe(
      difference?.valid ?? /:valid\? true/.test(official.slice(0, official.indexOf(':lost ()'))),
    )
    expect(kinds(result)).toEqual(difference?.kinds ?? [])
    for (const name of ['attempt-count', 'stable-count', 'lost-count', 'never-read-count', 'stale-count']) {
      expect([name, result.stats?.[name]]).toEqual([name, number(official, name)])
    }
    const worst = /:stable-latencies\s+\{0 (\d+),\s+0.5 (\d+),\s+0.95 (\d+),\s+0.99 (\d+),\s+1 (\d+)\}/.exec(
      official,
    )
    const shares = [0, 0.5, 0.95, 0.99, 1]
    expect(shares.map((share) => result.stats?.[`stable-latency-ms-${share}`])).toEqual(
      worst?.slice(1).map(Number),
    )
  })

  it.each(counters)('of g-counter get the official verdict and ranges: $file', (history) => {
    const official = goldenWorkload(history)
    const result = counter('g-counter')(goldenOperations(history))
    expect(result.valid).toBe(DIFFERENCES[history.file]?.valid ?? true)
    const [, least, most] = /:acceptable \(\[(\d+) (\d+)\]\)/.exec(official) ?? []
    expect([result.stats?.['acceptable-least'], result.stats?.['acceptable-most']]).toEqual([
      Number(least),
      Number(most),
    ])
    expect(official).toContain(':valid? true')
  })

  it('of linearizable registers are sequential too, where any read tells something', () => {
    const check = sequentialChecker('cas-register')
    const registers = histories.filter((one) => one.workload === 'lin-kv' && one.official === 'true')
    const results = registers.map((one) => check(goldenOperations(one), { budget: 100_000 }))
    expect(results.filter((one) => one.valid === true)).toHaveLength(7)
    const others = new Set(results.filter((one) => one.valid !== true).map((one) => one.reason))
    expect([...others]).toEqual([
      expect.stringContaining('No operation that tells anything of the state has ended well'),
    ])
  })
})
