import { describe, expect, it } from 'vitest'
import { closest } from '../../src/lib/closest.ts'

const names = ['raft', 'saga', 'swim', 'paxos', 'quorum', 'queueing', 'circuit-breaker', 'two-phase-commit']

describe('the closest names', () => {
  it.each([
    ['rfat', 'raft', 'two neighbours swapped'],
    ['RAFT', 'raft', 'capitals'],
    ['rat', 'raft', 'a letter too few'],
    ['raftt', 'raft', 'a letter too many'],
    ['rafd', 'raft', 'a wrong letter'],
    ['circiut-braeker', 'circuit-breaker', 'two pairs swapped'],
    ['two-phase', 'two-phase-commit', 'half a name'],
    ['que', 'queueing', 'the first letters'],
  ])('of %s begin with %s: %s', (typed, name) => expect(closest(typed, names)[0]).toBe(name))

  it.each(['xyzw', 'tfra', 'ra', ''])('of "%s" are none', (typed) =>
    expect(closest(typed, names)).toEqual([]),
  )

  it('are at most as many as asked for, nearest first', () => {
    expect(closest('abcdefgix', ['abcdefghi', 'abcdefgih', 'abcdefgi', 'zbcdefgix'], 2)).toEqual([
      'abcdefgi',
      'abcdefgih',
    ])
  })
})
