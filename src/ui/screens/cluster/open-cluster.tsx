import { isUserError } from '../../../lib/user-error.ts'
import { type BranchRun, runBranch } from '../../../simulation/session/run-branch.ts'
import { type Branch, currentBranch, startSession } from '../../../simulation/session/session.ts'
import type { ClusterOptions, ClusterOutcome } from '../../index.ts'
import type { Program } from '../../terminal/program.ts'
import { runProgram } from '../../terminal/run-program.tsx'
import type { CommandLine } from './commands.ts'
import { sentences } from './run-command.ts'
import { branchOf, type ClusterState, isCurrent, isTouched, startCluster } from './state.ts'
import { type ClusterEvent, updateCluster } from './update.ts'
import { ClusterView, clusterCursor, lookOf } from './view.tsx'

/** No more than 20 frames a second: more would choke a slow line. */
const FRAME_MS = 50

/** A cluster that is watched, stopped, moved about in and broken by hand. */
export async function openCluster(options: ClusterOptions): Promise<ClusterOutcome> {
  const session = startSession(options.setup)
  const first = await glimpse(options, currentBranch(session))
  const program = clusterProgram(options, (size) => startCluster(size, options.subject, session, first))
  const state = await runProgram(options, program)
  return { ending: state.ending ?? 'quit', run: state.watched.run, touched: isTouched(state) }
}

type Own = Exclude<ClusterEvent, { type: 'key' | 'resize' | 'tick' | 'interrupt' }>

function clusterProgram(
  options: ClusterOptions,
  start: Program<ClusterState>['start'],
): Program<ClusterState, Own> {
  const look = lookOf(options)
  const runs = new Map<Branch, Promise<BranchRun>>()
  return {
    start,
    update: updateCluster,
    isOver: ({ ending }) => ending !== undefined,
    view: (state) => <ClusterView state={state} look={look} />,
    cursor: clusterCursor,
    tickMs: ({ playing }) => (playing ? FRAME_MS : undefined),
    react: async (before, after, send) => {
      if (before === undefined) setImmediate(() => void loadCommandLine())
      await Promise.all([
        runIfNeeded(options, runs, before, after, send),
        readIfEntered(before, after, send),
        saveIfAsked(options, before, after, send),
      ])
    },
  }
}

/** The first instant only, so that the first frame does not wait for the run. */
async function glimpse({ run }: ClusterOptions, branch: Branch): Promise<BranchRun> {
  const { untilUs: _all, ...setup } = branch.setup
  return runBranch(run, { ...branch, setup: { ...setup, untilUs: 1 } })
}

async function runIfNeeded(
  { run }: ClusterOptions,
  runs: Map<Branch, Promise<BranchRun>>,
  before: ClusterState | undefined,
  after: ClusterState,
  send: (event: Own) => void,
): Promise<void> {
  const branch = branchOf(after)
  if (isCurrent(after) || (before !== undefined && branchOf(before) === branch)) return
  // The frame that says so comes first.
  await new Promise((resolve) => setImmediate(resolve))
  const known = runs.get(branch) ?? runBranch(run, branch)
  runs.set(branch, known)
  try {
    send({ type: 'ran', run: await known })
  } catch (error) {
    if (!isUserError(error)) throw error
    send({ type: 'failed', message: sentences(error) })
  }
}

/** commander is not needed for the first frame; it is loaded when that one stands. */
function loadCommandLine() {
  return import('./command-line.ts')
}

async function readIfEntered(
  before: ClusterState | undefined,
  { submitted }: ClusterState,
  send: (event: Own) => void,
): Promise<void> {
  if (submitted === undefined || before?.submitted === submitted) return
  const { parseCommandLine } = await loadCommandLine()
  const line: CommandLine = parseCommandLine(submitted)
  send({ type: 'command', line })
}

async function saveIfAsked(
  { save }: ClusterOptions,
  before: ClusterState | undefined,
  { saving, watched }: ClusterState,
  send: (event: Own) => void,
): Promise<void> {
  if (saving === undefined || before?.saving === saving) return
  const { message, isError } = await save(saving, watched.run)
  send({ type: 'saved', message, isError })
}
