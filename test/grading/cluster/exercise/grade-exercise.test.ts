import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ClusterExercise } from '../../../../src/corpus/cluster-exercise-schema.ts'
import { explainStage } from '../../../../src/grading/cluster/exercise/explanation.ts'
import {
  type ClusterExerciseGrade,
  type ExerciseRequest,
  gradeClusterExercise,
} from '../../../../src/grading/cluster/exercise/grade-exercise.ts'
import { clusterExerciseJson } from '../../../../src/report/cluster/exercise-json.ts'
import { clusterExerciseLines } from '../../../../src/report/cluster/exercise-text.ts'
import { verdictSuite } from '../../../../src/report/verdict-junit.ts'
import { learnersFolder, spread } from './helpers.ts'

let exercise: ClusterExercise

beforeAll(async () => {
  exercise = await spread()
})

function graded(cwd: string, more: Partial<ExerciseRequest> = {}): Promise<ClusterExerciseGrade> {
  return gradeClusterExercise({
    ...{ exercise, cwd, file: 'spread.py', language: undefined, time: 'virtual' },
    ...{ seed: undefined, seeds: 2, stage: undefined, startedMs: 0 },
    ...more,
  })
}

const text = (grade: ClusterExerciseGrade) =>
  clusterExerciseLines(grade, { color: 0, width: 100, unicode: true }).join('\n')

describe('the grade of an exercise on a cluster', { timeout: 120_000 }, () => {
  it('is PASS when every stage passes on every seed', async () => {
    const grade = await graded(await learnersFolder())
    expect(grade).toMatchObject({ verdict: 'pass', pattern: 'spread', kind: 'cluster', time: 'virtual' })
    expect(grade.stages.map(({ id, verdict, seeds }) => [id, verdict, seeds])).toEqual([
      ['alone', 'pass', 2],
      ['others', 'pass', 2],
      ['thrift', 'pass', 2],
    ])
    expect(grade.stages[2]?.grade?.checks.map(({ id }) => id)).toContain('targets')
    expect(text(grade)).toContain('PASS  3 of 3 stages passed · 2 seeds each')
  })

  it('shows the first stage that fails, and tries none after it', async () => {
    const cwd = await learnersFolder('says-once')
    const grade = await graded(cwd, { seeds: 20 })
    expect(grade.verdict).toBe('fail')
    expect(grade.stages.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'not-tried'])
    expect(grade.checks.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['alone', 'pass'],
      ['others', 'fail'],
      ['thrift', 'inconclusive'],
    ])
    expect(grade.replay).toBe(
      `compendium test spread.py --pattern spread --stage others --seed ${grade.seed} --seeds 1`,
    )
    const shown = text(grade)
    expect(shown).toMatch(/^ {2}✔ One node\n {2}✘ Others hear of it, though messages are lost$/m)
    expect(shown).toContain('· Few messages  (not tried)')
    expect(shown).toMatch(/^FAIL {2}1 of 3 stages passed, 1 not tried · stage others, seed \d+$/m)
    expect(shown).toMatch(/^Hint {4}compendium hint spread$/m)
    expect(await readdir(path.join(cwd, '.compendium', 'schedules'))).toEqual([
      'spread-others-spread.py.json',
    ])
    const json = JSON.parse(JSON.stringify(clusterExerciseJson(grade)))
    expect(json.stages[1]).toMatchObject({ id: 'others', verdict: 'fail', grade: { verdict: 'fail' } })
    expect(json.stages[2]).not.toHaveProperty('grade')
    expect(verdictSuite(grade).cases.map(({ name }) => name)[1]).toMatch(/^others: Others hear/)
    expect(explainStage(grade, exercise)).toMatchObject({
      rules: [{ id: 'others', source: expect.stringContaining('Epidemic algorithms') }],
      hint: { level: 2 },
      lesson: 'compendium learn timeout',
    })
  })

  it('stops at the stage that was asked for, and says nothing of those after it', async () => {
    const grade = await graded(await learnersFolder('says-once'), { stage: 'alone', seeds: 1 })
    expect(grade.verdict).toBe('pass')
    expect(grade.checks).toHaveLength(1)
    expect(text(grade)).toContain('PASS  1 of 3 stages passed, 2 not tried · 1 seed')
  })

  it('runs processes in real time when asked to', async () => {
    const grade = await graded(await learnersFolder(), { stage: 'alone', time: 'real' })
    expect(grade).toMatchObject({ verdict: 'pass', time: 'real' })
    expect(grade.replay).toContain('--time real')
  })

  it('refuses a stage and a file that are not there', async () => {
    const cwd = await learnersFolder()
    await expect(graded(cwd, { stage: 'other' })).rejects.toMatchObject({
      code: 'unknown-stage',
      next: ['Did you mean others?', 'Stages: alone, others, thrift'],
    })
    await expect(graded(cwd, { file: 'none.py' })).rejects.toMatchObject({
      code: 'missing-file',
      next: ['To start one: compendium generate exercise spread --language python'],
    })
  })
})
