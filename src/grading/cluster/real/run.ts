import type { ClusterRun } from '../cluster-run.ts'
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
): Promise<ClusterRun> {
  const time = new RealTime()
  const stage = new Stage({
    time,
    workload,
    options,
    onPhase,
    startNode: (name, events) =>
      NodeProcess.start({ name, program, limits: LIMITS, nowUs: () => time.nowUs(), ...events }),
  })
  try {
    await stage.play()
  } finally {
    await stage.end()
    time.stop()
    onPhase(undefined)
  }
  return stage.seen()
}
