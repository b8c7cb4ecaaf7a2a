import { makeTemporaryFolder } from '../../../platform/temporary-folder.ts'
import type { ClusterRun, RunListener } from '../cluster-run.ts'
import { lint } from '../lint/lint.ts'
import type { ClusterOptions } from '../options.ts'
import { Stage } from '../stage.ts'
import type { Workload } from '../workloads/workload.ts'
import { NodeProcess, type NodeProgram } from './node-process.ts'
import { RealTime } from './real-time.ts'

const MB = 1024 ** 2
const LIMITS = { memoryBytes: 1024 * MB, processes: 64, outputBytes: 64 * MB }

/** Runs the learner's program as a cluster, one process a node, in the machine's own time. No process outlives it. */
export async function runCluster(
  program: NodeProgram,
  workload: Workload,
  options: ClusterOptions,
  onPhase: (text: string | undefined) => void = () => {},
  { onPassed, onLog }: RunListener = {},
): Promise<ClusterRun> {
  onPhase('looking at how one node speaks')
  const slipped = await lintOf(program, workload, options)
  if (slipped !== undefined) {
    onPhase(undefined)
    return slipped
  }
  const time = new RealTime()
  // What a node saves outlasts its process, and nothing outlasts the run.
  const disks = await makeTemporaryFolder()
  const env = { ...program.env, COMPENDIUM_STORAGE: disks.folder, COMPENDIUM_SEED: String(options.seed) }
  const stage = new Stage({
    time,
    workload,
    options,
    onPhase,
    ...(onPassed && { observe: onPassed }),
    startNode: (name, events) =>
      NodeProcess.start({
        name,
        program: { ...program, env },
        limits: LIMITS,
        nowUs: () => time.nowUs(),
        ...(onLog && { onLog: (line: string) => onLog(name, line) }),
        ...events,
      }),
  })
  try {
    await stage.play()
  } finally {
    await stage.end()
    time.stop()
    disks.remove()
    onPhase(undefined)
  }
  return stage.seen()
}

async function lintOf(program: NodeProgram, workload: Workload, options: ClusterOptions) {
  const disk = await makeTemporaryFolder()
  const env = { ...program.env, COMPENDIUM_STORAGE: disk.folder, COMPENDIUM_SEED: String(options.seed) }
  try {
    return await lint({ program: { ...program, env }, limits: LIMITS, workload, options })
  } finally {
    disk.remove()
  }
}
