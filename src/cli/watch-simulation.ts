import { ExitCode } from '../lib/exit-code.ts'
import { outputShape } from '../platform/terminal.ts'
import type { SimulationRequest } from '../simulation/request.ts'
import type { BranchRun } from '../simulation/session/run-branch.ts'
import type { Watch } from '../simulation/watch.ts'
import type { ColorLevel } from './color.ts'

export interface WatchOutcome {
  readonly exitCode: number
  /** What to print now that the screen is gone. */
  readonly text: string
}

/** Shows a cluster that can be broken by hand; undefined when the request asks for no cluster. */
export async function watchSimulation(
  request: SimulationRequest,
  color: ColorLevel,
): Promise<WatchOutcome | undefined> {
  if (request.scenario === undefined) return undefined
  const { openWatch } = await import('../simulation/watch.ts')
  const watch = await openWatch(request.scenario, request)
  if (watch === undefined) return undefined
  try {
    return await show(watch, request, color)
  } finally {
    await watch.close()
  }
}

async function show(watch: Watch, { save }: SimulationRequest, color: ColorLevel): Promise<WatchOutcome> {
  const { EXIT_INTERRUPTED, openCluster } = await import('../ui/index.ts')
  const { unicode } = outputShape()
  const { ending, run } = await openCluster({
    stdin: process.stdin,
    stdout: process.stdout,
    color,
    unicode,
    subject: watch.scenario,
    setup: watch.setup,
    run: watch.run,
    save: (place, now) => saved(watch, now, place),
  })
  if (run === undefined || ending === 'interrupted') return { exitCode: EXIT_INTERRUPTED, text: '' }
  const { file } = save === undefined || run.faults.length === 0 ? {} : await watch.save(run, save)
  const { sessionText } = await import('../report/session-text.ts')
  const replay = file === undefined ? undefined : watch.replayOf(file)
  const text = sessionText(run, { color, unicode, title: watch.scenario.title, replay })
  return { exitCode: run.result.violations.length > 0 ? ExitCode.fail : ExitCode.pass, text }
}

async function saved(watch: Watch, run: BranchRun, place: string) {
  const { file, note } = await watch.save(run, place)
  return file === undefined
    ? { message: note ?? `${place} was not written.`, isError: true }
    : {
        message: `Saved. ${watch.replayOf(file)} runs it again, hash ${run.result.traceHash}.`,
        isError: false,
      }
}
