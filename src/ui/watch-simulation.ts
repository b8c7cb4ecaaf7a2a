import type { ColorLevel } from '../cli/color.ts'
import { ExitCode } from '../lib/exit-code.ts'
import { watchingWords } from '../messages/watching/index.ts'
import { outputShape } from '../platform/terminal.ts'
import type { SimulationRequest } from '../simulation/request.ts'
import type { BranchRun } from '../simulation/session/run-branch.ts'
import type { Watch } from '../simulation/watch.ts'

export interface WatchOutcome {
  readonly exitCode: number
  /** What to print now that the screen is gone. */
  readonly text: string
  /** Time was let pass, or something was broken by hand. */
  readonly touched: boolean
}

/** Shows a cluster that can be broken by hand; undefined when the request asks for no cluster. */
export async function watchSimulation(
  request: SimulationRequest,
  color: ColorLevel,
  file?: string,
): Promise<WatchOutcome | undefined> {
  if (request.scenario === undefined && file === undefined) return undefined
  const { openWatch } = await import('../simulation/watch.ts')
  const watch = await openWatch(request, file)
  if (watch === undefined) return undefined
  try {
    return await showWatch(watch, request.save, color)
  } finally {
    await watch.close()
  }
}

/** Shows it until it is left. Where only a file can say what was done by hand, one is written to `save`. */
export async function showWatch(
  watch: Watch,
  save: string | undefined,
  color: ColorLevel,
): Promise<WatchOutcome> {
  const { EXIT_INTERRUPTED, openCluster } = await import('./index.ts')
  const { unicode } = outputShape()
  const files = new Map<BranchRun['branch'], string>()
  const { ending, run, touched } = await openCluster({
    stdin: process.stdin,
    stdout: process.stdout,
    color,
    unicode,
    subject: watch.scenario,
    setup: watch.setup,
    run: watch.run,
    save: (place, now) => saved(watch, now, place, files),
  })
  if (run === undefined || ending === 'interrupted') {
    return { exitCode: EXIT_INTERRUPTED, text: '', touched }
  }
  const known = files.get(run.branch)
  const command = watch.commandOf(run)
  const needed = known === undefined && command === undefined && save !== undefined
  const file = needed ? (await watch.save(run, save)).file : known
  const { sessionText } = await import('../report/session-text.ts')
  const replay = file === undefined ? command : watch.replayOf(file)
  const text = sessionText(run, { color, unicode, title: watch.scenario.title, replay })
  const exitCode = run.result.violations.length > 0 ? ExitCode.fail : ExitCode.pass
  return { exitCode, text, touched }
}

async function saved(watch: Watch, run: BranchRun, place: string, files: Map<BranchRun['branch'], string>) {
  const { file, note } = await watch.save(run, place)
  const { said } = watchingWords()
  if (file === undefined) return { message: note ?? said.notWritten({ file: place }), isError: true }
  files.set(run.branch, file)
  const command = watch.replayOf(file)
  return { message: said.saved({ command, hash: run.result.traceHash }), isError: false }
}
