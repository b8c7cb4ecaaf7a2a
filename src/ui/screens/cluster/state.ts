import { watchingWords } from '../../../messages/watching/index.ts'
import type { NodeId } from '../../../simulation/kernel/fault.ts'
import type { Scenario } from '../../../simulation/kernel/scenario.ts'
import type { BranchRun } from '../../../simulation/session/run-branch.ts'
import { type Branch, currentBranch, type Session, type Setup } from '../../../simulation/session/session.ts'
import type { LineEdit } from '../../components/line-edit.ts'
import type { KeyName } from '../../terminal/keys.ts'
import type { Ending, Size } from '../../terminal/screen-options.ts'
import type { CommandLine } from './commands.ts'
import { nodeAt, type Timeline, timelineOf } from './timeline.ts'

export type Subject = Pick<
  Scenario,
  'id' | 'title' | 'variants' | 'parameters' | 'mutants' | 'faultKinds' | 'invariants'
>

/** A run that is looked at. */
export interface Watched {
  readonly run: BranchRun
  readonly timeline: Timeline
}

export type Page = 'help' | 'violations' | 'schedule'

export interface Message {
  readonly text: string
  readonly isError: boolean
}

/** A key or a command line that needs a run. */
export type Request =
  | { readonly type: 'key'; readonly key: KeyName }
  | { readonly type: 'command'; readonly line: CommandLine }

export interface ClusterState {
  readonly size: Size
  readonly subject: Subject
  readonly session: Session
  /** The last run that there is; that of the current branch, once it is done. */
  readonly watched: Watched
  /** The time that is shown: all that happened up to and at it. */
  readonly atUs: number
  readonly playing: boolean
  /** Index into SPEEDS. */
  readonly speed: number
  /** Play stops at every caption, and waits. */
  readonly story: boolean
  readonly chosen: NodeId
  /** One side of the next partition; the chosen node alone while it is empty. */
  readonly marked: readonly NodeId[]
  readonly firstChart: number
  readonly page: Page | undefined
  /** The first row of the page that shows. */
  readonly top: number
  /** What is being typed after `:`. */
  readonly input: LineEdit | undefined
  /** A command line that was entered and not yet read. */
  readonly submitted: string | undefined
  /** A file to write the run to. */
  readonly saving: string | undefined
  readonly message: Message | undefined
  /** What was asked for before the first run was done; undefined once it is. */
  readonly waiting: readonly Request[] | undefined
  readonly ending: Exclude<Ending, 'no-terminal'> | undefined
}

/** Virtual over real time. */
export const SPEEDS: readonly { readonly factor: number; readonly text: string }[] = [
  { factor: 1 / 1000, text: '1/1000' },
  { factor: 1 / 500, text: '1/500' },
  { factor: 1 / 200, text: '1/200' },
  { factor: 1 / 100, text: '1/100' },
  { factor: 1 / 50, text: '1/50' },
  { factor: 1 / 20, text: '1/20' },
  { factor: 1 / 10, text: '1/10' },
  { factor: 1 / 5, text: '1/5' },
  { factor: 1 / 2, text: '1/2' },
  { factor: 1, text: '1' },
  { factor: 2, text: '2' },
  { factor: 5, text: '5' },
  { factor: 10, text: '10' },
]
/** Slow enough to follow messages of a few milliseconds. */
const START_SPEED = SPEEDS.findIndex(({ factor }) => factor === 1 / 20)

function welcome({ faults }: Setup): string {
  const { ofSeed, ofFile, none, keys } = watchingWords().welcome
  if (faults === 'of the seed') return `${ofSeed} ${keys}`
  return `${faults.length > 0 ? ofFile : none} ${keys}`
}

export function startCluster(size: Size, subject: Subject, session: Session, first: BranchRun): ClusterState {
  return {
    size,
    subject,
    session,
    watched: watch(first),
    atUs: 0,
    playing: false,
    speed: START_SPEED,
    story: false,
    chosen: 0,
    marked: [],
    firstChart: 0,
    page: undefined,
    top: 0,
    input: undefined,
    submitted: undefined,
    saving: undefined,
    message: { text: welcome(currentBranch(session).setup), isError: false },
    waiting: first.branch === currentBranch(session) ? undefined : [],
    ending: undefined,
  }
}

export function watch(run: BranchRun): Watched {
  const { trace } = run.result
  if (trace === undefined) throw new Error('the run has no trace')
  return { run, timeline: timelineOf(trace, run.branch.controls) }
}

export function isCurrent({ session, watched }: ClusterState): boolean {
  return watched.run.branch === currentBranch(session)
}

/** Whether it was left other than it was found: at another moment, or broken by hand. */
export function isTouched({ atUs, session }: ClusterState): boolean {
  return atUs > 0 || session.done.length > 0
}

export function branchOf({ session }: ClusterState): Branch {
  return currentBranch(session)
}

export function endOf({ watched }: ClusterState): number {
  return watched.timeline.endUs
}

/** What is drawn of each node now. */
export function nodesNow({ watched: { timeline }, atUs }: ClusterState) {
  return timeline.trace.nodes.map((_, node) => nodeAt(timeline, node, atUs))
}

export function say(state: ClusterState, text: string): ClusterState {
  return { ...state, message: { text, isError: false } }
}

export function complain(state: ClusterState, text: string): ClusterState {
  return { ...state, message: { text, isError: true } }
}
