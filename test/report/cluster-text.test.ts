import { describe, expect, it } from 'vitest'
import type { ClusterGrade } from '../../src/grading/cluster/grade-cluster.ts'
import { clusterLines } from '../../src/report/cluster-text.ts'

const grade = (verdict: ClusterGrade['verdict'], faults: number): ClusterGrade => ({
  ...{ verdict, workload: 'lin-kv', language: 'python', file: 'kv.py', seed: 1, nodes: ['n0', 'n1'] },
  ...{ checks: [], faults: [], replay: 'compendium test kv.py' },
  faultTexts: Array.from({ length: faults }, (_, at) => `kill n${at}`),
})
const faultsOf = (of: ClusterGrade) =>
  clusterLines(of, { color: 0, width: 100 }).find((line) => line.startsWith('Faults'))

describe('the faults of a run, in its report', () => {
  it('are some of them when it passed, so that the verdict stays in sight', () => {
    expect(faultsOf(grade('pass', 9))).toMatch(/kill n3; and 5 more, in results\.json$/)
  })

  it('are all of them when that is hardly more, and when it did not pass', () => {
    expect(faultsOf(grade('pass', 5))).toMatch(/kill n4$/)
    expect(faultsOf(grade('fail', 9))).toMatch(/kill n8$/)
  })
})
