import path from 'node:path'
import { OTHER_LANGUAGE } from '../languages.ts'
import { checkFile, chooseLanguage } from '../prepare.ts'
import type { ClusterRun, RunListener } from './cluster-run.ts'
import { type ClusterGrade, gradeCluster, requireWorkload } from './grade-cluster.ts'
import type { ClusterOptions } from './options.ts'
import { replayLine } from './replay-line.ts'
import type { DrawRun } from './store.ts'

export interface NodesRequest {
  /** As the user named it. */
  readonly file: string
  /** Starts one node, where no file was named. */
  readonly command?: readonly string[]
  readonly language: string | undefined
  readonly cwd: string
  readonly options: ClusterOptions
  /** How many seeds at a time; undefined: as many as pay. */
  readonly jobs?: number | undefined
  /** Milliseconds since 1970: names the folder of the run. */
  readonly startedMs: number
  readonly onPhase?: (text: string | undefined) => void
  readonly draw?: DrawRun
  readonly live?: RunListener | undefined
  readonly onRun?: (run: ClusterRun) => void
}

/** Runs what the user named as a cluster. @throws UserError, exit 2, when that cannot be run at all. */
export async function gradeNodes(request: NodesRequest): Promise<ClusterGrade> {
  const { file, command, cwd, options, startedMs } = request
  requireWorkload(options.workload)
  const absolute = path.resolve(cwd, file)
  if (command === undefined) await checkFile(absolute, file, options.workload)
  return gradeCluster({
    ...request,
    language: command === undefined ? chooseLanguage(file, request.language) : OTHER_LANGUAGE,
    folder: path.join(command === undefined ? path.dirname(absolute) : cwd, '.compendium', 'runs'),
    replay: replayLine(request, options),
    stamp: new Date(startedMs).toISOString().replaceAll(':', ''),
  })
}
