import { describe, expect, it, vi } from 'vitest'
import { Chronicle } from '../../../../src/simulation/kernel/cluster/chronicle.ts'
import { tellStory } from '../../../../src/simulation/kernel/cluster/story.ts'
import type { Note } from '../../../../src/simulation/kernel/trace.ts'

const specs = ['a', 'b'].map((name) => ({ name, role: 'server' }))
const note = (atMs: number, node: number, text: string, kind: Note['kind'] = 'node'): Note => ({
  atUs: atMs * 1000,
  node,
  text,
  kind,
})
const told = (notes: readonly Note[]) => tellStory(notes, specs, 1_000_000, 'it breaks', 'it never breaks')

describe('the story of a violation', () => {
  const routine = Array.from({ length: 50 }, (_, n) => note(100 + n, 0, `writes entry ${n}`))

  it('tells all that happened when that is little, and then what broke', () => {
    expect(told([note(1, 0, 'leads'), note(2, -1, 'a crashes', 'fault'), note(3, 1, 'leads')])).toEqual([
      '0.001 s  a leads',
      '0.002 s  a crashes',
      '0.003 s  b leads',
      '1.000 s  it breaks',
      'broken: it never breaks',
    ])
  })

  it('leaves out the routine of a node before what it did once, and says how much is left out', () => {
    const unlike = Array.from({ length: 12 }, (_, n) => note(n, 1, `does ${'abcdefghijkl'[n]}`))
    const story = told([...unlike, note(50, -1, 'b crashes', 'fault'), ...routine])
    expect(story).toHaveLength(20)
    expect(story[0]).toBe('(46 events are left out)')
    expect(story.slice(1, 13)).toEqual(unlike.map(({ text }, n) => `0.0${n < 10 ? `0${n}` : n} s  b ${text}`))
    expect(story.slice(13, 18)).toEqual([
      '0.050 s  b crashes',
      ...[46, 47, 48, 49].map((n) => `0.1${n} s  a writes entry ${n}`),
    ])
  })

  it('keeps the latest faults however much the nodes say', () => {
    const faults = Array.from({ length: 10 }, (_, n) => note(n, -1, `fault ${n}`, 'fault'))
    const story = told([...faults, ...routine])
    expect(story).toHaveLength(20)
    expect(story.filter((line) => line.includes('fault'))).toHaveLength(8)
    expect(story).toContain('0.009 s  fault 9')
    expect(story).not.toContain('0.001 s  fault 1')
  })
})

describe('the past of a node', () => {
  it('is what it did itself and what reached it by messages, through others too, and all faults', () => {
    const chronicle = new Chronicle([...specs, { name: 'c', role: 'server' }])
    const step = (node: number, cause: number, text: string) => {
      chronicle.step(node, cause)
      chronicle.note(0, node, text, 'node')
      return chronicle.sent(node)
    }
    const fromA = step(0, -1, 'a1')
    step(0, -1, 'a2')
    const fromB = step(1, fromA, 'b1')
    chronicle.note(0, -1, 'fault', 'fault')
    step(1, -1, 'b2')
    step(2, -1, 'c1')
    expect(chronicle.past([2]).map(({ text }) => text)).toEqual(['fault', 'c1'])
    step(2, fromB, 'c2')
    expect(chronicle.past([2]).map(({ text }) => text)).toEqual(['a1', 'b1', 'fault', 'c1', 'c2'])
    expect(chronicle.past([0, 1]).map(({ text }) => text)).toEqual(['a1', 'a2', 'b1', 'fault', 'b2'])
  })

  it('goes back through any number of steps', () => {
    const chronicle = new Chronicle(specs)
    chronicle.step(0, -1)
    chronicle.note(0, 0, 'first', 'node')
    for (let n = 0; n < 20_000; n += 1) chronicle.step((n + 1) % 2, n)
    expect(chronicle.past([0]).map(({ text }) => text)).toEqual(['first'])
    expect(chronicle.past([1]).map(({ text }) => text)).toEqual(['first'])
  })
})

describe('what a chronicle notes', () => {
  it('puts words that come as a function together when they are asked for, once', () => {
    const chronicle = new Chronicle(specs)
    const words = vi.fn(() => 'becomes leader')
    chronicle.step(0, -1)
    chronicle.note(5, 0, words, 'node')
    expect(words).not.toHaveBeenCalled()
    expect([chronicle.notes[0]?.text, chronicle.notes[0]?.text]).toEqual(['becomes leader', 'becomes leader'])
    expect(words).toHaveBeenCalledTimes(1)
  })

  it('tells the beginning of every fault, and the end of those whose end changes something to see', () => {
    const chronicle = new Chronicle(specs)
    const time = { atUs: 0, durationUs: 2000 }
    const crash = { kind: 'crash', node: 1, disk: 'kept', ...time } as const
    const slow = { kind: 'slow', node: 0, byUs: 1000, ...time } as const
    const pause = { kind: 'pause', node: 0, ...time } as const
    const partition = { kind: 'partition', side: [0], ...time } as const
    for (const begins of [true, false]) {
      for (const fault of [crash, slow, pause, partition]) chronicle.fault(begins ? 0 : 2000, fault, begins)
    }
    expect(chronicle.notes.map(({ atUs, text }) => `${atUs} ${text}`)).toEqual([
      '0 b crashes for 2 ms; its disk stays as it is',
      '0 messages to a take 1 ms longer for 2 ms',
      '0 a stands still for 2 ms',
      '0 a is cut off from the others for 2 ms',
      '2000 b starts again',
      '2000 a goes on',
      '2000 the partition is over',
    ])
  })
})
