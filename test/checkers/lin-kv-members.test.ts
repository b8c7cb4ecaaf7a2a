import { describe, expect, it } from 'vitest'
import { checkLinKvMembers } from '../../src/checkers/membership/lin-kv-members.ts'
import type { Operation } from '../../src/history/operation.ts'
import { inTurn, kinds, type Turn } from './helpers/tell.ts'

const put = ['ok', 0, 'write', [0, 1]] as const
const add = ['ok', 0, 'add_member', 'n3'] as const
const remove = ['ok', 1, 'remove_member', 'n1'] as const
const cut = ['final', 0, 'isolate', { node: ['n1', 'n2'], from: ['n0', 'n3'] }] as const
const read = (process: number, value = 1) => ['final', process, 'read', [0, null], [0, value]] as const

/** A final operation that was refused. */
const inVain = (...turn: readonly [number, string, Exclude<Turn[3], undefined>]): Turn => ['fail', ...turn]

const check = (...told: readonly Turn[]) =>
  checkLinKvMembers(
    inTurn(...told).map((one): Operation => (one.outcome === 'fail' ? { ...one, final: true } : one)),
  )

describe('members that change', () => {
  it('are right when each key is linearizable, all is done in the end, and who is left answers', () => {
    expect(check(put, add, remove, cut, read(0), read(3))).toMatchObject({
      valid: true,
      model: 'lin-kv-members',
      operations: 6,
      reason: expect.stringMatching(/3 operations on 1 key .* 2 changes of members were made/),
    })
  })

  it('are wrong where a key is not linearizable', () => {
    expect(kinds(check(put, add, remove, cut, read(0, 7)))).toEqual(['not-linearizable'])
  })

  it('are wrong where a change of the end is never made, and right where it is at last', () => {
    const asked = inVain(0, 'remove_member', 'n2')
    expect(check(put, add, remove, asked, asked, cut, read(0))).toMatchObject({
      valid: false,
      reason: expect.stringMatching(/^Remove_member "n2" was asked for 2 times .* never acknowledged\.$/),
    })
    expect(check(put, add, remove, asked, ['final', 0, 'remove_member', 'n2'], cut, read(0)).valid).toBe(true)
  })

  it('are wrong where a client gets no answer once the others are gone, and right where it does at last', () => {
    const asked = inVain(3, 'read', [0, null])
    const result = check(put, add, remove, cut, read(0), asked, asked)
    expect(result).toMatchObject({
      valid: false,
      reason: expect.stringMatching(
        /^No read by process 3 .* was answered, of 2 reads, after "n1", "n2", .* cut off/,
      ),
    })
    expect(kinds(result)).toEqual(['unanswered'])
    expect(check(put, add, remove, asked, cut, read(0), asked, read(3)).valid).toBe(true)
  })

  it.each([
    ['no member was added', [put, remove, cut, read(0)]],
    ['none was removed', [put, add, cut, read(0)]],
    ['those who were removed are still there', [put, add, remove, read(0)]],
    ['nobody wrote or read', [add, remove, cut]],
  ])('are unknown when %s', (_, told: readonly Turn[]) => {
    expect(check(...told).valid).toBe('unknown')
  })
})
