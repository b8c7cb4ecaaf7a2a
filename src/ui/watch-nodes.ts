import type { ColorLevel } from '../cli/color.ts'
import { nodeNamesOf } from '../grading/cluster/options.ts'
import { schedulesText } from '../grading/cluster/steps/kept-schedules.ts'
import { toScreen } from '../grading/cluster/watch/node-faults.ts'
import type { NodesRequest } from '../grading/cluster/watch/nodes-request.ts'
import { type WatchedNodes, watchNodes } from '../grading/cluster/watch/watch-nodes.ts'
import { shellLine } from '../lib/shell-words.ts'
import { type Saved, saveText } from '../platform/save-text.ts'
import { resolveParameters } from '../simulation/kernel/parameters.ts'
import type { BranchRun } from '../simulation/session/run-branch.ts'
import type { Setup } from '../simulation/session/session.ts'
import type { Watch } from '../simulation/watch.ts'
import { showWatch, type WatchOutcome } from './watch-simulation.ts'

/** Shows the learner's own nodes on the screen of simulations, to be broken by hand. */
export async function watchNodesOf(request: NodesRequest, color: ColorLevel): Promise<WatchOutcome> {
  const { nodes, kept } = request
  const skip = kept?.schedule.plan.skip
  const watched = await watchNodes({
    ...nodes,
    ...request,
    options: kept?.schedule.options ?? nodes.options,
    ...(skip === undefined ? {} : { skip }),
  })
  try {
    return await showWatch(watchOf(request, watched), request.save, color)
  } finally {
    await watched.close()
  }
}

function watchOf(request: NodesRequest, watched: WatchedNodes): Watch {
  const { nodes, cwd } = request
  return {
    scenario: watched.scenario,
    setup: setupOf(request, watched),
    run: (seed, parameters, options) => watched.run(seed, parameters, options),
    save: (run, place) => saveRun(watched, nodes.id, run, place, cwd),
    replayOf: (file) => shellLine([...wordsOf(request), '--replay', file]),
    commandOf: (run) => commandOf(request, watched, run),
    close: () => watched.close(),
  }
}

function setupOf({ settings, faults: asked, kept, nodes }: NodesRequest, { scenario }: WatchedNodes): Setup {
  const { options, plan } = kept?.schedule ?? { options: nodes.options, plan: {} }
  // A kept run has its faults as they struck, counted from when the clients began: at the very beginning, in virtual time.
  const from = { fromUs: 0, toUs: options.timeLimitMs * 1000 }
  const faults = plan.faults === undefined ? undefined : toScreen(plan.faults, nodeNamesOf(options), from)
  const own = asked === 'swarm' || kept !== undefined ? 'of the seed' : []
  return {
    seed: options.seed,
    parameters: resolveParameters(scenario.parameters, settings),
    faults: faults ?? own,
  }
}

function saveRun(
  watched: WatchedNodes,
  id: string,
  run: BranchRun,
  place: string,
  cwd: string,
): Promise<Saved> {
  const { branch, result } = run
  const schedule = watched.scheduleOf(result, branch.setup.parameters)
  const name = `${id}-${result.seed}-${result.traceHash.slice(0, 8)}.json`
  return saveText(schedulesText([schedule]), place, name, cwd)
}

function wordsOf({ nodes, file }: NodesRequest): string[] {
  return [
    'compendium',
    'simulate',
    nodes.id,
    '--with',
    file,
    ...(nodes.stage === undefined ? [] : ['--stage', nodes.stage]),
  ]
}

/** Undefined where only a file can say what was done. */
function commandOf(
  request: NodesRequest,
  { scenario }: WatchedNodes,
  { branch }: BranchRun,
): string | undefined {
  const { seed, parameters, faults } = branch.setup
  if (branch.controls.length > 0) return undefined
  if (request.kept !== undefined) {
    return branch.id === 1 ? shellLine([...wordsOf(request), '--replay', request.kept.file]) : undefined
  }
  if (faults !== 'of the seed' && faults.length > 0) return undefined
  const changed = scenario.parameters.filter((one) => parameters[one.id] !== one.default)
  return shellLine([
    ...wordsOf(request),
    ...['--seed', String(seed)],
    ...changed.flatMap(({ id }) => ['--set', `${id}=${parameters[id]}`]),
    ...['--faults', faults === 'of the seed' ? 'swarm' : 'none'],
  ])
}
