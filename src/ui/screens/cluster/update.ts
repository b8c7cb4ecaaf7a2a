import { watchingWords } from '../../../messages/watching/index.ts'
import type { BranchRun } from '../../../simulation/session/run-branch.ts'
import { turn, undo } from '../../../simulation/session/session.ts'
import { actionFor } from '../../components/key-bindings.ts'
import { EMPTY_LINE, editLine } from '../../components/line-edit.ts'
import { scrollBy } from '../../components/scroll.ts'
import type { KeyName } from '../../terminal/keys.ts'
import type { ScreenEvent } from '../../terminal/program.ts'
import { PAGE_BINDINGS, WATCH_BINDINGS, type WatchAction } from './bindings.ts'
import type { CommandLine } from './commands.ts'
import * as controls from './controls.ts'
import * as moves from './moves.ts'
import { pageText } from './pages.ts'
import { attempt, forkHere, redoLast, runCommand, showViolations, undoLast } from './run-command.ts'
import { branchOf, type ClusterState, complain, endOf, type Request, say, watch } from './state.ts'

export type ClusterEvent =
  | ScreenEvent
  | { readonly type: 'command'; readonly line: CommandLine }
  /** A branch was run. */
  | { readonly type: 'ran'; readonly run: BranchRun }
  /** It could not be. */
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'saved'; readonly message: string; readonly isError: boolean }

export function updateCluster(state: ClusterState, event: ClusterEvent): ClusterState {
  switch (event.type) {
    case 'tick':
      return state.playing ? moves.pass(state, event.elapsedMs) : state
    case 'resize':
      return { ...state, size: event.size }
    case 'interrupt':
      return { ...state, ending: 'interrupted' }
    case 'key':
      return press(state, event.key)
    case 'command':
      return command({ ...state, submitted: undefined }, event)
    case 'ran':
      return ran(state, event.run)
    case 'failed':
      return failed(state, event.message)
    case 'saved':
      return { ...state, saving: undefined, message: { text: event.message, isError: event.isError } }
  }
}

function command(state: ClusterState, event: Extract<ClusterEvent, { type: 'command' }>): ClusterState {
  if (state.waiting !== undefined && event.line.do !== 'quit') return wait(state, state.waiting, event)
  return runCommand({ ...state, message: undefined }, event.line)
}

/** Nothing that is asked for is lost while the first run is under way. */
function wait(state: ClusterState, waiting: readonly Request[], request: Request): ClusterState {
  return { ...state, waiting: [...waiting, request] }
}

/** A run of a branch that nobody is on any more is of no use. */
function ran(state: ClusterState, run: BranchRun): ClusterState {
  if (run.branch !== branchOf(state)) return state
  const after = { ...state, watched: watch(run) }
  const atUs = Math.min(state.atUs, endOf(after))
  const chosen = Math.min(state.chosen, after.watched.timeline.trace.nodes.length - 1)
  const told = foretell(state, { ...after, atUs, chosen, waiting: undefined })
  return (state.waiting ?? []).reduce((now: ClusterState, request) => updateCluster(now, request), told)
}

/** Says so when a rule is broken that was not before, wherever in the run. */
function foretell(before: ClusterState, after: ClusterState): ClusterState {
  const known = before.watched.run.result.violations.map(({ invariant }) => invariant)
  const broken = after.watched.run.result.violations.find(({ invariant }) => !known.includes(invariant))
  if (broken === undefined || after.message?.isError === true) return after
  const said = after.message === undefined ? '' : `${after.message.text} `
  const at = controls.seconds(broken.atUs)
  const news = watchingWords().said.willBreak({ at, rule: broken.invariant })
  return say(after, said + news)
}

/** What cannot be run was not done. */
function failed(state: ClusterState, message: string): ClusterState {
  return complain({ ...state, session: undo(state.session) ?? state.session }, message)
}

