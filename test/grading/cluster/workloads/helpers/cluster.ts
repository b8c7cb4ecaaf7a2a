import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ClusterGrade, gradeCluster } from '../../../../../src/grading/cluster/grade-cluster.ts'
import { type ClusterOptions, DEFAULTS } from '../../../../../src/grading/cluster/options.ts'
import { OTHER_LANGUAGE } from '../../../../../src/grading/languages.ts'

const nodes = path.resolve(import.meta.dirname, '../../../../fixtures/nodes')

/**
 * Runs a node of `test/fixtures/nodes` for a moment, as a cluster of three processes. A machine that is busy may leave too
 * little of that moment, so that such a test may be tried again.
 */
export async function gradeNode(
  workload: string,
  file: string,
  deed: string,
  options: Partial<ClusterOptions> = {},
): Promise<ClusterGrade> {
  const folder = await mkdtemp(path.join(tmpdir(), 'workload-'))
  try {
    return await gradeCluster({
      file: deed,
      command: [process.execPath, path.join(nodes, file), deed],
      language: OTHER_LANGUAGE,
      cwd: folder,
      folder,
      options: {
        ...DEFAULTS,
        workload,
        nodeCount: 3,
        timeLimitMs: 900,
        rate: 80,
        settleMs: 500,
        ...options,
      },
      replay: 'again',
      stamp: deed,
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** What was found wrong with it: of each check that failed its name and its message. */
export const failures = ({ checks }: ClusterGrade): string[] =>
  checks.filter((check) => check.verdict === 'fail').map((check) => `${check.id}: ${check.message}`)
