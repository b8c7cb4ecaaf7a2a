import { resolveParameters } from '../../../src/simulation/kernel/parameters.ts'
import { scenario } from '../../../src/simulation/scenarios/raft/scenario.ts'
import { type Run, runBranch } from '../../../src/simulation/session/run-branch.ts'
import { currentBranch, type Setup, startSession } from '../../../src/simulation/session/session.ts'
import { parseCommandLine } from '../../../src/ui/screens/cluster/command-line.ts'
import {
  branchOf,
  type ClusterState,
  isCurrent,
  startCluster,
} from '../../../src/ui/screens/cluster/state.ts'
import { type ClusterEvent, updateCluster } from '../../../src/ui/screens/cluster/update.ts'

export const raft = scenario
export const run: Run = async (seed, values, options) => {
  const result = scenario.run(seed, values, options)
  return { result, told: scenario.tell(result, values) }
}

export function raftSetup(settings: readonly string[] = ['duration_ms=4s'], mutant?: string): Setup {
  return {
    seed: 1,
    parameters: resolveParameters(scenario.parameters, settings),
    faults: [],
    ...(mutant !== undefined && { mutant }),
  }
}

export async function openRaft(setup = raftSetup(), size = { columns: 80, rows: 24 }): Promise<ClusterState> {
  const session = startSession(setup)
  return startCluster(size, scenario, session, await runBranch(run, currentBranch(session)))
}

/** Keys by their names, command lines with a colon, or whole events; after each the run is done again if it must be. */
export async function send(
  state: ClusterState,
  ...events: readonly (string | ClusterEvent)[]
): Promise<ClusterState> {
  let now = state
  for (const event of events) {
    now = updateCluster(now, eventOf(event))
    if (!isCurrent(now)) now = updateCluster(now, { type: 'ran', run: await runBranch(run, branchOf(now)) })
  }
  return now
}

function eventOf(event: string | ClusterEvent): ClusterEvent {
  if (typeof event !== 'string') return event
  if (event.startsWith(':') && event.length > 1) return { type: 'command', line: parseCommandLine(event) }
  return { type: 'key', key: event }
}