const NEEDS_NO_RUN: readonly (WatchAction | undefined)[] = ['command', 'help', 'quit']

function press(state: ClusterState, key: KeyName): ClusterState {
  if (state.input !== undefined) return type(state, state.input, key)
  if (state.page !== undefined) return pressPage(state, key)
  const quiet = { ...state, message: undefined }
  const action = actionFor(WATCH_BINDINGS, key)
  if (state.waiting !== undefined && !NEEDS_NO_RUN.includes(action)) {
    return wait(state, state.waiting, { type: 'key', key })
  }
  if (/^\d$/.test(key)) return moves.choose(quiet, Number(key))
  return action === undefined ? state : attempt(quiet, () => WATCH[action](quiet))
}

function type(state: ClusterState, input: NonNullable<ClusterState['input']>, key: KeyName): ClusterState {
  if (key === 'enter') return { ...state, input: undefined, submitted: input.text }
  const gaveUp = key === 'escape' || (key === 'backspace' && input.text === '')
  return { ...state, input: gaveUp ? undefined : editLine(input, key) }
}

function pressPage(state: ClusterState, key: KeyName): ClusterState {
  const action = actionFor(PAGE_BINDINGS, key)
  if (action === undefined) return state
  if (action === 'quit') return { ...state, ending: 'quit' }
  if (action === 'close') return { ...state, page: undefined, top: 0 }
  const length = pageText(state).length
  return {
    ...state,
    top: scrollBy({ top: state.top, height: Math.max(1, state.size.rows - 2), length }, action),
  }
}

const WATCH: Readonly<Record<WatchAction, (state: ClusterState) => ClusterState>> = {
  play: moves.play,
  'next-event': (state) => moves.stepEvent(state, 1),
  'previous-event': (state) => moves.stepEvent(state, -1),
  'next-caption': (state) => moves.stepCaption(state, 1),
  'previous-caption': (state) => moves.stepCaption(state, -1),
  start: (state) => moves.goTo(state, 0),
  end: (state) => moves.goTo(state, endOf(state)),
  faster: (state) => moves.changeSpeed(state, 1),
  slower: (state) => moves.changeSpeed(state, -1),
  story: (state) => moves.tellStory(state, !state.story),
  'next-node': (state) => moves.chooseNext(state, 1),
  'previous-node': (state) => moves.chooseNext(state, -1),
  mark: moves.mark,
  kill: (state) => controls.kill(state, state.chosen),
  restart: (state) => controls.restart(state, state.chosen),
  pause: (state) => controls.pauseOrResume(state, state.chosen),
  partition: controls.partitionMarked,
  heal: controls.heal,
  delay: (state) => controls.slow(state, state.chosen, 100_000, 1_000_000),
  drop: (state) => controls.dropNextTo(state, state.chosen),
  load: (state) => controls.load(state, 50, 1_000_000),
  undo: undoLast,
  redo: redoLast,
  fork: forkHere,
  'next-branch': (state) => branchBy(state, 1),
  'previous-branch': (state) => branchBy(state, -1),
  schedule: (state) => ({ ...state, page: 'schedule', top: 0, playing: false }),
  violations: showViolations,
  charts: (state) => ({ ...state, firstChart: state.firstChart + 1 }),
  command: (state) => ({ ...state, input: EMPTY_LINE, playing: false }),
  help: (state) => ({ ...state, page: 'help', top: 0, playing: false }),
  dismiss: (state) => ({ ...state, marked: [] }),
  quit: (state) => ({ ...state, ending: 'quit' }),
}

function branchBy(state: ClusterState, step: 1 | -1): ClusterState {
  const { session } = state
  if (session.branches.length === 1) return say(state, watchingWords().said.onlyBranch)
  const turned = { ...state, session: turn(session, step), playing: false }
  const { current: id, branches } = turned.session
  return say(turned, watchingWords().said.branch({ id, count: branches.length }))
}
