import { isUserError } from '../../lib/user-error.ts'
import { watchingWords } from '../../messages/watching/index.ts'
import { type BranchRun, runBranch } from '../../simulation/session/run-branch.ts'
import { startSession } from '../../simulation/session/session.ts'
import type { ClusterOptions, ClusterOutcome } from '../index.ts'
import { parseCommandLine } from '../screens/cluster/command-line.ts'
import type { CommandLine } from '../screens/cluster/commands.ts'
import { seconds } from '../screens/cluster/controls.ts'
import { cutTexts } from '../screens/cluster/cuts.ts'
import { pageText } from '../screens/cluster/pages.ts'
import { sentences } from '../screens/cluster/run-command.ts'
import { nodeWord } from '../screens/cluster/signs.ts'
import {
  branchOf,
  type ClusterState,
  isCurrent,
  isTouched,
  nodesNow,
  startCluster,
} from '../screens/cluster/state.ts'
import { captionsUntil, faultsAt, flightsAt, happeningAt } from '../screens/cluster/timeline.ts'
import { updateCluster } from '../screens/cluster/update.ts'
import { sizeOf } from '../terminal/screen-options.ts'
import { speaker } from './fold.ts'
import { inputLines } from './input-lines.ts'

const CAPTIONS_MAX = 12
const FLIGHTS_MAX = 6
const NODES_REPEATED = 6

/** The cluster as a conversation: commands are typed, what they do is printed. Nothing moves the cursor. */
export async function linearCluster(options: ClusterOptions): Promise<ClusterOutcome> {
  const input = inputLines(options.stdin)
  const say = speaker(options.stdout)
  let state = await open(options)
  say(...opening(state, options), ...nodeLines(state))
  while (state.ending === undefined) {
    const line = await input.next()
    if (line === undefined) break
    const before = state
    state = await obey(options, state, line)
    say(...answer(before, state), ...pageText(state, options.unicode ?? true))
    state = { ...state, page: undefined, message: undefined }
  }
  input.close()
  return { ending: 'quit', run: state.watched.run, touched: isTouched(state) }
}

async function open({ run, setup, subject, stdout }: ClusterOptions): Promise<ClusterState> {
  const session = startSession(setup)
  const [branch] = session.branches
  if (branch === undefined) throw new Error('a session has a branch')
  return startCluster(sizeOf(stdout), subject, session, await runBranch(run, branch))
}

/** An empty line goes to the next caption. */
async function obey(options: ClusterOptions, state: ClusterState, line: string): Promise<ClusterState> {
  const command: CommandLine =
    line.trim() === '' ? { do: 'note', words: [] } : parseCommandLine(line.trim().replace(/^\?$/, 'help'))
  const after = updateCluster(state, { type: 'command', line: command })
  if (after.saving !== undefined) {
    const saved = await options.save(after.saving, after.watched.run)
    return updateCluster(after, { type: 'saved', ...saved })
  }
  return isCurrent(after) ? after : runAgain(options, after)
}

async function runAgain({ run }: ClusterOptions, state: ClusterState): Promise<ClusterState> {
  try {
    const result: BranchRun = await runBranch(run, branchOf(state))
    return updateCluster(state, { type: 'ran', run: result })
  } catch (error) {
    if (!isUserError(error)) throw error
    return updateCluster(state, { type: 'failed', message: sentences(error) })
  }
}

function opening({ subject }: ClusterState, { setup }: ClusterOptions): string[] {
  const { opening: head, how } = watchingWords().linear
  return [head({ title: subject.title, seed: setup.seed }), how, '']
}

/** What the command did, what was told meanwhile, and how the cluster is now. */
function answer(before: ClusterState, after: ClusterState): string[] {
  const message = after.message === undefined ? [] : [after.message.text]
  const moved = before.atUs !== after.atUs || before.watched !== after.watched
  if (!moved) return message
  const told = captionsUntil(after.watched.timeline, after.atUs).filter(({ atUs }) => atUs > before.atUs)
  const skipped = told.length - CAPTIONS_MAX
  const { linear } = watchingWords()
  return [
    ...message,
    ...(skipped > 0 ? [linear.skipped({ count: skipped })] : []),
    ...told.slice(-CAPTIONS_MAX).map(({ atUs, text }) => `${seconds(atUs)}  ${text}`),
    ...brokenRules(before, after),
    ...happeningAt(after.watched.timeline, after.atUs).map((text) => linear.now({ text })),
    ...nodeLines(after, before),
  ]
}

function brokenRules(before: ClusterState, { watched, atUs }: ClusterState): string[] {
  return watched.run.result.violations
    .filter((one) => one.atUs <= atUs && one.atUs > before.atUs)
    .flatMap(({ invariant, story }) => [
      watchingWords().linear.broken({ rule: invariant }),
      ...story.map((line) => `  ${line}`),
    ])
}

/** Of many nodes only those that are others than before: whoever listens hears the rest once. */
function nodeLines(state: ClusterState, before?: ClusterState): string[] {
  const { timeline } = state.watched
  const { linear, now: words } = watchingWords()
  const cuts = cutTexts(faultsAt(timeline, state.atUs), timeline.trace.nodes.length)
  const flights = flightsAt(timeline, state.atUs)
  const flying = flights
    .slice(0, FLIGHTS_MAX)
    .map(({ message, lost }) => `  ${lost ? linear.flightLost(message) : linear.flight(message)}`)
  const now = nodeTexts(state)
  const then = before === undefined || now.length <= NODES_REPEATED ? [] : nodeTexts(before)
  const changed = now.filter((text, id) => text !== then[id])
  return [
    linear.at({ at: seconds(state.atUs) }),
    ...changed.map((text) => `  ${text}`),
    ...(changed.length === now.length
      ? []
      : [`  ${changed.length === 0 ? linear.allAsBefore : linear.othersAsBefore}`]),
    ...cuts.map((cut) => `  ${words.cut({ cut })}`),
    ...(flights.length === 0 ? [] : [linear.inFlight({ count: flights.length }), ...flying]),
  ]
}

function nodeTexts(state: ClusterState): string[] {
  const { nodes } = state.watched.timeline.trace
  return nodesNow(state).map((node, id) => {
    const fields = Object.entries(node?.view.fields ?? {}).map(([field, value]) => `${field} ${value}`)
    return [`${nodes[id]?.name}: ${nodeWord(node)}`, ...fields].join(', ')
  })
}
