import { describe, expect, it } from 'vitest'
import type { Check, Grade } from '../../src/grading/verdict.ts'
import { verdictLines } from '../../src/report/verdict-text.ts'

const LONG = 'answers threads at the same time as if they came one after the other, in turn'

function check(verdict: Check['verdict']): Check {
  return { id: verdict, title: LONG, verdict, message: `It is said of it at length that it is ${verdict}.` }
}

function lines(width: number, more: Partial<Grade> = {}): string[] {
  const grade: Grade = {
    ...{ verdict: 'fail', pattern: 'p', language: 'python', file: 'p.py', seed: 1, seeds: 1, sequences: 1 },
    checks: [check('pass'), check('fail'), check('weak'), check('inconclusive')],
    replay: 'compendium test p.py',
    ...more,
  }
  return verdictLines(grade, { width, color: 0 })
}

describe('the report on a grade', () => {
  it('keeps to 40 columns, all but its own commands and code', () => {
    const wide = lines(40).filter((line) => line.length > 40 && !/^(?:Replay|Hint|FAIL)/.test(line))
    expect(wide).toEqual([])
  })

  it('says of what was not judged that it was not', () => {
    expect(lines(100).find((line) => line.startsWith('  ?'))).toBe(`  ? ${LONG}  (not judged)`)
  })

  it('does not say that a failure is kept which could not be', () => {
    const kept = { file: 'x', tried: 0, added: 0, problem: 'permission denied' }
    expect(lines(100, { kept })).toContain(
      'Kept    This failure could not be kept in .compendium: permission denied.',
    )
    expect(lines(100, { kept: { file: 'x', tried: 0, added: 1 } })).toContain(
      'Kept    This failure is kept in .compendium and tried first next time.',
    )
  })
})
