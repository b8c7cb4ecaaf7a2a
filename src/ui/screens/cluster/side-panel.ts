import { formatQuantity } from '../../../lib/quantity.ts'
import { watchingWords } from '../../../messages/watching/index.ts'
import { simulationCharts } from '../../../report/simulation-charts.ts'
import { cut } from './cut.ts'
import { cutTexts } from './cuts.ts'
import { fieldRows } from './ring.ts'
import { type Look, nodeWord } from './signs.ts'
import { type ClusterState, nodesNow } from './state.ts'
import { type Flight, faultsAt, flightsAt } from './timeline.ts'

/** Rows of the smallest chart: title, two of bars, axis, labels. */
const CHART_ROWS_MIN = 5
const CHART_HEIGHT_MAX = 6
const AROUND_CHART = 3
const FLIGHTS_MIN = 3

/** Beside the picture: the chosen node, cuts, messages under way, charts. */
export function sideLines(state: ClusterState, width: number, rows: number, look: Look): string[] {
  const top = [...chosenLines(state, width, look), ...faultLines(state, width, look)].slice(0, rows)
  const flights = flightsAt(state.watched.timeline, state.atUs)
  const left = rows - top.length
  const charts = chartLines(state, width, left - 1 - Math.min(flights.length, FLIGHTS_MIN), look)
  const flying = flightLines(flights, width, left - charts.length, look)
  const gap = Array.from({ length: Math.max(0, left - charts.length - flying.length) }, () => '')
  return [...top, ...flying, ...gap, ...charts].slice(0, rows)
}

function chosenLines(state: ClusterState, width: number, { theme }: Look): string[] {
  const node = nodesNow(state)[state.chosen]
  const name = state.watched.timeline.trace.nodes[state.chosen]?.name ?? ''
  const title = cut(`${name}: ${nodeWord(node)}`, width)
  return [theme.paint.strong(title), ...fieldRows(node, width - 1).map((row) => cut(` ${row}`, width))]
}

function faultLines({ watched, atUs }: ClusterState, width: number, { theme }: Look): string[] {
  const faults = faultsAt(watched.timeline, atUs)
  const cuts = cutTexts(faults, watched.timeline.trace.nodes.length)
  const others = faults.filter((one) => !['partition', 'crash', 'pause', 'load'].includes(one.kind))
  const more = others.filter((one) => one.kind !== 'link' || (one.loss ?? 0) < 1)
  const kinds = [...new Set(more.map(({ kind }) => kind))].join(', ')
  const { now } = watchingWords()
  const lines = [...cuts.map((cut) => now.cut({ cut })), ...(kinds === '' ? [] : [now.faults({ kinds })])]
  return lines.map((line) => theme.paint.caution(cut(line, width)))
}

function flightLines(flights: readonly Flight[], width: number, rows: number, look: Look): string[] {
  if (rows <= 0) return []
  const { now } = watchingWords()
  const head = flights.length === 0 ? now.noneInFlight : now.inFlight({ count: flights.length })
  const shown = flights.slice(0, rows - 1).map((flight) => flightLine(flight, width, look))
  return [look.theme.paint.muted(cut(head, width)), ...shown]
}

function flightLine({ message, share, lost }: Flight, width: number, { theme, signs }: Look): string {
  const { from, to, text, sentUs, arrivesUs } = message
  const leftUs = Math.round((arrivesUs - sentUs) * (1 - share))
  const how = message.lost ?? ''
  const fate = lost ? watchingWords().now.lost({ how }) : formatQuantity(leftUs / 1000, 'ms')
  const room = Math.max(0, width - fate.length - 1)
  const what = cut(theme.spell(`${from}${signs.arrow}${to} ${text}`), room, signs.more).padEnd(room)
  return lost ? theme.paint.caution(`${what} ${fate}`) : `${what} ${theme.paint.muted(fate)}`
}

/** As many charts as have room, from the chosen one on. */
function chartLines(state: ClusterState, width: number, room: number, { unicode, theme }: Look): string[] {
  const { series } = state.watched.run.result
  const count = Math.min(series.length, Math.floor(room / CHART_ROWS_MIN))
  if (count < 1) return []
  const height = Math.min(CHART_HEIGHT_MAX, Math.floor(room / count) - AROUND_CHART)
  const charts = simulationCharts(
    { variants: state.subject.variants.slice(0, 1) },
    { series, spans: [] },
    { width, height, unicode, untilUs: state.atUs },
  )
  const first = state.firstChart % Math.max(1, charts.length)
  const order = [...charts.slice(first), ...charts.slice(0, first)]
  const lines = order
    .slice(0, count)
    .flat()
    .map((line) => cut(line, width))
  return lines.map((line) => line.replace(/[▁-█]+/gu, (bars) => theme.paint.code(bars)))
}
