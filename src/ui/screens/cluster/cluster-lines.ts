import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import { captionRows, messageRows } from './caption-rows.ts'
import { clockLine } from './clock-line.ts'
import { blockedBy } from './cuts.ts'
import { logLines, tableLines } from './logs.ts'
import { ringFits, ringLines } from './ring.ts'
import { sideLines } from './side-panel.ts'
import type { Look } from './signs.ts'
import { type ClusterState, nodesNow } from './state.ts'
import { faultsAt, flightsAt, happeningAt } from './timeline.ts'

/** More nodes than this are a table. */
const RING_NODES_MAX = 9
const RING_ROWS_MIN = 8
const RING_COLUMNS_MIN = 44
const RING_COLUMNS_MAX = 84
const RING_ROWS_MAX = 24
const SIDE_COLUMNS_MIN = 24
const GAP = 2
/** The clock, and what happens now. */
const HEAD_ROWS = 2

interface Plan {
  readonly width: number
  readonly mainRows: number
  readonly mainColumns: number
  /** 0: there is no room beside the picture. */
  readonly sideColumns: number
  readonly captionRows: number
}

/** The picture of one moment: clock, cluster, messages, logs and captions, as rows of the screen. */
export function clusterLines(state: ClusterState, look: Look): string[] {
  const { columns, rows } = state.size
  const body = Math.max(1, rows - 2)
  const logs = logsOf(state, columns - 2, body, look)
  const plan = planFor(columns - 2, body, logs.length, nodesNow(state).length)
  const head = [clockLine(state, plan.width, look), nowLine(state, plan.width, look)]
  const main = beside(mainLines(state, plan, look), sideOf(state, plan, look), plan)
  const told = captionRows(state, plan.width, body - HEAD_ROWS - main.length - logs.length, look)
  const all = [...head, ...main, ...logs, ...told].slice(0, body)
  return withMessage(all, messageRows(state, plan.width, look), body)
}

export function planFor(width: number, body: number, logRows: number, nodes: number): Plan {
  const captions = body >= 30 ? 8 : body >= 20 ? 4 : 2
  const room = Math.max(1, body - HEAD_ROWS - logRows - captions)
  const mainRows = Math.min(room, nodes > RING_NODES_MAX ? Math.max(RING_ROWS_MIN, nodes) : RING_ROWS_MAX)
  const wanted = Math.min(RING_COLUMNS_MAX, Math.max(RING_COLUMNS_MIN, Math.floor(width * 0.58)))
  const sideColumns = width - wanted - GAP
  const narrow = sideColumns < SIDE_COLUMNS_MIN
  return {
    width,
    mainRows,
    mainColumns: narrow ? width : wanted,
    sideColumns: narrow ? 0 : sideColumns,
    captionRows: captions,
  }
}

/** On a small screen the logs make way for the picture. */
function logsOf(state: ClusterState, width: number, body: number, look: Look): string[] {
  const nodes = nodesNow(state)
  const lines = nodes.length > RING_NODES_MAX ? [] : logLines(nodes, width, look)
  return lines.length + RING_ROWS_MIN + HEAD_ROWS + 2 > body ? [] : lines
}

function mainLines(state: ClusterState, plan: Plan, look: Look): string[] {
  const { timeline } = state.watched
  const nodes = nodesNow(state)
  const { chosen, marked, atUs } = state
  if (nodes.length > RING_NODES_MAX || !ringFits(nodes.length, plan.mainColumns, plan.mainRows)) {
    const names = timeline.trace.nodes.map(({ name }) => name)
    const room = { width: plan.mainColumns, height: plan.mainRows }
    return tableLines(nodes, names, chosen, marked, room, look)
  }
  const flights = flightsAt(timeline, atUs)
  const blocked = blockedBy(faultsAt(timeline, atUs))
  return ringLines({ nodes, flights, blocked, chosen, marked }, plan.mainColumns, plan.mainRows, look)
}

function sideOf(state: ClusterState, plan: Plan, look: Look): string[] {
  return plan.sideColumns === 0 ? [] : sideLines(state, plan.sideColumns, plan.mainRows, look)
}

function beside(left: readonly string[], right: readonly string[], plan: Plan): string[] {
  return Array.from({ length: plan.mainRows }, (_, row) => {
    const text = left[row] ?? ''
    if (right[row] === undefined) return text
    return `${text}${' '.repeat(Math.max(0, plan.mainColumns + GAP - stringWidth(text)))}${right[row]}`
  })
}

/** What happens at this very moment. */
function nowLine({ watched, atUs }: ClusterState, width: number, { theme }: Look): string {
  const [first, ...more] = happeningAt(watched.timeline, atUs)
  if (first === undefined) return ''
  const text = more.length === 0 ? first : `${first} (+${more.length})`
  return theme.paint.code((wrapAnsi(theme.spell(text), width, { hard: true }).split('\n')[0] ?? '').trimEnd())
}

/** A message covers the last rows. */
function withMessage(lines: readonly string[], message: readonly string[], body: number): string[] {
  if (message.length === 0) return [...lines]
  const room = Math.max(0, body - message.length)
  const above = Array.from({ length: room }, (_, row) => lines[row] ?? '')
  return [...above, ...message].slice(0, body)
}
