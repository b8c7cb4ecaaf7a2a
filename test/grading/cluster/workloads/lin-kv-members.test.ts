import { describe, expect, it } from 'vitest'
import { linKvMembers } from '../../../../src/grading/cluster/workloads/lin-kv-members.ts'
import type { Ask, Asking } from '../../../../src/grading/cluster/workloads/workload.ts'
import { castOf } from './helpers/cast.ts'
import { failures, gradeNode } from './helpers/cluster.ts'

const RUN = { settleMs: 1000, timeLimitMs: 1200, rate: 100, seed: 2 }
const NODES = ['n0', 'n1', 'n2', 'n3', 'n4']

/** Five nodes with two clients each. */
const clientsOf = (seed = 1): Required<Asking> =>
  linKvMembers.ask({ ...castOf(seed, 10), nodes: NODES }) as Required<Asking>

const isChange = (ask: Ask) => ask.f.endsWith('_member')
const done = ({ value }: Ask) => ({ outcome: 'ok', value }) as const
const refused = ({ value }: Ask) => ({ outcome: 'fail', value }) as const

/** One after the other asks so many times, all is done at once; gives the members after each change. */
function play(asking: Required<Asking>, turns: number): string[][] {
  const members = new Set(['n0', 'n1', 'n2'])
  const after: string[][] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const worker = turn % 10
    if (asking.rests(worker)) continue
    const ask = asking.next(worker) as Ask
    asking.told(worker, ask, done(ask))
    if (!isChange(ask)) continue
    const node = String(ask.value)
    if (ask.f === 'add_member') members.add(node)
    else members.delete(node)
    after.push([...members].sort())
  }
  return after
}

describe('the workload lin-kv-members', { timeout: 30_000, retry: 2 }, () => {
  it.concurrent('passes nodes that need nobody who was removed', async () => {
    const result = await gradeNode('lin-kv-members', 'changing.mjs', 'right', RUN)
    expect(failures(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  it.concurrent.each([
    ['lender', /history: No read by process .* was answered, .* after .*"n0".* had been cut off/],
    ['stubborn', /history: Remove_member .* was asked for .* was never acknowledged/],
    ['forgetful', /history: No order of the operations of key/],
  ])('fails a node that is wrong: %s', async (deed, words) => {
    const result = await gradeNode('lin-kv-members', 'changing.mjs', deed, RUN)
    expect(failures(result).join('\n')).toMatch(words)
  })

  it('tells every node the same first members, a majority of all', () => {
    const topology = Object.fromEntries(NODES.map((node) => [node, []]))
    const told = NODES.map((node) => linKvMembers.greeting?.(node, topology))
    expect(new Set(told.map((one) => JSON.stringify(one)))).toEqual(
      new Set(['{"type":"members","members":["n0","n1","n2"]}']),
    )
  })
})

describe('clients of members that change', () => {
  it('rest while their node is no member', () => {
    const asking = clientsOf()
    expect([0, 1, 2, 3, 4, 5, 9].map((worker) => asking.rests(worker))).toEqual([
      false,
      false,
      false,
      true,
      true,
      false,
      true,
    ])
  })

  it('have members grow to all nodes and shrink to three, one at a time, and again', () => {
    const sizes = play(clientsOf(), 2000).map((members) => members.length)
    expect(new Set(sizes)).toEqual(new Set([3, 4, 5]))
    const turns = sizes.filter((size, at) => size === sizes[at - 2])
    expect(turns.length).toBeGreaterThan(20)
    expect(sizes.every((size, at) => at === 0 || Math.abs(size - (sizes[at - 1] ?? 0)) === 1)).toBe(true)
  })

  it('ask for two changes at a time, each until it is done', () => {
    const asking = clientsOf()
    const turn = (worker: number): Ask[] => {
      const ask = asking.next(worker) as Ask
      asking.told(worker, ask, refused(ask))
      return isChange(ask) ? [ask] : []
    }
    const asked = Array.from({ length: 60 }, (_, at) => turn(at % 3)).flat()
    const names = () => new Set(asked.map((ask) => `${ask.f} ${ask.value}`))
    expect(names()).toEqual(new Set(['add_member n3', 'add_member n4']))
    expect(asked.length).toBeGreaterThan(10)
    for (const ask of asked) asking.told(0, ask, done(ask))
    expect(asking.rests(3)).toBe(false)
  })

  it('leave a node alone while anybody waits for what becomes of it', () => {
    const asking = clientsOf()
    const ask = (worker: number, f: string): Ask => {
      for (;;) {
        const one = asking.next(worker) as Ask
        if (one.f === f) return one
        asking.told(worker, one, done(one))
      }
    }
    const seen = new Set<unknown>()
    const first = ask(0, 'add_member')
    for (let second = ask(1, 'add_member'); second.value !== first.value; ) second = ask(1, 'add_member')
    asking.told(0, first, done(first))
    for (let turn = 0; turn < 400; turn += 1) {
      const one = asking.next(2) as Ask
      asking.told(2, one, done(one))
      if (isChange(one)) seen.add(one.value)
    }
    expect(seen.size).toBeGreaterThan(2)
    expect(seen).not.toContain(first.value)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'leave two members in the end, cut off the others, then read every key (seed %i)',
    (seed) => {
      const asking = clientsOf(seed)
      const before = play(asking, 4000).at(-1) ?? []
      const asks = NODES.map((_, worker) => asking.final(worker, 0))
      const left = NODES.filter((_, worker) => asks[worker] !== undefined)
      expect(left).toHaveLength(2)
      expect(left.some((node) => node === 'n3' || node === 'n4')).toBe(true)
      const admin = asks.findIndex((ask) => ask !== undefined && isChange(ask))
      expect(before).toContain(NODES[admin])
      const steps: string[] = []
      for (let ask = asks[admin]; ask !== undefined && isChange(ask); ask = asking.final(admin, 1)) {
        steps.push(`${ask.f} ${ask.value}`)
        asking.told(admin, ask, refused(ask))
        expect(asking.final(admin, 1)).toEqual(ask)
        asking.told(admin, ask, done(ask))
        if (steps.length === 5) break
      }
      const gone = NODES.filter((node) => !left.includes(node))
      expect(new Set(steps.slice(2))).toEqual(new Set(gone.map((node) => `remove_member ${node}`)))
      const cut = asking.final(admin, 1) as Ask
      expect(cut).toEqual({
        f: 'isolate',
        value: new Map([
          ['node', gone],
          ['from', left],
        ]),
      })
      const keys: unknown[] = []
      for (let ask = asking.final(admin, 1); ask !== undefined; ask = asking.final(admin, 1)) {
        keys.push((ask.value as readonly unknown[])[0])
        asking.told(admin, ask, done(ask))
      }
      expect(keys.length).toBe(12)
      expect(keys[0]).toBe(0)
      expect([...keys].sort((a, b) => Number(a) - Number(b))).toEqual(keys)
    },
  )

  it('cut those who are gone off from all others and from each other', () => {
    const cuts: string[] = []
    const value = new Map([
      ['node', ['n0', 'n1']],
      ['from', ['n2']],
    ])
    linKvMembers.deeds?.['isolate']?.(value, {
      cut: (pairs) => cuts.push(...[...pairs].map((pair) => pair.join(' '))),
    })
    for (const pair of ['n0 n2', 'n2 n0', 'n1 n2', 'n0 n1', 'n1 lin-kv']) expect(cuts).toContain(pair)
    expect(cuts).not.toContain('n2 lin-kv')
  })
})
