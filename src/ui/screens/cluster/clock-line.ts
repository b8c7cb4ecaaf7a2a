import { seconds } from './controls.ts'
import type { Look } from './signs.ts'
import { branchOf, type ClusterState, endOf } from './state.ts'

/** Where in the run: the time, and a bar with what was done and what broke. */
export function clockLine(state: ClusterState, width: number, { signs, theme }: Look): string {
  const endUs = Math.max(1, endOf(state))
  const start = `${seconds(state.atUs).padStart(10)} `
  const end = ` ${Number((endUs / 1e6).toFixed(3))} s`
  const room = Math.max(1, width - start.length - end.length)
  const columnOf = (atUs: number) => Math.min(room - 1, Math.floor((atUs / endUs) * room))
  const cells = Array.from({ length: room }, (_, column) =>
    column < columnOf(state.atUs) ? signs.done : signs.ahead,
  )
  for (const { atUs } of state.watched.run.faults) cells[columnOf(atUs)] = signs.fault
  for (const { atUs } of branchOf(state).controls) cells[columnOf(atUs)] = signs.control
  for (const { atUs } of state.watched.run.result.violations) {
    cells[columnOf(atUs)] = theme.paint.caution(signs.violation)
  }
  cells[columnOf(state.atUs)] = theme.paint.strong(signs.cursor)
  return start + cells.join('') + end
}
