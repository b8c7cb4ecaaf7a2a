import { describe, expect, it } from 'vitest'
import { checkCausal } from '../../src/checkers/sessions/causal.ts'
import { sessionChecker } from '../../src/checkers/sessions/sessions.ts'
import { agree } from './helpers/agree.ts'
import { howMany } from './helpers/how-many.ts'
import { randomRegisters } from './helpers/random-registers.ts'
import { fits, type Guarantees, isCausal } from './helpers/session-definitions.ts'
import { inTurn, kinds } from './helpers/tell.ts'

const ryw = sessionChecker('read-your-writes')
const mr = sessionChecker('monotonic-reads')
const mw = sessionChecker('monotonic-writes')
const wfr = sessionChecker('writes-follow-reads')
const convergent = sessionChecker('causal-convergence')

const read = (process: number, value: number | null) => ['ok', process, 'read', null, value] as const
const write = (process: number, value: number) => ['ok', process, 'write', value] as const
const readOf = (process: number, key: string, value: number | null) =>
  ['ok', process, 'read', [key, null], [key, value]] as const
const writeOf = (process: number, key: string, value: number) =>
  ['ok', process, 'write', [key, value]] as const

/** Who saw y, which was written by one who had seen x, does not see x. */
const causeUnseen = inTurn(
  writeOf(0, 'x', 1),
  readOf(1, 'x', 1),
  writeOf(1, 'y', 1),
  readOf(2, 'y', 1),
  readOf(2, 'x', null),
)

describe('read your writes', () => {
  it('shows a process what it wrote, or something later', () => {
    expect(ryw(inTurn(write(0, 1), read(0, 1), write(1, 2), read(0, 2))).valid).toBe(true)
  })

  it('shows a process not nil after its write', () => {
    const result = ryw(inTurn(write(0, 1), read(1, 1), read(0, null)))
    expect(kinds(result)).toEqual(['read-your-writes'])
    expect(result.reason).toContain(
      'Process 0 (event 4, at 0.005 s) read nil, nothing written, although it must have seen 1: the same process had written it (process 0 (event 0',
    )
  })

  it("shows two processes each other's older write in no order", () => {
    const result = ryw(inTurn(write(0, 1), write(1, 2), read(0, 2), read(1, 1)))
    expect(result.valid).toBe(false)
    expect(result.reason).toContain('No order of the writes fits: 1 comes before 2')
    expect(result.counterexample).toHaveLength(4)
  })
})

describe('monotonic reads', () => {
  it('never go back', () => {
    const result = mr(inTurn(write(0, 1), write(0, 2), read(1, 1), read(1, 2), read(1, 1)))
    expect(kinds(result)).toEqual(['monotonic-reads'])
  })

  it('never go back to nil', () => {
    expect(mr(inTurn(write(0, 1), read(1, 1), read(1, null))).valid).toBe(false)
  })

  it('say nothing about different processes', () => {
    expect(mr(inTurn(write(0, 1), read(1, 1), read(2, null))).valid).toBe(true)
  })
})

describe('monotonic writes', () => {
  it('are seen in the order in which a process wrote them', () => {
    const result = mw(inTurn(write(0, 1), write(0, 2), read(1, 2), read(1, 1)))
    expect(kinds(result)).toEqual(['monotonic-writes'])
    expect(result.reason).toContain('one process wrote them in this order')
  })

  it('hold over several registers', () => {
    const history = inTurn(writeOf(0, 'x', 1), writeOf(0, 'y', 1), readOf(1, 'y', 1), readOf(1, 'x', null))
    expect([mw(history).valid, mr(history).valid]).toEqual([false, true])
  })

  it('cannot be judged by readers who go back themselves', () => {
    const result = mw(inTurn(write(0, 1), write(0, 2), read(1, 1), read(1, 2), read(1, 1)))
    expect(result.valid).toBe('unknown')
    expect(result.reason).toContain('judged by readers whose reads are monotonic')
  })
})

describe('writes follow reads', () => {
  it('are not seen without what their process had read', () => {
    expect(kinds(wfr(causeUnseen))).toEqual(['writes-follow-reads'])
    expect(mw(causeUnseen).valid).toBe(true)
  })
})

