import type { ReactElement } from 'react'
import { screenWords } from '../../../messages/screens/index.ts'
import { watchingWords } from '../../../messages/watching/index.ts'
import { lessonTheme } from '../../../report/lesson/theme.ts'
import { Bar, ScreenFrame } from '../../components/bars.tsx'
import { TextRows } from '../../components/text-rows.tsx'
import type { ScreenOptions } from '../../terminal/screen-options.ts'
import { theme } from '../../theme.ts'
import { clusterLines } from './cluster-lines.ts'
import { pageText } from './pages.ts'
import { type Look, signsOf } from './signs.ts'
import { branchOf, type ClusterState, endOf, isCurrent, SPEEDS } from './state.ts'

export function lookOf({ color, unicode = true }: Pick<ScreenOptions, 'color' | 'unicode'>): Look {
  return { theme: lessonTheme({ color, unicode }), signs: signsOf(unicode), unicode }
}

export function ClusterView({ state, look }: { state: ClusterState; look: Look }): ReactElement {
  return (
    <ScreenFrame {...state.size} title={titleOf(state)} status={<Status state={state} />}>
      <TextRows lines={bodyOf(state, look)} margin={1} />
    </ScreenFrame>
  )
}

function bodyOf(state: ClusterState, look: Look): string[] {
  if (state.page === undefined) return clusterLines(state, look)
  const rows = Math.max(1, state.size.rows - 2)
  return pageText(state, look.unicode)
    .slice(state.top, state.top + rows)
    .map(look.theme.spell)
}

function titleOf(state: ClusterState): [string, string] {
  const { setup, controls, id } = branchOf(state)
  const { seed, title: words } = watchingWords()
  const right = [
    seed(setup),
    ...(setup.mutant === undefined ? [] : [setup.mutant]),
    ...(setup.faults === 'of the seed' ? [words.swarm] : []),
    ...(setup.faults.length > 0 ? [words.faults({ count: state.watched.run.faults.length })] : []),
    ...(state.session.branches.length > 1
      ? [words.branch({ id, count: state.session.branches.length })]
      : []),
    words.controls({ count: controls.length }),
  ].join(', ')
  const room = state.size.columns - right.length - 4
  const { title, id: name } = state.subject
  return [title.length <= room ? title : name, right]
}

function Status({ state }: { state: ClusterState }): ReactElement {
  const { columns } = state.size
  if (state.input !== undefined) {
    return <Bar columns={columns} left={promptOf(state).text} right={[]} style={theme.prompt} />
  }
  return <Bar columns={columns} left={statusText(state)} right={hints(state)} style={theme.statusBar} />
}

/** What runs, how fast, and whether it is up to date. */
export function statusText(state: ClusterState): string {
  const { status, playing, paused } = watchingWords()
  if (state.page !== undefined) return status.pages[state.page]
  const phase = state.atUs >= endOf(state) ? status.end : state.playing ? playing : paused
  const speed = `${SPEEDS[state.speed]?.text ?? '1'}x`
  const { truncated } = state.watched.timeline.trace
  return [
    phase,
    speed,
    ...(state.story ? [status.story] : []),
    ...(isCurrent(state) ? [] : [status.running]),
    ...(truncated ? [status.full] : []),
  ].join('  ')
}

/** In the order in which they are given up when there is no room. */
function hints(state: ClusterState): string[] {
  const { more, escBack, quit } = screenWords().hints
  if (state.page !== undefined) return [more, escBack, quit]
  const { branches, speed, next, cut, kill, command, pause, play, keys } = watchingWords().hints
  return [branches, speed, next, cut, kill, command, state.playing ? pause : play, keys, quit]
}

/** What is typed, scrolled so that the cursor is seen. */
function promptOf({ input, size }: ClusterState): { text: string; cursor: number } {
  const { text, cursor } = input ?? { text: '', cursor: 0 }
  const room = Math.max(1, size.columns - 4)
  const from = Math.max(0, cursor - room + 1)
  return { text: `:${[...text].slice(from, from + room).join('')}`, cursor: cursor - from + 1 }
}

export function clusterCursor(state: ClusterState): { row: number; column: number } | undefined {
  if (state.input === undefined) return undefined
  return { row: state.size.rows - 1, column: 1 + promptOf(state).cursor }
}
