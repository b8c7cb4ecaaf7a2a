import { describe, expect, it } from 'vitest'
import { checkMembership } from '../../src/checkers/membership/membership.ts'
import { RandomStream } from '../../src/lib/prng.ts'
import { agree } from './helpers/agree.ts'
import { howMany } from './helpers/how-many.ts'
import { inTurn, kinds, type Turn } from './helpers/tell.ts'

const NODES = ['n0', 'n1', 'n2']
const view = (node: number, ...alive: number[]) =>
  ['ok', node, 'members', `n${node}`, alive.map((one) => `n${one}`)] as const
const last = (node: number, ...alive: number[]) =>
  ['final', node, 'members', `n${node}`, alive.map((one) => `n${one}`)] as const
const isolate = (process: number, node: number) =>
  [
    'final',
    process,
    'isolate',
    { node: `n${node}`, from: NODES.filter((one) => one !== `n${node}`) },
  ] as const

const check = (...told: readonly Turn[]) => checkMembership(inTurn(...told))
const found = (...told: readonly Turn[]) => kinds(check(...told))
const all = [last(0, 0, 1, 2), last(1, 0, 1, 2), last(2, 0, 1, 2)] as const

describe('who is alive', () => {
  it('is everyone, and then everyone but the one that was cut off', () => {
    const result = check(...all, isolate(0, 1), last(0, 0, 2), last(2, 0, 2))
    expect(result).toMatchObject({ valid: true, stats: { 'isolated-count': 1 } })
  })

  it('may be anybody while faults last', () => {
    expect(
      found(view(0, 0), view(1), view(2, 1), ...all, isolate(0, 1), last(0, 0, 2), last(2, 0, 2)),
    ).toEqual([])
  })

  it('may be wrong for a while, as often as one likes', () => {
    const told = [last(0, 0, 1), last(0, 0, 2), last(0, 0), ...all.slice(1)] as const
    const rest = [
      last(0, 0, 1, 2),
      last(2, 2),
      last(2, 0, 1, 2),
      last(0, 0),
      last(0, 0, 2),
      last(2, 0, 2),
    ] as const
    expect(found(...told, isolate(0, 1), ...rest)).toEqual([])
  })

  it('is never without one that lives, each time it is asked', () => {
    const result = check(last(0, 0, 2), last(0, 0, 2), ...all.slice(1))
    expect(kinds(result)).toEqual(['believed-dead'])
    expect(result.reason).toContain('"n0" did not name "n1" among the living, each of the last 2 times')
    expect(found(...all, isolate(0, 1), last(0, 0), last(2, 0, 2))).toEqual(['believed-dead'])
  })

  it('is not the one that was cut off, each time it is asked', () => {
    const result = check(...all, isolate(0, 1), last(0, 0, 1, 2), last(0, 0, 1, 2), last(2, 0, 2))
    expect(kinds(result)).toEqual(['believed-alive'])
    expect(result.reason).toContain('although "n1" had been cut off')
  })

  it('does not ask what the one that was cut off believes', () => {
    expect(found(...all, isolate(0, 1), last(0, 0, 2), last(1, 1), last(2, 0, 2))).toEqual([])
  })

  it('is only nodes', () => {
    expect(found(view(0, 0, 7), ...all, isolate(0, 1), last(0, 0, 2), last(2, 0, 2))).toEqual([
      'never-a-member',
    ])
  })

  it('is unknown when nobody was cut off, or nobody asked in the end', () => {
    expect(check().valid).toBe('unknown')
    expect(check(...all).valid).toBe('unknown')
    expect(check(...all, isolate(0, 1)).valid).toBe('unknown')
    expect(check(view(0, 0, 1, 2), view(1, 0, 1, 2), isolate(0, 1)).valid).toBe('unknown')
  })

  it('wants lists of names', () => {
    expect(() => check(['ok', 0, 'members', 'n0', 7])).toThrow('a list of names')
  })
})

describe('random members', () => {
  /** Final views, of which each is right with some chance; `wrong` is a node that never is, of another. */
  function views(seed: number, wrong: number | undefined, isOut: boolean): Turn[] {
    const draws = new RandomStream(seed, isOut ? 'after' : 'before')
    let n = 0
    const told: Turn[] = []
    const there = isOut ? [0, 2] : [0, 1, 2]
    for (const node of there) {
      const isRight = (other: number) => !(isOut && other === 1)
      for (let times = draws.integer(n++, 4); times > 0; times -= 1) {
        const named = [0, 1, 2].filter((other) => draws.integer(n++, 2) === 0 || (isOut && other === 1))
        told.push(last(node, ...named.filter((other) => other !== wrong || isOut)))
      }
      told.push(last(node, ...[0, 1, 2].filter((other) => (other === wrong) !== isRight(other))))
    }
    return told
  }

  it('are found wrong exactly when one of them is wrong each time', () => {
    for (let seed = 0; seed < howMany(300); seed += 1) {
      const right = [...views(seed, undefined, false), isolate(0, 1), ...views(seed, undefined, true)]
      agree(seed, check(...right).valid, true)
      agree(seed, check(...views(seed, seed % 3, false)).valid, false)
      agree(seed, check(...all, isolate(0, 1), ...views(seed, 1, true)).valid, false)
    }
  })
})