describe('causal consistency', () => {
  it('lets processes see writes without causal order in different orders', () => {
    const history = inTurn(write(0, 1), write(1, 2), read(2, 1), read(2, 2), read(3, 2), read(3, 1))
    expect(checkCausal(history).valid).toBe(true)
    expect(convergent(history).valid).toBe(false)
  })

  it('shows nothing that was overwritten in its past', () => {
    const result = checkCausal(inTurn(write(0, 1), read(1, 1), write(1, 2), read(2, 2), read(2, 1)))
    expect(kinds(result)).toEqual(['overwritten-read'])
    expect(result.reason).toContain('Process 2 (event 8, at 0.009 s) read 1, although process 1')
  })

  it('shows no nil after a write in its past', () => {
    expect(kinds(checkCausal(causeUnseen))).toEqual(['write-before-initial-read'])
  })

  it('has no causes that follow from their effects', () => {
    const history = inTurn(readOf(0, 'x', 1), writeOf(0, 'y', 1), readOf(1, 'y', 1), writeOf(1, 'x', 1))
    expect(kinds(checkCausal(history))).toEqual(['cyclic-causality'])
    expect(convergent(history).valid).toBe(false)
  })

  it('gives nothing that nobody wrote, or whose write failed', () => {
    expect(kinds(checkCausal(inTurn(write(0, 1), read(1, 9))))).toEqual(['thin-air-read'])
    expect(kinds(mr(inTurn(['fail', 0, 'write', 1], read(1, 1))))).toEqual(['failed-write-read'])
  })

  it('says that a text of digits is the reason when it is', () => {
    expect(checkCausal(inTurn(write(0, 1), ['ok', 1, 'read', null, '1'])).reason).toContain('"4" is not 4')
  })
})

describe('what cannot be judged', () => {
  it('is unknown: values written twice, reads of nothing, too much', () => {
    for (const check of [ryw, mr, mw, wfr, convergent, checkCausal]) {
      expect(check(inTurn(write(0, 1), write(1, 1), read(2, 1))).valid).toBe('unknown')
      expect(check(inTurn(write(0, 1), read(1, null))).valid).toBe('unknown')
      expect(check(inTurn(write(0, 1))).valid).toBe('unknown')
    }
    expect(ryw(inTurn(write(0, 1), read(0, 1)), { budget: 1 }).valid).toBe('unknown')
  })

  it('names a function that is neither read nor write', () => {
    expect(() => ryw(inTurn(['ok', 0, 'cas', [1, 2]]))).toThrow('only reads and writes')
  })
})

const CASES: readonly [string, typeof ryw, Guarantees, Guarantees?][] = [
  ['read-your-writes', ryw, { ryw: true }],
  ['monotonic-reads', mr, { mr: true }],
  ['monotonic-writes', mw, { mw: true, mr: true }, { mr: true }],
  ['writes-follow-reads', wfr, { wfr: true, mr: true }, { mr: true }],
  ['causal-convergence', convergent, { ryw: true, mr: true, mw: true, wfr: true }],
]

/** Half of them with reads of anything, so that each guarantee is broken often. */
const history = (seed: number, operations: number) =>
  randomRegisters(seed, {
    unique: true,
    operations,
    wild: seed % 2 === 0,
    keys: seed % 8 < 5 ? 1 : 2,
    processes: 2 + (seed % 3 === 0 ? 1 : 0),
  })

describe('against the definitions', () => {
  const count = howMany(150)

  it.each(CASES)(
    'says %s of small histories as all orders and visibilities do',
    (_, check, asked, assumed) => {
      let invalid = 0
      for (let seed = 0; seed < count; seed += 1) {
        const operations = history(seed, 8)
        const result = check(operations)
        if (result.valid === 'unknown' && !result.reason.includes('judged by readers')) continue
        const isUnfounded = result.findings.some((one) => one.kind === 'failed-write-read')
        const expected =
          assumed && !isUnfounded && !fits(operations, assumed) ? 'unknown' : fits(operations, asked)
        if (!expected) invalid += 1
        agree(seed, result.valid, expected)
      }
      expect(invalid).toBeGreaterThan(0)
    },
  )

  it('says causal of small histories as all orders of each causal past do', () => {
    let invalid = 0
    for (let seed = 0; seed < 2 * count; seed += 1) {
      const operations = history(seed, 9)
      const result = checkCausal(operations)
      if (result.valid === 'unknown') continue
      const expected = isCausal(operations)
      if (!expected) invalid += 1
      agree(seed, result.valid, expected)
    }
    expect(invalid).toBeGreaterThan(count / 25)
  })
})
