import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import { watchingWords } from '../../../messages/watching/index.ts'
import type { LessonTheme } from '../../../report/lesson/theme.ts'
import { simulationCharts } from '../../../report/simulation-charts.ts'
import type { RunResult, Scenario } from '../../../simulation/kernel/scenario.ts'
import { layoutFor } from '../../layout.ts'
import { isDone, type SimulationState } from './state.ts'

export interface Shown {
  readonly scenario: Pick<Scenario, 'title' | 'variants'>
  readonly result: Pick<RunResult, 'series' | 'captions' | 'spans' | 'endUs'>
  readonly summary: readonly string[]
}

/** Events that stay in sight while time goes on. */
const CAPTIONS = 4
const CHART_ROWS_MIN = 2
const CHART_ROWS_MAX = 8
/** Title, axis, marks and labels. */
const ROUND_CHART = 4
/** The smallest chart that says something. */
const CHART_LEAST = CHART_ROWS_MIN + ROUND_CHART
/** The clock, and the empty row above the events. */
const OTHER_ROWS = 2

/** What has happened so far, as rows of the screen: the clock, charts, the last events or the summary. */
export function simulationLines(
  state: SimulationState,
  shown: Shown,
  theme: LessonTheme,
  unicode: boolean,
): string[] {
  const { bodyRows } = layoutFor(state.size)
  const width = widthOf(state)
  const told = storyLines(state, shown, width, storyRows(state)).map(theme.spell)
  const room = bodyRows - 1 - told.length - 1
  const charts = chartLines(state, shown, { width, unicode, room }).map((line) => paintBars(line, theme))
  const gap = Array.from({ length: Math.max(1, room - charts.length + 1) }, () => '')
  return [clockLine(state, width, unicode), ...charts, ...gap, ...told].slice(0, bodyRows)
}

/** The bars alone: what they measure is said by the axis, which stays plain. */
function paintBars(line: string, { paint }: LessonTheme): string {
  return line.replace(/[▁-█]+/gu, (bars) => paint.code(bars))
}

/** Charts may be wider than prose. */
function widthOf({ size }: SimulationState): number {
  return Math.max(20, Math.min(160, size.columns - 2))
}

function clockLine({ atUs, replay }: SimulationState, width: number, unicode: boolean): string {
  const end = Number((replay.endUs / 1e6).toFixed(1))
  const clock = `${watchingWords().replay.clock({ at: (atUs / 1e6).toFixed(1), end: `${end}` })} `
  const room = Math.max(0, width - clock.length)
  const done = Math.round((room * atUs) / Math.max(1, replay.endUs))
  const [full, empty] = unicode ? ['━', '─'] : ['=', '-']
  return clock + full.repeat(done) + empty.repeat(room - done)
}

interface ChartRoom {
  readonly width: number
  readonly unicode: boolean
  /** Rows that the charts may take. */
  readonly room: number
}

/** As many charts as have room, from the chosen one on, all of one height. */
function chartLines(
  state: SimulationState,
  { scenario, result }: Shown,
  { width, unicode, room }: ChartRoom,
): string[] {
  const draw = (height: number) =>
    simulationCharts(scenario, result, { width, unicode, height, untilUs: state.atUs })
  const flat = draw(1)
  const rest = (flat[0]?.length ?? 1) - 1
  const count = Math.max(1, Math.min(flat.length, Math.floor(room / (rest + CHART_ROWS_MIN))))
  // Narrow screens have the variants below each other; if they do not fit, the first is shown whole.
  const around = room < rest + CHART_ROWS_MIN ? ROUND_CHART : rest
  const height = Math.min(CHART_ROWS_MAX, Math.max(1, Math.floor(room / count) - around))
  const charts = draw(height)
  const order = [...charts.slice(state.firstChart), ...charts.slice(0, state.firstChart)]
  return order.slice(0, count).flat().slice(0, Math.max(0, room))
}

/** On a small screen the charts go before the events; at the end the summary goes before the charts. */
function storyRows(state: SimulationState): number {
  const { bodyRows } = layoutFor(state.size)
  if (isDone(state)) return Math.max(CAPTIONS, Math.floor(bodyRows / 2))
  return Math.max(0, Math.min(CAPTIONS, bodyRows - OTHER_ROWS - CHART_LEAST))
}

/** The last events; at the end, what it all showed. At most `rows` lines. */
function storyLines(state: SimulationState, shown: Shown, width: number, rows: number): string[] {
  if (isDone(state))
    return shown.summary.flatMap((sentence) => wrapAnsi(sentence, width).split('\n')).slice(0, rows)
  const all = captionsUntil(shown, state.atUs)
  const past = all.slice(Math.max(0, all.length - rows))
  const lines = past.map((text) => cut(text, width))
  return [...lines, ...Array.from({ length: rows - lines.length }, () => '')]
}

/** In one row: what does not fit is left out after a word, and one sees that something was. */
function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  const [first = ''] = wrapAnsi(text, width - 4, { trim: false, hard: true }).split('\n')
  return `${first.trimEnd()} …`
}

/** Events up to a time, each with its second and, where there are several, the variant it happened in. */
export function captionsUntil({ scenario, result }: Shown, atUs: number): string[] {
  const { variants } = scenario
  const titles = new Map(variants.map(({ prefix, title }) => [prefix, `${title}: `]))
  const secondsOf = (us: number) => `${(us / 1e6).toFixed(1)} s`
  const columns = secondsOf(result.endUs).length
  return result.captions
    .filter((caption) => caption.atUs <= atUs)
    .map((caption) => {
      const who = variants.length > 1 ? (titles.get(caption.variant) ?? '') : ''
      return `${secondsOf(caption.atUs).padStart(columns)}  ${who}${caption.text}`
    })
}
