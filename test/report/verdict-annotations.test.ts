import { describe, expect, it } from 'vitest'
import type { Grade } from '../../src/grading/verdict.ts'
import { annotationLine } from '../../src/report/github-annotations.ts'
import { verdictAnnotations } from '../../src/report/verdict-annotations.ts'

const grade: Grade = {
  ...{
    verdict: 'fail',
    pattern: 'lru-cache',
    language: 'python',
    file: 'a/lru,1.py',
    seed: 1,
    seeds: 1,
    sequences: 9,
  },
  checks: [
    { id: 'runs', title: 'runs', verdict: 'pass', message: 'It runs.' },
    { id: 'evicts', title: 'evicts', verdict: 'fail', message: 'It keeps 100 % of them.' },
    { id: 'forgets', title: 'forgets', verdict: 'weak', message: 'Never put to the test.' },
  ],
  diagnosis: { ids: ['x'], message: 'The cache never evicts.' },
  replay: 'compendium test a/lru,1.py --pattern lru-cache --seed 1',
}

describe('annotations of a grade', () => {
  it('are an error for a failed check and a warning for what was not shown', () => {
    expect(verdictAnnotations(grade).map(annotationLine)).toEqual([
      '::error file=a/lru%2C1.py,title=lru-cache%3A evicts::It keeps 100 %25 of them.%0AThe cache never evicts.%0ARun it again: compendium test a/lru,1.py --pattern lru-cache --seed 1',
      '::warning file=a/lru%2C1.py,title=lru-cache%3A forgets::Never put to the test.%0ARun it again: compendium test a/lru,1.py --pattern lru-cache --seed 1',
    ])
  })

  it('name the line of a program that could not be loaded', () => {
    const fault = {
      code: 'syntax-error',
      verdict: 'fail',
      message: 'x.py:3: bad',
      line: 3,
      next: ['Correct it.'],
    } as const
    const [only] = verdictAnnotations({ ...grade, fault })
    expect(only).toMatchObject({ level: 'error', file: 'a/lru,1.py', line: 3 })
    expect(annotationLine(only ?? { level: 'notice', title: '', text: '' })).toContain(
      'file=a/lru%2C1.py,line=3,title=',
    )
  })
})
