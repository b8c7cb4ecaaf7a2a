import { simulatingWords } from '../../../messages/simulating/index.ts'
import { watchingWords } from '../../../messages/watching/index.ts'
import { faultText } from '../../../report/fault-text.ts'
import type { Branch } from '../../../simulation/session/session.ts'
import { foldLines } from '../../components/fold.ts'
import { helpLines } from '../../components/key-bindings.ts'
import { WATCH_BINDINGS } from './bindings.ts'
import { commandHelp } from './commands.ts'
import { seconds } from './controls.ts'
import { branchOf, type ClusterState } from './state.ts'

const NARROWEST = 20

/** The rows of the page that covers the picture, as plain text; none when there is no page. */
export function pageText(state: ClusterState, unicode = true): string[] {
  return foldLines(pageLines(state, unicode), Math.max(NARROWEST, state.size.columns - 2))
}

function pageLines(state: ClusterState, unicode: boolean): string[] {
  switch (state.page) {
    case 'help':
      return [...helpLines(WATCH_BINDINGS, unicode), '', watchingWords().commandsTitle, '', ...commandHelp()]
    case 'violations':
      return violationLines(state)
    case 'schedule':
      return scheduleLines(state)
    case undefined:
      return []
  }
}

function violationLines({ watched }: ClusterState): string[] {
  return watched.run.result.violations.flatMap(({ invariant, atUs, story }) => [
    watchingWords().pages.brokenAt({ rule: invariant, at: seconds(atUs) }),
    '',
    ...story.map((line) => `  ${line}`),
    '',
  ])
}

function scheduleLines(state: ClusterState): string[] {
  const branch = branchOf(state)
  const { whatWasDone, faults } = watchingWords().pages
  return [
    ...state.session.branches.map((one) => branchLine(one, one === branch)),
    '',
    whatWasDone(branch),
    ...orNone(branch.controls.map(({ atUs, text }) => `  ${seconds(atUs)}  ${text}`)),
    '',
    faults,
    ...orNone(state.watched.run.faults.map((fault) => `  ${faultText(fault, simulatingWords())}`)),
  ]
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [`  ${watchingWords().pages.nothing}`] : lines
}

function branchLine({ id, parent, forkedUs, setup, controls }: Branch, current: boolean): string {
  const { seed, title, pages } = watchingWords()
  const { mutant } = setup
  const from = parent === undefined ? pages.theFirst : pages.from({ parent, at: seconds(forkedUs) })
  const what = [
    seed(setup),
    ...(mutant === undefined ? [] : [title.mutant({ mutant })]),
    ...(setup.faults === 'of the seed' ? [title.swarm] : []),
    title.controls({ count: controls.length }),
  ]
  return `${current ? '>' : ' '} ${pages.branch({ id, from, what: what.join(', ') })}`
}
