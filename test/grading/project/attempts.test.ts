import { appendFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { authorshipOf } from '../../../src/generation/authorship.ts'
import { projectAttempts } from '../../../src/grading/project/attempts.ts'
import { DRILLS } from '../../../src/grading/project/drills/registry.ts'
import type { Verdict } from '../../../src/grading/verdict.ts'
import { emptyFolder, generateShop, writeFiles } from '../../generation/helpers.ts'

const check = (id: string, verdict: Verdict) => ({ id, title: id, verdict, message: '' })
const mine = { language: 'go', asGenerated: false }

function graded(checks: ReturnType<typeof check>[], patterns = ['saga', 'bulkhead']) {
  return { verdict: 'pass' as const, patterns, folder: '.', seed: 7, checks, replay: '' }
}

describe('what progress keeps of the drills of a project', () => {
  test('is an attempt for each pattern, by its own drills and those of every project', () => {
    const checks = [check('works', 'pass'), check('saga-survives', 'pass'), check('bulkhead-holds', 'fail')]
    for (const { id } of checks) expect(DRILLS.map((drill) => drill.id)).toContain(id)
    expect(projectAttempts(graded(checks), mine, ['saga', 'bulkhead'])).toEqual([
      {
        kind: 'attempt',
        slug: 'saga',
        data: { language: 'go', seed: '7', verdict: 'pass', checksPassed: 2, checksTotal: 2 },
      },
      {
        kind: 'attempt',
        slug: 'bulkhead',
        data: { language: 'go', seed: '7', verdict: 'fail', checksPassed: 1, checksTotal: 2 },
      },
    ])
  })

  test('is nothing of a pattern that is no exercise', () => {
    const [only, ...more] = projectAttempts(graded([check('works', 'pass')]), mine, ['saga'])
    expect([only?.slug, more]).toEqual(['saga', []])
  })

  test('is weak where the code passes as it was generated, and a failure stays one', () => {
    const ours = { language: 'typescript', asGenerated: true }
    const verdicts = (verdict: Verdict) =>
      projectAttempts(graded([check('works', verdict)]), ours, ['saga']).map(({ data }) => data.verdict)
    expect(verdicts('pass')).toEqual(['weak'])
    expect(verdicts('fail')).toEqual(['fail'])
  })

  test('is a failure where the project did not start', () => {
    const fault = { kind: 'stopped' as const, message: 'it ended' }
    const grade = { ...graded([]), verdict: 'fail' as const, fault: fault as never }
    expect(projectAttempts(grade, mine, ['saga'])[0]?.data).toMatchObject({ verdict: 'fail', checksTotal: 0 })
  })
})

describe('whose program it is', () => {
  test('is ours as long as no line of it was changed; tests and words do not count', async () => {
    const { dir } = await generateShop(await emptyFolder(), { language: 'typescript', minimal: false })
    expect(await authorshipOf(dir)).toEqual({ language: 'typescript', asGenerated: true })
    await appendFile(path.join(dir, 'README.md'), 'mine\n')
    await rm(path.join(dir, 'test'), { recursive: true })
    expect((await authorshipOf(dir)).asGenerated).toBe(true)
    await appendFile(path.join(dir, 'src/service.ts'), '// mine\n')
    expect((await authorshipOf(dir)).asGenerated).toBe(false)
  })

  test('is the learner’s where nothing was generated, in the language that its tools tell', async () => {
    const dir = await emptyFolder()
    await writeFiles(dir, { 'go.mod': 'module shop\n' })
    expect(await authorshipOf(dir)).toEqual({ language: 'go', asGenerated: false })
  })
})
