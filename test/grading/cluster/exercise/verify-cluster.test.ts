import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ClusterExercise } from '../../../../src/corpus/cluster-exercise-schema.ts'
import type { ExercisePlace } from '../../../../src/grading/exercise-files.ts'
import { type VerifyResult, verify } from '../../../../src/grading/verify.ts'
import { VerifyTable } from '../../../../src/report/verify-text.ts'
import { temporaryFolder } from '../../../corpus/fixture.ts'
import { spread, spreadPlace } from './helpers.ts'

let exercise: ClusterExercise

beforeAll(async () => {
  exercise = await spread()
})

function verified(
  place: ExercisePlace,
  more: { contract?: ClusterExercise; shard?: { index: number; of: number } } = {},
): Promise<VerifyResult> {
  return verify({
    exercises: [],
    clusters: [{ exercise: more.contract ?? exercise, place }],
    ...{ languages: ['python'], seeds: 2, jobs: 2, shard: more.shard },
    now: () => performance.now(),
  })
}

/** The fixture, with other words in one of its files. */
async function changed(file: string, from: string, to: string): Promise<ExercisePlace> {
  const { folder, built } = await spreadPlace()
  const copy = path.join(await temporaryFolder(), 'spread')
  await cp(folder, copy, { recursive: true })
  const text = await readFile(path.join(copy, file), 'utf8')
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`)
  await writeFile(
    path.join(copy, file),
    text.replace(from, () => to),
  )
  return { folder: copy, built }
}

const only = (index: number) => ({ shard: { index, of: 8 } })

describe('verifying an exercise on a cluster', { timeout: 120_000 }, () => {
  it('finds that the reference passes, the starter fails, and every mutant fails where it says', async () => {
    const result = await verified(await spreadPlace())
    expect(result).toMatchObject({
      references: { passed: 1, total: 1 },
      starters: { failed: 1, total: 1 },
      mutants: { killed: 6, named: 6, total: 6 },
      falseAlarms: 0,
    })
    expect(result.rows.map(({ stage }) => stage)).toEqual([
      ...[undefined, 'alone', 'alone', 'alone', 'others', 'others', 'thrift', 'thrift'],
    ])
    const table = new VerifyTable({ slugs: ['spread'], languages: ['python'] }, 0)
    expect(table.rows(result.rows)).toEqual(['spread    ✔ 6/6'])
  })

  it('calls it a false alarm when a reference does not pass, and says where', async () => {
    const stages = exercise.stages.map((one) => ({ ...one, targets: { messages_per_operation: 0.1 } }))
    const { rows, falseAlarms } = await verified(await spreadPlace(), {
      contract: { ...exercise, stages },
      ...only(1),
    })
    expect(falseAlarms).toBe(1)
    expect(rows[0]?.problem).toMatch(
      /^is fail at others, seed 1: [\d.]+ messages between nodes .* \(at most 0.1\)/,
    )
  })

  it('refuses a starter that does not speak, or that solves it', async () => {
    const speechless = await changed('starter/python/spread.py', '{"type": "topology_ok"}', '{"type": "hm"}')
    const [first] = (await verified(speechless, only(2))).rows
    expect(first).toMatchObject({ ok: false, problem: expect.stringContaining('does not even speak') })
    const { folder } = await spreadPlace()
    const solution = await readFile(path.join(folder, 'solution/python/spread.py'), 'utf8')
    const starter = await readFile(path.join(folder, 'starter/python/spread.py'), 'utf8')
    const [second] = (await verified(await changed('starter/python/spread.py', starter, solution), only(2)))
      .rows
    expect(second?.problem).toBe('passes all stages, and should fail')
  })

  it.each([
    [
      'lives',
      'stage: alone\n  check: history\n  budget: 3',
      'stage: others\n  check: history\n  budget: 1',
      /^fails history at alone, .* before others/,
    ],
    ['fails another check', 'check: history', 'check: answers', /^fails history at alone, not answers: /],
    [
      'changes nothing',
      'replace: ""',
      'replace: "        self.known.add(new)\\n"',
      /^is pass at alone in 3 seeds, not fail$/,
    ],
  ])('refuses a mutant that %s', async (_, from, to, problem) => {
    const [row] = (await verified(await changed('mutants.yaml', from, to), only(3))).rows
    expect(row).toMatchObject({ id: 'forgets', ok: false, problem: expect.stringMatching(problem) })
  })
})
