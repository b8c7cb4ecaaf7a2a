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
      return [...helpLines(WATCH_BINDINGS, unicode), '', 'Commands:', '', ...commandHelp()]
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
    `${invariant}, broken at ${seconds(atUs)}:`,
    '',
    ...story.map((line) => `  ${line}`),
    '',
  ])
}

function scheduleLines(state: ClusterState): string[] {
  const branch = branchOf(state)
  return [
    ...state.session.branches.map((one) => branchLine(one, one === branch)),
    '',
    `Branch ${branch.id}, what was done:`,
    ...orNone(branch.controls.map(({ atUs, text }) => `  ${seconds(atUs)}  ${text}`)),
    '',
    'Its faults, as they are saved and replayed:',
    ...orNone(state.watched.run.faults.map((fault) => `  ${faultText(fault)}`)),
  ]
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['  nothing'] : lines
}

function branchLine({ id, parent, forkedUs, setup, controls }: Branch, current: boolean): string {
  const from = parent === undefined ? 'the first' : `from ${parent} at ${seconds(forkedUs)}`
  const what = [
    `seed ${setup.seed}`,
    ...(setup.mutant === undefined ? [] : [`mutant ${setup.mutant}`]),
    ...(setup.faults === 'of the seed' ? ['swarm on'] : []),
    `${controls.length} ${controls.length === 1 ? 'control' : 'controls'}`,
  ]
  return `${current ? '>' : ' '} branch ${id}, ${from}: ${what.join(', ')}`
}
